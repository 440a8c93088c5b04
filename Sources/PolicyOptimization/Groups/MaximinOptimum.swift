import SandboxCore

/// The weights on groups under which the best policy serves the worst-off as well as any policy can.
///
///     max_π min_g E_π[r_g] − β · KL(π‖π_ref) = min_λ J(λ),    J(λ) = max_π Σ_g λ_g E_π[r_g] − β · KL(π‖π_ref)
///
/// Chakraborty et al. 2024, arXiv:2402.08925, eq. 6, of policies that may be anything (Sion 1958, doi:10.2140/pjm.1958.8.171, lets the
/// two change places). J is convex in λ, and its slopes are the E[r_g] of its optimum. Weight goes from the group that has most to the one
/// that has least, as far as that helps, until no weight is on a group that has more than another.
///
/// Anchor: where all groups want the same, any λ will do, and the optimum is that of one reward.
public struct MaximinOptimum: Sendable {
  /// λ of each group; they sum to 1.
  public let weights: [Double]
  /// E[r_g] of each group under the optimum, in reward units.
  public let means: [Double]
  /// J(λ), in reward units: no policy has more for its worst-off group.
  public let objective: Double

  /// What is known of the episodes of one prompt.
  struct Problem {
    var tree: EpisodeTree
    /// log π_ref of each action.
    var reference: [Double]
    /// The rewards of each leaf.
    var rewards: GroupRewards
  }

  /// Finds weights for several prompts together, each as likely as another.
  ///
  /// - Parameters:
  ///   - problems: at least 1, with the same groups.
  ///   - klCoefficient: β > 0.
  init(of problems: [Problem], klCoefficient: Double) {
    let count = problems[0].rewards.names.count
    func state(at weights: [Double]) -> (objective: Double, means: [Double]) {
      var (objective, means) = (0.0, [Double](repeating: 0, count: count))
      for problem in problems {
        let optimum = TreeOptimum(
          of: problem.tree, reference: problem.reference,
          rewards: problem.rewards.mean(weights: weights), klCoefficient: klCoefficient)
        let law = EpisodeLaw(optimum.policy, in: problem.tree)
        objective += optimum.objective / Double(problems.count)
        for group in 0..<count {
          means[group] += law.mean(of: problem.rewards.rewards[group]) / Double(problems.count)
        }
      }
      return (objective, means)
    }
    var weights = problems[0].rewards.shares
    var here = state(at: weights)
    // Each turn settles two groups against each other; a few times as many turns as pairs settle all.
    for _ in 0..<(count > 1 ? 20 * count * count : 0) {
      let means = here.means
      let rich = weights.indices.filter { weights[$0] > 0 }.max { means[$0] < means[$1] } ?? 0
      let poor = weights.indices.min { means[$0] < means[$1] } ?? 0
      guard means[rich] - means[poor] > 1e-10 else { break }
      let (both, start) = (weights[rich] + weights[poor], weights)
      func moved(_ share: Double) -> [Double] {
        var weights = start
        weights[poor] = both * share
        weights[rich] = both * (1 - share)
        return weights
      }
      var (low, high) = (both > 0 ? start[poor] / both : 0, 1.0)
      for _ in 0..<60 {
        let middle = 0.5 * (low + high)
        let trial = state(at: moved(middle)).means
        if trial[poor] < trial[rich] { low = middle } else { high = middle }
        if high - low < 1e-14 { break }
      }
      // At an end all weight has gone over, and nothing is left to be rich with.
      weights = moved(high > 1 - 1e-12 ? 1 : high)
      here = state(at: weights)
    }
    self.weights = weights
    (objective, means) = (here.objective, here.means)
  }
}
