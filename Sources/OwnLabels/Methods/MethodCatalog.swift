import Aggregation

/// A method as lists show it.
public struct MethodEntry: Sendable, Hashable {
  /// The name on the command line.
  public var name: String
  /// What it takes for granted.
  public var assumptions: String
  /// What the data must be like.
  public var needs: String
}

/// Every method that works on people's own labels.
public enum MethodCatalog {
  /// Of classes and of ratings, for `rlhf aggregate`.
  public static let labels = TruthMethod.all.map {
    MethodEntry(name: $0.name, assumptions: $0.assumptions, needs: $0.needs)
  }

  /// Of comparisons and of rankings, for `rlhf rate`.
  public static let preferences = RatingOptions.methods.map {
    MethodEntry(name: $0.name, assumptions: $0.assumptions, needs: words(for: $0.needs))
  }

  private static func words(for needs: RankingNeeds) -> String {
    let words = [
      needs.contains(.raters) ? "a column for the worker" : nil,
      needs.contains(.order) ? "rows in the order in which they were made" : nil,
      needs.contains(.periods) ? "a column for the time, or rows in order" : nil,
      needs.contains(.rankings) ? "whole rankings are best" : nil,
    ].compactMap { $0 }
    return words.isEmpty ? "Comparisons or rankings." : words.joined(separator: "; ") + "."
  }
}
