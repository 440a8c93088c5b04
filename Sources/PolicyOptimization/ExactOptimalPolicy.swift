import Foundation
import Networks
import Randomness
import Rollouts
import SandboxCore

/// The best that KL-regularised reinforcement learning can reach, as a policy, in worlds that can be listed.
///
///     π*(y | x) ∝ π_ref(y | x) · exp(r(x, y) / β)
///
/// Rafailov et al. 2023, arXiv:2305.18290, eq. 4: what every optimiser of the same reward and β would come
/// to. So what is left between it and a trained policy is the optimiser's.
public struct ExactOptimalPolicy: Policy {
  private struct Table: Sendable {
    var responses: [Response]
    /// π*(y | x) summed up to each response.
    var cumulative: [Double]
    /// log π*(y | x).
    var logProbabilities: [Double]
  }
  private let tables: [Int: Table]
  /// KL(π*‖π_ref), the mean over the prompts.
  public let klToReference: KnownDivergence?

  /// Lists all responses to every prompt of a world.
  ///
  /// - Parameters:
  ///   - reference: π_ref.
  ///   - reward: r.
  ///   - klCoefficient: β > 0, in reward units a nat.
  ///   - world: one whose responses can be listed.
  public init<World: Environment>(
    reference: any LanguageModel, reward: any RewardSignal, klCoefficient: Double, in world: World
  ) {
    var tables: [Int: Table] = [:]
    var divergences: [Double] = []
    for prompt in PromptSplit.allCases.flatMap({ world.prompts(in: $0) })
    where tables[prompt.id] == nil {
      guard let responses = world.allResponses(to: prompt) else {
        preconditionFailure("the responses of \(world.name) cannot be listed")
      }
      let optimum = ExactOptimum(
        reference: Self.logProbabilities(of: responses, by: reference, in: world),
        rewards: reward.rewards(for: responses), klCoefficient: klCoefficient)
      var sum = 0.0
      let cumulative = optimum.logProbabilities.map { logProbability in
        sum += exp(logProbability)
        return sum
      }
      tables[prompt.id] = Table(
        responses: responses, cumulative: cumulative,
        logProbabilities: optimum.logProbabilities)
      divergences.append(optimum.klToReference)
    }
    self.tables = tables
    klToReference = .exactly(divergences.reduce(0, +) / Double(max(1, divergences.count)))
  }

  /// log π(y) of responses under the masks of the world's rules, as they are sampled, in nats.
  private static func logProbabilities<World: Environment>(
    of responses: [Response], by model: any LanguageModel, in world: World
  ) -> [Double] {
    let workspace = Workspace()
    var sums: [Double] = []
    for first in stride(from: 0, to: responses.count, by: 256) {
      let block = responses[first..<min(first + 256, responses.count)]
      let batch = SequenceBatch.agentTokens(of: block.map { rollout($0, in: world) })
      let outputs = model.outputs(for: batch, heads: .language, workspace: workspace)
      for sequence in 0..<batch.sequenceCount {
        sums.append(
          batch.readRange(of: sequence).reduce(0) { $0 + Double(outputs.logProbabilities[$1]) })
      }
    }
    return sums
  }

  /// A response as it would be acted out, with what was legal at each of its tokens; only of worlds that
  /// write nothing themselves.
  private static func rollout<World: Environment>(
    _ response: Response, in world: World
  ) -> Rollout {
    var luck = RandomStream(seed: 0)
    var state = world.begin(response.prompt, using: &luck).state
    var legal: [[UInt64]] = []
    for token in response.continuation {
      if case .only(let tokens) = world.legalActions(in: state) {
        legal.append(
          TokenSampler.mask(of: tokens, vocabularyCount: world.vocabulary.count))
      }
      state = world.step(state, action: token, using: &luck).state
    }
    return Rollout(response: response, logProbabilities: [], values: [], legalTokens: legal)
  }

  /// None: it is a table.
  public var languageModel: (any LanguageModel)? { nil }

  /// Responses drawn from π*. The last token of each bears the log-probability of the whole.
  public func rollouts<World: Environment>(
    on prompts: [Prompt], in engine: RolloutEngine<World>, using stream: RandomStream
  ) -> [Rollout] {
    prompts.enumerated().map { index, prompt in
      guard let table = tables[prompt.id] else {
        preconditionFailure("prompt \(prompt.id) is none of the world's")
      }
      var chance = stream.child(index)
      let draw = chance.uniform() * (table.cumulative.last ?? 1)
      let place = min(table.cumulative.firstPlace(above: draw), table.responses.count - 1)
      let count = table.responses[place].agentTokenCount
      var logProbabilities = [Float](repeating: 0, count: count)
      if count > 0 { logProbabilities[count - 1] = Float(table.logProbabilities[place]) }
      return Rollout(
        response: table.responses[place], logProbabilities: logProbabilities,
        values: Array(repeating: 0, count: count), legalTokens: [])
    }
  }
}

extension [Double] {
  /// The first place of a number greater than this, in ascending numbers; their count where there is none.
  fileprivate func firstPlace(above value: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] > value { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// `exact`
public struct ExactMethod: DirectMethod {
  /// `exact`
  public let name = "exact"
  /// What it does.
  public let summary =
    "The exact optimum of the KL-regularised reward, in worlds whose responses can be listed."
  /// The KL penalty, which it shares with the optimisers, and what shapes the reward.
  public let settings =
    PPO.Settings.declared.filter {
      ["policy_optimization.kl", "policy_optimization.kl_coefficient"].contains($0.key)
    } + ShapedReward.settings
  /// The method.
  public init() {}

  /// The world can be listed, and β is above 0.
  public func conflicts(_ values: SettingValues, in world: any Environment) -> [SettingConflict] {
    var conflicts: [SettingConflict] = []
    if world.prompts(in: .training).first.flatMap({ world.allResponses(to: $0) }) == nil {
      conflicts.append(
        SettingConflict(
          keys: ["policy_optimization.method", "world.name"],
          what: "policy_optimization.method is exact, but the responses of \(world.name) "
            + "cannot be listed",
          remedy: "write world.name: text.tiny, or another method"))
    }
    if values.group(PPO.Settings.self).kl != .fixed {
      conflicts.append(
        SettingConflict(
          keys: ["policy_optimization.kl", "policy_optimization.method"],
          what: "policy_optimization.method is exact, which needs a KL penalty of fixed size",
          remedy: "write policy_optimization.kl: fixed, with a small kl_coefficient for a weak one")
      )
    }
    if klCoefficient(values) <= 0 {
      conflicts.append(
        SettingConflict(
          keys: ["policy_optimization.kl_coefficient", "policy_optimization.method"],
          what: "policy_optimization.method is exact, but policy_optimization.kl_coefficient is 0",
          remedy: "write a number above 0: the optimum divides by it"))
    }
    return conflicts
  }

  private func klCoefficient(_ values: SettingValues) -> Double {
    values.group(PPO.Settings.self).klCoefficient
  }

  /// The policy.
  public func policy<World: Environment>(
    from reference: any LanguageModel, by reward: any RewardSignal, in world: World,
    _ values: SettingValues
  ) -> any Policy {
    ExactOptimalPolicy(
      reference: reference, reward: ShapedReward(reward, values),
      klCoefficient: klCoefficient(values), in: world)
  }
}
