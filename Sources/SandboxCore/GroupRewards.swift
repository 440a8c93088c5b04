/// What each of several rewards says of some responses: one for each group of people, known or found.
public struct GroupRewards: Sendable, Hashable {
  /// The names of the groups.
  public var names: [String]
  /// The share of people in each, as many, each > 0; they sum to 1.
  public var shares: [Double]
  /// A row for each group, of a reward for each response.
  public var rewards: [[Double]]

  /// Describes rewards; the parameters are the properties of the same names.
  public init(names: [String], shares: [Double], rewards: [[Double]]) {
    precondition(
      names.count == shares.count && names.count == rewards.count && !names.isEmpty,
      "\(names.count) groups, \(shares.count) shares, \(rewards.count) rows of rewards")
    self.names = names
    self.shares = shares
    self.rewards = rewards
  }

  /// One reward, of a single group of everybody.
  public init(everybody rewards: [Double]) {
    self.init(names: ["everybody"], shares: [1], rewards: [rewards])
  }

  /// The rewards of each response under other weights of the groups, as many, which sum to 1.
  public func mean(weights: [Double]) -> [Double] {
    (rewards.first ?? []).indices.map { response in
      zip(weights, rewards).reduce(0) { $0 + $1.0 * $1.1[response] }
    }
  }
}
