import Foundation
import SandboxCore

/// What a policy pursues where groups of people want different things.
public enum GroupAim: String, Sendable, Hashable, CaseIterable {
  /// The one reward that the reward model makes of all.
  case pooled
  /// max_π min_g E_π[r_g] − β · KL(π‖π_ref): Chakraborty et al. 2024, arXiv:2402.08925, eq. 6.
  case maximin
  /// The equilibrium of a game in which two policies are compared by everybody, each held to π_ref: Munos et al. 2023,
  /// arXiv:2312.00886, section 4.
  case nash
}

/// How often people prefer one response to another, as the rewards of their groups say.
///
///     P(y ≻ y') = Σ_g w_g σ(r_g(y) − r_g(y'))
///
/// w_g is the share of people in group g. Other than by one reward, there may be circles: y beats y', y' beats y'' and y'' beats y.
///
/// Anchor: ½ for two responses of equal rewards, and P(y ≻ y') + P(y' ≻ y) = 1.
public struct PopulationPreference: Sendable {
  private let shares: [Double]
  private let rewards: [[Double]]

  /// The preference of people whose groups have these rewards.
  public init(_ groups: GroupRewards) {
    shares = groups.shares
    rewards = groups.rewards
  }

  /// P that one response is preferred to another, by their places.
  public func probability(of first: Int, over second: Int) -> Double {
    zip(shares, rewards).reduce(0) { sum, group in
      sum + group.0 / (1 + exp(group.1[second] - group.1[first]))
    }
  }

  /// The mean of P over opponents.
  public func meanProbability(of first: Int, over opponents: some Collection<Int>) -> Double {
    opponents.reduce(0) { $0 + probability(of: first, over: $1) } / Double(max(1, opponents.count))
  }
}

/// Weights on groups that go to those whose mean reward is least.
///
///     λ_g ← λ_g exp(−η E[r_g]) / Z
///
/// Exponentiated weights (Freund & Schapire 1999, doi:10.1006/game.1999.0738): against a policy that raises Σ λ_g r_g they
/// play the other side of the maximin.
public struct GroupPrices: Sendable, Hashable {
  /// λ, which sums to 1; none before the first round.
  public private(set) var weights: [Double] = []

  /// No weights yet.
  public init() {}

  /// Moves weights by the mean rewards of a round.
  ///
  /// - Parameters:
  ///   - means: E[r_g] of each group.
  ///   - shares: where weights begin.
  ///   - step: η ≥ 0, in 1 / reward units.
  public mutating func charge(_ means: [Double], shares: [Double], step: Double) {
    if weights.count != means.count { weights = shares }
    let least = means.min() ?? 0
    // In floating point a weight of 0 would stay 0 for ever.
    let raw = zip(weights, means).map { max(1e-6, $0 * exp(-step * ($1 - least))) }
    let sum = raw.reduce(0, +)
    weights = raw.map { $0 / sum }
  }
}
