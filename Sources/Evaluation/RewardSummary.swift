import SandboxCore

/// What the world itself says of a set of episodes: true reward, and how it came about.
///
/// Rates come from the attributes of the same names; they are `nil` in a world without them.
public struct RewardSummary: Sendable, Hashable {
  /// How many episodes, ≥ 1.
  public let episodeCount: Int
  /// The mean gold reward, in reward units.
  public let goldReward: Double
  /// The share of episodes with any `harm` (> 0).
  public let harmRate: Double?
  /// The mean of `task_success`, in 0...1.
  public let taskSuccess: Double?
  /// The share of episodes with any `gibberish` (> 0).
  public let gibberishRate: Double?
  /// The share of episodes that an illegal action ended (`illegal` > 0).
  public let illegalRate: Double?
  /// The share of games won (`outcome` > 0).
  public let winRate: Double?
  /// The share of games drawn or not finished (`outcome` = 0).
  public let drawRate: Double?
  /// The share of games lost (`outcome` < 0).
  public let lossRate: Double?
  /// The mean of every attribute, in the world's order and each in its unit.
  public let attributeMeans: [Double]

  /// Sums up episodes of one world.
  ///
  /// - Parameters:
  ///   - episodes: at least 1.
  ///   - attributeNames: the world's, in the order of the episodes' values.
  public init(_ episodes: [Episode], attributeNames: [String]) {
    precondition(!episodes.isEmpty, "there are no episodes to sum up")
    let count = Double(episodes.count)
    func mean(_ value: (Episode) -> Double) -> Double {
      episodes.reduce(0) { $0 + value($1) } / count
    }
    func mean(of name: String, _ value: (Double) -> Double) -> Double? {
      attributeNames.firstIndex(of: name).map { index in
        mean { value($0.attributes.values[index]) }
      }
    }
    let isPositive = { (value: Double) in value > 0 ? 1.0 : 0 }
    episodeCount = episodes.count
    goldReward = mean(\.gold.value)
    harmRate = mean(of: "harm", isPositive)
    taskSuccess = mean(of: "task_success") { $0 }
    gibberishRate = mean(of: "gibberish", isPositive)
    illegalRate = mean(of: "illegal", isPositive)
    winRate = mean(of: "outcome", isPositive)
    drawRate = mean(of: "outcome") { $0 == 0 ? 1 : 0 }
    lossRate = mean(of: "outcome") { $0 < 0 ? 1 : 0 }
    attributeMeans = attributeNames.indices.map { index in mean { $0.attributes.values[index] } }
  }

}
