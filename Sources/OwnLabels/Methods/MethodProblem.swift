import Aggregation
import PlainText

/// Why a method cannot work on a file: what, where, and how to put it right.
public struct MethodProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The method that was asked.
  public var method: String
  /// What is wrong.
  public var what: String
  /// How to put it right.
  public var remedy: String

  /// The problem in two lines, the way compilers write.
  public var description: String { "--method \(method): error: \(what)\n  fix: \(remedy)" }

  init(_ method: String, _ what: String, fix remedy: String) {
    self.method = method
    self.what = what
    self.remedy = remedy
  }

  /// The problem behind an error about labels, whose text has the method, what is wrong and the remedy
  /// one after the other.
  init(_ error: AggregationError, method: String) {
    self.init(sentence: error.description, method: method)
  }

  private init(sentence: String, method: String) {
    var sentence = Substring(sentence)
    if sentence.hasPrefix(method + ": ") { sentence = sentence.dropFirst(method.count + 2) }
    let parts = sentence.split(separator: "; ")
    self.init(
      method, parts.dropLast().joined(separator: "; "), fix: parts.last.map(String.init) ?? "")
  }

  /// The problem behind an error about comparisons, with the names of items and the options of the
  /// command line.
  init(_ error: RatingError, method: String, of table: PreferenceTable) {
    switch error {
    case .neverScoring(let items):
      self.init(
        method,
        "\(Excerpt.list(items.map { table.itemNames[$0] }, limit: 5)) never won or tied against any other item, so no "
          + "finite strength fits",
        fix: "add comparisons, leave \(items.count == 1 ? "it" : "them") out, or write --ridge 0.01"
      )
    case .noMatches where table.comparisons.count == 0:
      self.init(
        method, "no ranking has two items, so nothing is compared",
        fix: "give the items of one ranking the same name in the column ranking")
    case .noMatches:
      self.init(
        method, "no comparison has a weight above 0",
        fix: "give at least one comparison of two items a positive weight")
    case .missing("rater", _):
      self.init(
        method, "the file does not say who compared, which the method needs to know",
        fix: "add a column worker, name it with --columns worker=NAME, or choose --method "
          + "bradley-terry")
    case .unbounded(let parameter):
      self.init(
        method, "the \(parameter) grows without bound, because no comparison contradicts it",
        fix: "add comparisons that do, leave it out, or write --ridge 0.01")
    case .notIdentified(let parameter):
      self.init(
        method,
        parameter == "the strengths"
          ? "the strengths cannot be told from each other in double precision"
          : "the \(parameter) cannot be told from the strengths",
        fix: "leave it out, or show items on either side")
    default: self.init(sentence: error.description, method: method)
    }
  }
}
