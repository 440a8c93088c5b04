import SandboxCore

/// The best that KL-regularised reinforcement learning can reach in a world of chance, backward through all
/// that may happen.
///
///     Q(s, a) = E[V(s')],   V(s) = β · log Σ_a π_ref(a | s) · exp(Q(s, a) / β)
///     π*(a | s) = π_ref(a | s) · exp((Q(s, a) − V(s)) / β)
///
/// V of an end is its reward; E is over the world's replies, which no policy can tilt. So every state is an
/// ``ExactOptimum`` of its own. Ziebart 2010, "Modeling Purposeful Adaptive Behavior"; Levine 2018,
/// arXiv:1805.00909, eq. 12–14, there with a uniform π_ref. Where the world does not reply it is
/// π_ref(y) · exp(r(y) / β) / Z of whole responses.
public struct TreeOptimum: Sendable {
  /// log π*(a | s) of each action, in nats.
  public let policy: [Double]
  /// V(s) of each state in which the agent acts, in reward units.
  let values: [Double]
  /// E_π*[r] − β · KL(π*‖π_ref) of the episode, in reward units: no policy has more.
  public let objective: Double

  /// Solves a tree.
  ///
  /// - Parameters:
  ///   - tree: all that may happen.
  ///   - reference: log π_ref(a | s) of each action.
  ///   - rewards: r of each leaf.
  ///   - klCoefficient: β ≥ 0, in reward units a nat; 0 is the limit, the best of what π_ref may do.
  public init(
    of tree: EpisodeTree, reference: [Double], rewards: [Double], klCoefficient: Double
  ) {
    precondition(
      reference.count == tree.actionCount && rewards.count == tree.leafCount,
      "\(reference.count) log-probabilities and \(rewards.count) rewards are not of this tree")
    var policy = reference
    var values = [Double](repeating: 0, count: tree.decisions.count)
    func value(after outcomes: Range<Int>) -> Double {
      tree.outcomes[outcomes].reduce(0) { sum, outcome in
        switch outcome.next {
        case .decision(let next): sum + outcome.probability * values[next]
        case .leaf(let leaf): sum + outcome.probability * rewards[leaf]
        }
      }
    }
    // What follows from a state stands behind it.
    for (index, decision) in tree.decisions.enumerated().reversed() {
      let optimum = ExactOptimum(
        reference: Array(reference[decision.actions]),
        rewards: tree.actions[decision.actions].map { value(after: $0.outcomes) },
        klCoefficient: klCoefficient)
      values[index] = optimum.objective
      policy.replaceSubrange(decision.actions, with: optimum.logProbabilities)
    }
    self.policy = policy
    self.values = values
    objective = value(after: tree.openings)
  }
}
