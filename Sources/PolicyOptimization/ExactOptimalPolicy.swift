import Foundation
import Networks
import Randomness
import Rollouts
import SandboxCore

/// The best that KL-regularised reinforcement learning can reach, as a policy, in worlds that can be listed.
///
///     π*(a | s) = π_ref(a | s) · exp((Q(s, a) − V(s)) / β)
///
/// ``TreeOptimum``: what every optimiser of the same reward and β would come to. So what is left between it
/// and a trained policy is the optimiser's. A prompt is solved when it is asked for, and then forgotten: the
/// trees of all prompts of a board together would take gigabytes.
public struct ExactOptimalPolicy: ListablePolicy {
  /// π_ref.
  public let reference: any LanguageModel
  /// What is maximised.
  public let reward: any RewardSignal
  /// β ≥ 0, in reward units a nat.
  public let klCoefficient: Double
  /// What is pursued where groups want different things.
  public let aim: GroupAim
  /// λ of each group, where the maximin is pursued.
  public let groupWeights: [Double]

  /// The optimum of a reward, held to a reference.
  public init(reference: any LanguageModel, reward: any RewardSignal, klCoefficient: Double) {
    self.init(
      reference: reference, reward: reward, klCoefficient: klCoefficient, aim: .pooled, weights: [])
  }

  /// What is best for groups that want different things, held to a reference.
  ///
  /// - Parameters:
  ///   - aim: a maximin is that of these prompts together.
  ///   - klCoefficient: β > 0.
  public init<World: Environment>(
    reference: any LanguageModel, reward: any RewardSignal, klCoefficient: Double, aim: GroupAim,
    on prompts: [Prompt], in world: World
  ) {
    var weights: [Double] = []
    if aim == .maximin {
      let problems = prompts.compactMap { prompt -> MaximinOptimum.Problem? in
        guard let tree = try? EpisodeTree(of: prompt, in: world) else { return nil }
        return MaximinOptimum.Problem(
          tree: tree, reference: tree.policy(of: reference),
          rewards: tree.groupRewards(by: reward))
      }
      precondition(!problems.isEmpty, "the episodes of \(world.name) cannot be listed")
      weights = MaximinOptimum(of: problems, klCoefficient: klCoefficient).weights
    }
    self.init(
      reference: reference, reward: reward, klCoefficient: klCoefficient, aim: aim,
      weights: weights)
  }

  private init(
    reference: any LanguageModel, reward: any RewardSignal, klCoefficient: Double, aim: GroupAim,
    weights: [Double]
  ) {
    self.reference = reference
    self.reward = reward
    self.klCoefficient = klCoefficient
    self.aim = aim
    groupWeights = weights
  }

  /// None: it is a table.
  public var languageModel: (any LanguageModel)? { nil }

  /// The exact distance.
  public func klToReference<World: Environment>(
    on prompts: [Prompt], in world: World
  ) -> KnownDivergence? {
    exactDivergence(from: reference, on: prompts, in: world).map(KnownDivergence.exactly)
  }

  /// The optimum's own law.
  public func law(in tree: EpisodeTree) -> EpisodeLaw? {
    EpisodeLaw(optimum(of: tree).policy, in: tree)
  }

  private func optimum(of tree: EpisodeTree) -> TreeOptimum {
    let reference = tree.policy(of: self.reference)
    guard aim == .nash else {
      let rewards =
        aim == .pooled
        ? tree.rewards(by: reward)
        : tree.groupRewards(by: reward).mean(weights: groupWeights)
      return TreeOptimum(
        of: tree, reference: reference, rewards: rewards, klCoefficient: klCoefficient)
    }
    let policy = NashEquilibrium.policy(
      in: tree, reference: reference, rewards: tree.groupRewards(by: reward),
      klCoefficient: klCoefficient)
    return TreeOptimum(policy: policy, rewards: tree.rewards(by: reward), in: tree)
  }

  /// Responses drawn from π*, each of the agent's tokens with its log-probability, and with V(s) of the
  /// regularised objective as its value. Illegal actions have no place in a tree, with masks or without.
  public func rollouts<World: Environment>(
    on prompts: [Prompt], in engine: RolloutEngine<World>, using stream: RandomStream
  ) -> [Rollout] {
    var found = [Rollout?](repeating: nil, count: prompts.count)
    for first in prompts.indices where found[first] == nil {
      let tree: EpisodeTree
      do throws(EpisodeTreeProblem) {
        tree = try EpisodeTree(of: prompts[first], in: engine.environment)
      } catch {
        preconditionFailure("the episodes of \(engine.environment.name) cannot be listed: \(error)")
      }
      let optimum = optimum(of: tree)
      for index in first..<prompts.count where prompts[index].id == prompts[first].id {
        var chance = stream.child(index)
        found[index] = optimum.rollout(
          in: tree, temperature: engine.temperature, using: &chance)
      }
    }
    return found.compactMap(\.self)
  }
}

extension TreeOptimum {
  /// An episode drawn from π* and the world's chances.
  fileprivate func rollout(
    in tree: EpisodeTree, temperature: Double, using chance: inout RandomStream
  ) -> Rollout {
    var sampler = TokenSampler(
      vocabularyCount: tree.vocabularyCount, temperature: temperature)
    var (logProbabilities, values): ([Float], [Float]) = ([], [])
    var legalTokens: [[UInt64]] = []
    var next = Self.draw(from: tree.openings, of: tree, using: &chance)
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
      next = Self.draw(from: tree.actions[action].outcomes, of: tree, using: &chance)
    }
    guard case .leaf(let leaf) = next else { preconditionFailure("an episode without an end") }
    return Rollout(
      response: tree.response(at: leaf), logProbabilities: logProbabilities, values: values,
      legalTokens: legalTokens)
  }

  private static func draw(
    from outcomes: Range<Int>, of tree: EpisodeTree, using chance: inout RandomStream
  ) -> EpisodeTree.Next {
    let place =
      outcomes.count == 1 ? 0 : chance.categorical(tree.outcomes[outcomes].map(\.probability))
    return tree.outcomes[outcomes.lowerBound + place].next
  }
}
