import Foundation
import SandboxCore

/// What an answer of an ordinary person takes, in time and money.
///
///     seconds = 15 · (responses shown) + deciding,   dollars = seconds · 0.30 / 36.8
///
/// | channel | deciding, in seconds |
/// |---|---|
/// | comparison | 6.8 |
/// | graded comparison | 10 |
/// | ranking of k | 4 · k · log₂ k: the comparisons of a sort |
/// | rating | 8 |
/// | thumbs | 3 |
/// | rubric | 30 |
/// | correction | 120 |
/// | demonstration | 240 |
///
/// Only the comparison's 36.8 s and $0.30 are published: people comparing responses of chat models took
/// 36,800 s and $300 per 1,000 (AlpacaEval's table of annotators, at $21 an hour). How the 36.8 s divide
/// into reading and deciding, and all other channels, are our assumption: multiply where you know better.
public struct WorkCosts: Sendable, Hashable, Codable {
  /// A factor on all times, ≥ 0.
  public var secondsFactor: Double
  /// A factor on all prices, ≥ 0.
  public var dollarsFactor: Double

  /// Costs; as they stand, those of the table.
  public init(secondsFactor: Double = 1, dollarsFactor: Double = 1) {
    precondition(
      secondsFactor >= 0 && dollarsFactor >= 0, "factors \(secondsFactor), \(dollarsFactor)")
    self.secondsFactor = secondsFactor
    self.dollarsFactor = dollarsFactor
  }

  /// Answers that take no time and cost nothing: for measuring.
  public static let free = WorkCosts(secondsFactor: 0, dollarsFactor: 0)

  /// Working time of one answer, in seconds.
  ///
  /// - Parameter itemCount: how many responses are shown.
  public func seconds(_ channel: Channel, itemCount: Int) -> Double {
    secondsFactor * Self.publishedSeconds(channel, itemCount: itemCount)
  }

  /// Price of one answer, in dollars: piecework, whether it is done fast or slowly.
  public func dollars(_ channel: Channel, itemCount: Int) -> Double {
    dollarsFactor * 0.30 * (Self.publishedSeconds(channel, itemCount: itemCount) / 36.8)
  }

  private static func publishedSeconds(_ channel: Channel, itemCount: Int) -> Double {
    let deciding =
      switch channel {
      case .comparison: 6.8
      case .gradedComparison: 10.0
      case .ranking: 4 * Double(itemCount) * log2(Double(itemCount))
      case .rating: 8.0
      case .thumbs: 3.0
      case .rubric: 30.0
      case .correction: 120.0
      case .demonstration: 240.0
      }
    return 15 * Double(itemCount) + deciding
  }
}
