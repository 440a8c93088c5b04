import Foundation
import Networks
import Randomness
import Rollouts
import SandboxCore

/// A policy that is solved, not trained: a table over the states of each prompt, in worlds that can be listed.
///
/// A prompt is solved when it is asked for, and then forgotten: the trees of all prompts of a board together would
/// take gigabytes.
public struct SolvedPolicy: ListablePolicy {
  /// π_ref, from which its distance is told.
  public let reference: any LanguageModel
  /// Solves the tree of a prompt.
  let solve: @Sendable (EpisodeTree) -> TabularSolution

  init(reference: any LanguageModel, solve: @escaping @Sendable (EpisodeTree) -> TabularSolution) {
    self.reference = reference
    self.solve = solve
  }

  /// The best that KL-regularised reinforcement learning can reach.
  ///
  ///     π*(a | s) = π_ref(a | s) · exp((Q(s, a) − V(s)) / β)
  ///
  /// ``TreeOptimum``: what every optimiser of the same reward and β would come to. So what is left between it
  /// and a trained policy is the optimiser's.
  ///
  /// - Parameters:
  ///   - reference: π_ref.
  ///   - reward: what is maximised.
  ///   - klCoefficient: β ≥ 0, in reward units a nat.
  public static func optimum(
    reference: any LanguageModel, reward: any RewardSignal, klCoefficient: Double
  ) -> SolvedPolicy {
    SolvedPolicy(reference: reference) { tree in
      TabularSolution(
        TreeOptimum(
          of: tree, reference: tree.policy(of: reference), rewards: tree.rewards(by: reward),
          klCoefficient: klCoefficient))
    }
  }

  /// What is best for groups that want different things, held to a reference.
  ///
  /// - Parameters:
  ///   - reference: π_ref.
  ///   - reward: what is maximised; it knows groups where the aim is not pooled.
  ///   - klCoefficient: β > 0, in reward units a nat.
  ///   - aim: a maximin is that of these prompts together.
  public static func optimum<World: Environment>(
    reference: any LanguageModel, reward: any RewardSignal, klCoefficient: Double, aim: GroupAim,
    on prompts: [Prompt], in world: World
  ) -> SolvedPolicy {
    switch aim {
    case .pooled:
      return optimum(reference: reference, reward: reward, klCoefficient: klCoefficient)
    case .maximin:
      let problems = prompts.compactMap { prompt -> MaximinOptimum.Problem? in
        guard let tree = try? EpisodeTree(of: prompt, in: world) else { return nil }
        return MaximinOptimum.Problem(
          tree: tree, reference: tree.policy(of: reference),
          rewards: tree.groupRewards(by: reward))
      }
      precondition(!problems.isEmpty, "the episodes of \(world.name) cannot be listed")
      let weights = MaximinOptimum(of: problems, klCoefficient: klCoefficient).weights
      return SolvedPolicy(reference: reference) { tree in
        TabularSolution(
          TreeOptimum(
            of: tree, reference: tree.policy(of: reference),
            rewards: tree.groupRewards(by: reward).mean(weights: weights),
            klCoefficient: klCoefficient))
      }
    case .nash:
      return SolvedPolicy(reference: reference) { tree in
        let policy = NashEquilibrium.policy(
          in: tree, reference: tree.policy(of: reference),
          rewards: tree.groupRewards(by: reward), klCoefficient: klCoefficient)
        return TabularSolution(
          TreeOptimum(policy: policy, rewards: tree.rewards(by: reward), in: tree))
      }
    }
  }

  /// None: it is a table.
  public var languageModel: (any LanguageModel)? { nil }

  /// The exact distance; infinite where the reference never does what it does.
  public func klToReference<World: Environment>(
    on prompts: [Prompt], in world: World
  ) -> KnownDivergence? {
    exactDivergence(from: reference, on: prompts, in: world).map(KnownDivergence.exactly)
  }

  /// Its own law.
  public func law(in tree: EpisodeTree) -> EpisodeLaw? { EpisodeLaw(solve(tree).policy, in: tree) }

  /// Responses drawn from it, each of the agent's tokens with its log-probability, and with V(s) as its value. Illegal
  /// actions have no place in a tree, with masks or without.
  ///
  /// Where the task is cancelled the rest is the reference's, so that nobody waits for it: whoever cancels uses
  /// neither.
  public func rollouts<World: Environment>(
    on prompts: [Prompt], in engine: RolloutEngine<World>, using stream: RandomStream
  ) -> [Rollout] {
    var found = [Rollout?](repeating: nil, count: prompts.count)
    for first in prompts.indices where found[first] == nil {
      if Task.isCancelled { return engine.run(reference, on: prompts, using: stream) }
      let tree: EpisodeTree
      do throws(EpisodeTreeProblem) {
        tree = try EpisodeTree(of: prompts[first], in: engine.environment)
      } catch {
        preconditionFailure("the episodes of \(engine.environment.name) cannot be listed: \(error)")
      }
      let solution = solve(tree)
      for index in first..<prompts.count where prompts[index].id == prompts[first].id {
        var chance = stream.child(index)
        found[index] = solution.rollout(
          in: tree, temperature: engine.temperature, using: &chance)
      }
    }
    return found.compactMap(\.self)
  }
}

extension TabularSolution {
  /// An episode drawn from the policy and the world's chances.
  fileprivate func rollout(
    in tree: EpisodeTree, temperature: Double, using chance: inout RandomStream
  ) -> Rollout {
    var sampler = TokenSampler(
      vocabularyCount: tree.vocabularyCount, temperature: temperature)
    var (logProbabilities, values): ([Float], [Float]) = ([], [])
    var legalTokens: [[UInt64]] = []
    var next = tree.draw(from: tree.openings, using: &chance)
    while case .decision(let decision) = next {
      let actions = tree.decisions[decision].actions
      let legal = tree.legalTokens(at: decision)
      var logits = [Float](repeating: -.infinity, count: tree.vocabularyCount)
      for action in actions { logits[Int(tree.actions[action].token)] = Float(policy[action]) }
      let drawn = sampler.draw(from: logits, legal: legal, uniform: chance.uniform())
      logProbabilities.append(drawn.logProbability)
      values.append(Float(self.values[decision]))
      legalTokens.append(legal)
      let action = actions.first { tree.actions[$0].token == drawn.token } ?? actions.lowerBound
      next = tree.draw(from: tree.actions[action].outcomes, using: &chance)
    }
    guard case .leaf(let leaf) = next else { preconditionFailure("an episode without an end") }
    return Rollout(
      response: tree.response(at: leaf), logProbabilities: logProbabilities, values: values,
      legalTokens: legalTokens)
  }
}
