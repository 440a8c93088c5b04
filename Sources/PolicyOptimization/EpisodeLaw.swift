import Foundation
import SandboxCore

/// How likely each of some responses is: what a policy comes to, acted out in a world.
public struct EpisodeLaw: Sendable, Hashable {
  /// log P of each, in nats; their probabilities sum to 1.
  public let logProbabilities: [Double]

  /// A law by its log-probabilities.
  public init(logProbabilities: [Double]) { self.logProbabilities = logProbabilities }

  /// What a policy comes to in a tree: the product of its own and the world's probabilities on the way to
  /// each leaf.
  ///
  /// - Parameter policy: log π(a | s) of each action.
  public init(_ policy: [Double], in tree: EpisodeTree) {
    var reached = [Double](repeating: 0, count: tree.decisions.count)
    var ends = [Double](repeating: 0, count: tree.leafCount)
    func pass(_ outcomes: Range<Int>, from logProbability: Double) {
      for outcome in tree.outcomes[outcomes] {
        let sum = logProbability + log(outcome.probability)
        switch outcome.next {
        case .decision(let next): reached[next] = sum
        case .leaf(let leaf): ends[leaf] = sum
        }
      }
    }
    pass(tree.openings, from: 0)
    for (index, decision) in tree.decisions.enumerated() {
      for action in decision.actions {
        pass(tree.actions[action].outcomes, from: reached[index] + policy[action])
      }
    }
    logProbabilities = ends
  }

  /// E[f], the mean of something that each response has.
  public func mean(of values: [Double]) -> Double {
    precondition(
      values.count == logProbabilities.count,
      "\(values.count) values of \(logProbabilities.count) responses")
    return zip(logProbabilities, values).reduce(0) { $0 + exp($1.0) * $1.1 }
  }

  /// KL(P‖Q) in nats, ≥ 0.
  ///
  ///     Σ_y P(y) · (log P(y) − log Q(y)) = E_P[Σ_t KL(π(· | s_t)‖π_ref(· | s_t))]
  ///
  /// The two sides are equal because the world's own chances cancel: it is the KL of the policies, summed
  /// over the states that are visited.
  public func divergence(from reference: EpisodeLaw) -> Double {
    max(
      0,
      zip(logProbabilities, reference.logProbabilities).reduce(0) { sum, pair in
        pair.0 == -.infinity ? sum : sum + exp(pair.0) * (pair.0 - pair.1)
      })
  }

  /// The law of the best of n independent draws by a reward, the first of equals.
  ///
  ///     P_n(y) = P(y) / p(r) · (F(r)ⁿ − F(r−)ⁿ)
  ///
  /// r is the reward of y, p(r) the probability of that reward, F(r) of no more and F(r−) of less. Beirami
  /// et al. 2024, arXiv:2401.01879, theorem 1, with ties: there, too, log n − (n − 1)/n is only a bound on
  /// the KL. Of a policy's law it is true only where the world leaves nothing to chance.
  ///
  /// - Parameters:
  ///   - n: at least 1.
  ///   - rewards: r of each response.
  public func best(of n: Int, by rewards: [Double]) -> EpisodeLaw {
    precondition(n >= 1 && rewards.count == logProbabilities.count, "the best of \(n)")
    let order = rewards.indices.sorted { rewards[$0] < rewards[$1] }
    var result = [Double](repeating: -.infinity, count: rewards.count)
    var (below, first) = (0.0, 0)
    while first < order.count {
      let reward = rewards[order[first]]
      let equals = order[first...].prefix { rewards[$0] == reward }
      let mass = equals.reduce(0) { $0 + exp(logProbabilities[$1]) }
      let upTo = min(1, below + mass)
      if mass > 0 {
        // F(r)ⁿ − F(r−)ⁿ, without losing the digits of a small difference.
        let share =
          n == 1
          ? 0
          : Double(n) * log(upTo) - log(mass)
            + (below == 0 ? 0 : log(-expm1(Double(n) * log(below / upTo))))
        for index in equals { result[index] = logProbabilities[index] + share }
      }
      below = upTo
      first = equals.endIndex
    }
    return EpisodeLaw(logProbabilities: result)
  }
}
