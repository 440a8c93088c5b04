/// How an ensemble makes one reward of what its members say.
///
/// Coste et al. 2023, arXiv:2310.02743, section 3.2. All are alike where all members agree.
public enum RewardCombination: Sendable, Hashable {
  /// r = 1/M Σ_m r_m. Christiano et al. 2017, arXiv:1706.03741, section 2.2.3.
  case mean
  /// r = min_m r_m: nobody can game all of them at once (WCO).
  case worstCase
  /// r = 1/M Σ_m r_m − λ · 1/M Σ_m (r_m − r̄)², λ ≥ 0 (UWO).
  case uncertaintyWeighted(Double)

  /// The names that scenarios use.
  public enum Name: String, Sendable, Hashable, CaseIterable {
    case mean
    case worstCase = "worst-case"
    case uncertaintyWeighted = "uncertainty-weighted"
  }

  /// The reward of one response.
  ///
  /// - Parameter rewards: what the members say, at least 1.
  public func reward(_ rewards: [Double]) -> Double {
    let mean = rewards.reduce(0, +) / Double(rewards.count)
    return switch self {
    case .mean: mean
    case .worstCase: rewards.min() ?? mean
    case .uncertaintyWeighted(let weight): mean - weight * Self.variance(rewards)
    }
  }

  /// What each token adds; the sum is the reward of the sums.
  ///
  /// The worst case is that of the response, not of each token: these are the tokens of the least member. Uncertainty is
  /// known of the whole, and paid for at the last token.
  ///
  /// - Parameter tokens: a row for each member, all equally long.
  func tokenRewards(_ tokens: [[Double]]) -> [Double] {
    let rewards = tokens.map { $0.reduce(0, +) }
    if self == .worstCase {
      let least = rewards.indices.min { rewards[$0] < rewards[$1] }
      return least.map { tokens[$0] } ?? []
    }
    var mean = (tokens.first ?? []).indices.map { place in
      tokens.reduce(0) { $0 + $1[place] } / Double(tokens.count)
    }
    if case .uncertaintyWeighted(let weight) = self, !mean.isEmpty {
      mean[mean.count - 1] -= weight * Self.variance(rewards)
    }
    return mean
  }

  /// The mean squared distance of members from their mean.
  public static func variance(_ rewards: [Double]) -> Double {
    let mean = rewards.reduce(0, +) / Double(rewards.count)
    return rewards.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rewards.count)
  }
}
