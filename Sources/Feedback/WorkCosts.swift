import SandboxCore

/// What an answer of an ordinary person takes, in time and money.
///
///     seconds = 15 · (responses shown) + deciding,   dollars = seconds · 0.30 / 36.8
///
/// Only the 36.8 s and $0.30 of a comparison are published: people comparing responses of chat models took
/// 36,800 s and $300 per 1,000 (AlpacaEval's table of annotators, at $21 an hour). How the 36.8 s divide
/// into reading and deciding, and the other channels (``FeedbackChannel/secondsOfDeciding(itemCount:)``),
/// are our assumption: multiply where you know better.
public struct WorkCosts: Sendable, Hashable, Codable {
  /// A factor on all times, ≥ 0.
  public var secondsFactor: Double
  /// A factor on all prices, ≥ 0.
  public var dollarsFactor: Double

  /// Costs; as they stand, those that are published, or assumed.
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
    15 * Double(itemCount) + channel.part.secondsOfDeciding(itemCount: itemCount)
  }
}
