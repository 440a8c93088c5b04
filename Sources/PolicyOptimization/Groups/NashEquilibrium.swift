import Foundation
import SandboxCore

/// The policy that no other is preferred to, both held to a reference.
///
///     π* = argmax_π min_π' P(π ≻ π') − τ KL(π‖π_ref) + τ KL(π'‖π_ref)
///     π*(y) ∝ π_ref(y) · exp(P(y ≻ π*) / τ)
///
/// Munos et al. 2023, arXiv:2312.00886, eq. 2. Found by mirror descent in the manner of their Nash-MD,
///
///     π_{t+1}(y) ∝ π_t(y)^(1−ητ) π_ref(y)^(ητ) · exp(η P(y ≻ π_t))
///
/// against π_t itself, where theirs is against the mixture of π_t and π_ref: so that the equilibrium is its fixed point at any step η. Preferences
/// may run in circles. Where they come from one reward, r, this is not the optimum of r: a response is worth what it wins against what is written,
/// so that nobody gains by being loved without measure.
///
/// Anchor: of two responses π*(A)/π*(B) = π_ref(A)/π_ref(B) · exp((P(A ≻ B) − ½)/τ).
public struct NashEquilibrium: Sendable {
  /// log π* of each response.
  public let logProbabilities: [Double]
  /// max_y |log π*(y) − log(π_ref(y) exp(P(y ≻ π*)/τ)/Z)|, in nats: how exactly the equation holds.
  public let residual: Double

  /// Solves the game.
  ///
  /// - Parameters:
  ///   - reference: log π_ref of each response.
  ///   - preferences: P(y ≻ y'), row after row: that of y over every y'.
  ///   - klCoefficient: τ > 0, in probabilities of winning a nat.
  public init(reference: [Double], preferences: [Double], klCoefficient: Double) {
    let count = reference.count
    precondition(
      preferences.count == count * count && klCoefficient > 0,
      "\(preferences.count) preferences among \(count) responses, τ = \(klCoefficient)")
    func chances(_ logs: [Double]) -> [Double] {
      let law = logs.map { exp($0) }
      return (0..<count).map { row in
        var sum = 0.0
        for column in 0..<count { sum += preferences[row * count + column] * law[column] }
        return sum
      }
    }
    func tilted(_ prior: [Double], _ chances: [Double], by factor: Double) -> [Double] {
      ExactOptimum(reference: prior, rewards: chances, klCoefficient: 1 / factor).logProbabilities
    }
    // Half of the ring that a circle of preferences turns by is at most ¼; below this step it shrinks.
    let step = klCoefficient / (klCoefficient * klCoefficient + 0.25)
    let pull = step * klCoefficient
    var policy = tilted(reference, reference.map { _ in 0 }, by: 1)
    let prior = policy
    var distance = Double.infinity
    for _ in 0..<100_000 where distance > 1e-12 {
      // Whoever interrupts a run throws the answer away.
      if Task.isCancelled { break }
      let won = chances(policy)
      let mixed = zip(policy, prior).map { own, reference in
        reference == -.infinity ? reference : (1 - pull) * own + pull * reference
      }
      let next = tilted(mixed, won, by: step)
      distance = zip(next, policy).reduce(0) { $0 + abs(exp($1.0) - exp($1.1)) }
      policy = next
    }
    let answer = tilted(prior, chances(policy), by: 1 / klCoefficient)
    residual = zip(policy, answer).reduce(0) { most, pair in
      pair.0 == -.infinity ? most : max(most, abs(pair.0 - pair.1))
    }
    logProbabilities = policy
  }

  /// The equilibrium of two policies in a tree, as log π(a | s) of each action; the world leaves nothing to chance.
  ///
  /// - Parameters:
  ///   - reference: log π_ref(a | s) of each action.
  ///   - rewards: the groups' rewards of each leaf.
  static func policy(
    in tree: EpisodeTree, reference: [Double], rewards: GroupRewards, klCoefficient: Double
  ) -> [Double] {
    let preference = PopulationPreference(rewards)
    let leaves = 0..<tree.leafCount
    let matrix = leaves.flatMap { first in
      leaves.map { preference.probability(of: first, over: $0) }
    }
    let law = NashEquilibrium(
      reference: EpisodeLaw(reference, in: tree).logProbabilities, preferences: matrix,
      klCoefficient: klCoefficient
    ).logProbabilities
    return EpisodeLaw(logProbabilities: law).policy(in: tree, otherwise: reference)
  }
}

extension EpisodeLaw {
  /// log π(a | s) of the policy that comes to this law in a world without chance.
  ///
  /// - Parameter fallback: the same where the law never comes.
  func policy(in tree: EpisodeTree, otherwise fallback: [Double]) -> [Double] {
    var masses = [Double](repeating: 0, count: tree.actionCount)
    for leaf in tree.leaves.indices {
      let mass = exp(logProbabilities[leaf])
      tree.climb(from: tree.leaves[leaf].outcome) { _, action in
        if let action { masses[action] += mass }
      }
    }
    var policy = fallback
    for decision in tree.decisions {
      let sum = decision.actions.reduce(0) { $0 + masses[$1] }
      guard sum > 0 else { continue }
      for action in decision.actions { policy[action] = log(masses[action] / sum) }
    }
    return policy
  }
}
