import Foundation
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
    // At β = 0, V(s) = best + β · ties(s) to first order: the limit takes what is equally good as π_ref would,
    // and as often as π_ref would find the best behind it.
    var ties = values
    // What follows from a state stands behind it.
    for (index, decision) in tree.decisions.enumerated().reversed() {
      let actions = tree.actions[decision.actions]
      var prior = Array(reference[decision.actions])
      var returns = actions.map { tree.mean(after: $0.outcomes, of: values, ends: rewards) }
      if klCoefficient == 0 {
        for place in prior.indices {
          prior[place] += tree.mean(
            after: actions[actions.startIndex + place].outcomes, of: ties, ends: nil)
        }
        returns = Self.withoutRounding(returns, reference: prior)
      }
      let optimum = ExactOptimum(
        reference: prior, rewards: returns, klCoefficient: klCoefficient)
      values[index] = optimum.objective
      policy.replaceSubrange(decision.actions, with: optimum.logProbabilities)
      let taken = prior.indices.first { optimum.logProbabilities[$0] > -.infinity } ?? 0
      ties[index] = prior[taken] - optimum.logProbabilities[taken]
    }
    self.policy = policy
    self.values = values
    objective = tree.mean(after: tree.openings, of: values, ends: rewards)
  }

  /// A policy that was found otherwise, and what is left of rewards from each state on.
  init(policy: [Double], rewards: [Double], in tree: EpisodeTree) {
    self.policy = policy
    var values = [Double](repeating: 0, count: tree.decisions.count)
    for (index, decision) in tree.decisions.enumerated().reversed() {
      values[index] = decision.actions.reduce(0) { sum, action in
        policy[action] == -.infinity
          ? sum
          : sum + exp(policy[action])
            * tree.mean(after: tree.actions[action].outcomes, of: values, ends: rewards)
      }
    }
    self.values = values
    objective = tree.mean(after: tree.openings, of: values, ends: rewards)
  }

  /// Returns of which those are equal that differ from the best by rounding, as means of the same numbers in
  /// another order do.
  private static func withoutRounding(_ returns: [Double], reference: [Double]) -> [Double] {
    let best = zip(reference, returns).filter { $0.0 > -.infinity }.map(\.1).max() ?? 0
    return returns.map { abs($0 - best) <= 1e-12 * max(1, abs(best)) ? best : $0 }
  }
}

extension EpisodeTree {
  /// E of something that states and ends have, over what may come about.
  ///
  /// - Parameters:
  ///   - states: of each state in which the agent acts.
  ///   - ends: of each leaf; `nil` where they have nothing.
  func mean(
    after range: Range<Int>, of states: [Double], ends: [Double]?
  ) -> Double {
    outcomes[range].reduce(0) { sum, outcome in
      switch outcome.next {
      case .decision(let next): sum + outcome.probability * states[next]
      case .leaf(let leaf): sum + outcome.probability * (ends?[leaf] ?? 0)
      }
    }
  }
}
