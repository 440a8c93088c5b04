import Foundation
import Networks
import Randomness
import Rollouts
import SandboxCore
import SandboxTestSupport
import Testing

@testable import PolicyOptimization

@Suite struct PolicyGradientTests {
  static let world = TokenStrings(symbolCount: 3, length: 4) { string in
    string.reduce(0.0) { $0 + ($1 == 1 ? 1 : 0) }
  }

  /// A random tabular policy, so that values and probabilities differ from place to place.
  static var policy: any LanguageModel {
    var table = world.tabularPolicy
    var stream = RandomStream(seed: 8)
    for index in table.parameters.indices {
      table.parameters[index] = Float(stream.uniform() - 0.5)
    }
    return table
  }

  static func experience(_ settings: PolicyGradient.Settings) -> RolloutBatch {
    let prompts = Array(repeating: world.prompts(in: .training)[0], count: 90)
    let rollouts = RolloutEngine(environment: world).run(
      policy, on: prompts, using: RandomStream(seed: 2))
    var experience = RolloutBatch(rollouts)
    experience.compare(with: world.tabularPolicy, workspace: Workspace())
    experience.assignCredit(
      scores: TrueReward(environment: world).rewards(for: rollouts.map(\.response)),
      klCoefficient: 0.2, settings: settings)
    return experience
  }

  static func run(_ settings: PolicyGradient.Settings, seed: UInt64 = 1) throws -> TrainingReport {
    var policy = policy
    return try PolicyGradient(settings: settings).improve(
      &policy, reference: Self.policy, in: world, prompts: world.prompts(in: .training),
      reward: TrueReward(environment: world), using: RandomStream(seed: seed)
    )
  }

  @Test func obeysTheLawsOfPolicyOptimizers() {
    var settings = PolicyGradient.Settings()
    settings.iterations = 25
    settings.episodesPerIteration = 64
    settings.learningRate = 0.05
    #expect(checkPolicyOptimizer(PolicyGradient(settings: settings)) == [])
    settings.clipRange = nil
    settings.maxGradNorm = nil
    settings.klPenalty = .off
    settings.measuresKLToReference = false
    settings.normalizesAdvantages = false
    #expect(checkPolicyOptimizer(PolicyGradient(settings: settings)) == [])
    settings.klPenalty = .adaptive(target: 1, initialCoefficient: 0.1, horizon: 1000)
    settings.valueClipRange = 0.2
    settings.targetKL = 0.02
    settings.missingEOSPenalty = 1
    settings.rewardClip = 2
    settings.whitensRewards = true
    settings.entropyCoefficient = 0.01
    #expect(checkPolicyOptimizer(PolicyGradient(settings: settings)) == [])
  }

  /// At ρ = 1 the gradient of the surrogate is that of Σ Â log π: REINFORCE with a baseline.
  @Test(arguments: [nil, 0.2])
  func theFirstStepIsReinforceWithBaseline(clipRange: Double?) {
    var settings = PolicyGradient.Settings()
    settings.clipRange = clipRange
    settings.valueCoefficient = 0
    settings.normalizesAdvantages = false
    settings.traceDecay = 1
    let experience = Self.experience(settings)
    let policy = Self.policy
    var gradient = [Float](repeating: 0, count: policy.parameterCount)
    let tally = PolicyLoss(experience: experience, settings: settings, klCoefficient: 0)
      .accumulateGradient(
        of: policy, on: experience.rollouts.indices.map { $0 }[...], into: &gradient,
        workspace: Workspace())
    #expect(tally.tokenCount == 360 && tally.outsideRange == 0)

    // REINFORCE by hand: returns by summing rewards to the end, minus the sampled values.
    var expected = [Float](repeating: 0, count: policy.parameterCount)
    policy.accumulateGradient(
      for: .agentTokens(of: experience.rollouts), heads: .language, groupSize: 1, into: &expected,
      workspace: Workspace()
    ) { outputs, sequences, gradients in
      for sequence in sequences {
        let rollout = experience.rollouts[sequence]
        let score = Self.world.episode(rollout.response).gold.value
        var left = score
        for step in (0..<4).reversed() {
          // The reference is uniform over the 3 legal symbols.
          left -= 0.2 * (Double(rollout.logProbabilities[step]) + log(3))
          gradients.logProbabilities[4 * sequence + step] = Float(
            -(left - Double(rollout.values[step])) / 360)
        }
      }
    }
    #expect(expected.contains { abs($0) > 0.01 })
    for (found, wanted) in zip(gradient, expected) { #expect(abs(found - wanted) < 1e-5) }
  }

  @Test func clippingMattersOnlyOutsideTheRange() throws {
    var settings = PolicyGradient.Settings()
    settings.iterations = 3
    settings.episodesPerIteration = 32
    settings.learningRate = 1e-3
    let on = try Self.run(settings)
    settings.clipRange = nil
    let off = try Self.run(settings)
    // A learning rate of 1e-3 and 16 steps move a logit by 0.016: no ratio leaves 1 ± 0.2.
    #expect(on == off)
    settings.learningRate = 0.3
    let wild = try Self.run(settings)
    settings.clipRange = 0.2
    let tamed = try Self.run(settings)
    #expect(wild != tamed)
    #expect((tamed.values(of: "clip_fraction").max() ?? 0) > 0)
  }

  @Test func aKLLimitEndsTheEpochs() throws {
    var settings = PolicyGradient.Settings()
    settings.iterations = 2
    settings.episodesPerIteration = 64
    settings.learningRate = 0.2
    let free = try Self.run(settings)
    settings.targetKL = 0.01
    let limited = try Self.run(settings)
    #expect(free.values(of: "step_count") == [16, 16])
    // The first step is always taken: before it nothing has moved.
    #expect(limited.values(of: "step_count").allSatisfy { $0 >= 1 && $0 < 16 })
  }

  @Test func creditGoesToTheLastTokenAndPenaltiesToTheirPlace() {
    func response(_ ending: Ending) -> Rollout {
      Rollout(
        response: Response(
          prompt: Self.world.prompts(in: .training)[0], continuation: [0, 2, 1],
          authors: [.agent, .environment, .agent], ending: ending),
        logProbabilities: [-1, -1], values: [0.5, 0.25], legalTokens: [])
    }
    var settings = PolicyGradient.Settings()
    settings.traceDecay = 1
    settings.normalizesAdvantages = false
    func returns(_ change: (inout PolicyGradient.Settings) -> Void) -> [Double] {
      var settings = settings
      change(&settings)
      var experience = RolloutBatch([response(.terminated), response(.truncated)])
      experience.compare(
        with: NGramTable(vocabularyCount: 5, order: 1, contextLength: 9), workspace: Workspace())
      experience.assignCredit(scores: [3, 3], klCoefficient: 0.5, settings: settings)
      return experience.returns
    }
    // Uniform over 5 tokens: a token's penalty is 0.5 (−1 + log 5).
    let penalty = 0.5 * (log(5) - 1)
    func expect(_ found: [Double], _ scores: (Double, Double)) {
      let wanted = [
        scores.0 - 2 * penalty, scores.0 - penalty, scores.1 - 2 * penalty, scores.1 - penalty,
      ]
      for (value, expected) in zip(found, wanted) { #expect(abs(value - expected) < 1e-6) }
    }
    expect(returns { _ in }, (3, 3))
    expect(returns { $0.missingEOSPenalty = 1.5 }, (3, 1.5))
    expect(returns { $0.rewardClip = 2 }, (2, 2))
  }

  /// Three answers to one prompt with returns 1, 3, 8, and two to another with 2 and 2; by hand.
  @Test func groupsCompareWithTheOtherAnswers() {
    let rollout = Rollout(
      response: Response(
        prompt: Self.world.prompts(in: .training)[0], continuation: [0, 1],
        authors: [.agent, .agent], ending: .terminated),
      logProbabilities: [-1, -1], values: [0.5, 0.25], legalTokens: [])
    let silent = Rollout(
      response: Response(
        prompt: rollout.response.prompt, continuation: [], authors: [], ending: .terminated),
      logProbabilities: [], values: [], legalTokens: [])
    var settings = PolicyGradient.Settings()
    settings.baseline = .leaveOneOut
    settings.normalizesAdvantages = false
    var experience = RolloutBatch(
      [rollout, rollout, rollout, silent, rollout, rollout], groupSize: 3)
    experience.assignCredit(scores: [1, 3, 8, 2, 2], klCoefficient: 0, settings: settings)
    #expect(experience.groups == [0, 0, 0, 1, 1])
    #expect(experience.advantages == [-4.5, -4.5, -1.5, -1.5, 6, 6, 0, 0, 0, 0])
    // Who is alone has nothing to be compared with.
    var alone = RolloutBatch([silent, rollout], groupSize: 2)
    alone.assignCredit(scores: [5], klCoefficient: 0, settings: settings)
    #expect(alone.advantages == [0, 0])
  }

  /// Where nobody asks the value function, nothing is said of it, and its weight changes nothing.
  @Test func groupsNeedNoValues() throws {
    var settings = PolicyGradient.Settings()
    settings.iterations = 2
    settings.episodesPerIteration = 32
    settings.groupSize = 4
    func series(_ settings: PolicyGradient.Settings) throws -> TrainingReport {
      try Self.run(settings)
    }
    #expect(try series(settings).last("value_loss") != nil)
    settings.baseline = .leaveOneOut
    let report = try series(settings)
    #expect(report.last("value_loss") == nil && report.last("explained_variance") == nil)
    settings.valueCoefficient = 1000
    #expect(try series(settings).points == report.points)
  }

  /// A bonus that falls to 0 keeps less of the breadth than one that stays.
  @Test func theBonusCanFall() throws {
    var settings = PolicyGradient.Settings()
    settings.iterations = 30
    settings.episodesPerIteration = 64
    settings.learningRate = 0.1
    settings.annealsLearningRate = false
    settings.klPenalty = .off
    settings.entropyCoefficient = 0.5
    let kept = try Self.run(settings)
    settings.annealsEntropyCoefficient = true
    let falling = try Self.run(settings)
    #expect(kept.values(of: "entropy")[0] == falling.values(of: "entropy")[0])
    #expect((kept.last("entropy") ?? 0) > (falling.last("entropy") ?? 9) + 0.1)
  }

  @Test func aSteeredPenaltyComesNearItsTarget() throws {
    var settings = PolicyGradient.Settings()
    settings.iterations = 150
    settings.episodesPerIteration = 128
    settings.learningRate = 0.05
    settings.annealsLearningRate = false
    // n / horizon = 1: up to 20 % an iteration, so that the test is short.
    settings.klPenalty = .adaptive(target: 0.5, initialCoefficient: 0.05, horizon: 128)
    let report = try Self.run(settings)
    let late = report.values(of: "kl_to_reference").suffix(50)
    let mean = late.reduce(0, +) / 50
    #expect(abs(mean - 0.5) < 0.15)
    #expect(report.values(of: "kl_coefficient").contains { $0 > 0.3 })
    // Control: the coefficient it began with lets the policy go much further.
    settings.klPenalty = .fixed(coefficient: 0.05)
    #expect((try Self.run(settings).last("kl_to_reference") ?? 0) > 1.5)
  }

  @Test func anEntropyBonusKeepsThePolicyBroad() throws {
    var settings = PolicyGradient.Settings()
    settings.iterations = 30
    settings.episodesPerIteration = 64
    settings.learningRate = 0.1
    settings.klPenalty = .off
    let without = try Self.run(settings)
    settings.entropyCoefficient = 0.5
    let with = try Self.run(settings)
    #expect((with.last("entropy") ?? 0) > (without.last("entropy") ?? 9) + 0.1)
  }

  @Test func everyMetricIsReportedEveryIteration() throws {
    var settings = PolicyGradient.Settings()
    settings.iterations = 2
    settings.episodesPerIteration = 16
    let report = try Self.run(settings)
    for metric in [
      "reward", "episode_length", "truncation_rate", "kl_to_reference", "kl_to_reference_k3",
      "explained_variance", "kl_coefficient", "policy_loss", "value_loss", "entropy",
      "clip_fraction", "kl_to_behaviour", "gradient_norm", "learning_rate", "step_count",
    ] {
      #expect(report.values(of: metric).count == 2, "\(metric)")
    }
    #expect(report.values(of: "kl_to_reference")[0] < 1e-5)
    #expect(report.values(of: "episode_length") == [4, 4])
    settings.klPenalty = .off
    settings.measuresKLToReference = false
    #expect(try Self.run(settings).last("kl_to_reference") == nil)
  }

  @Test func aRewardThatIsNotANumberIsNamed() {
    struct Broken: RewardSignal {
      let name = "broken"
      func rewards(for responses: [Response]) -> [Double] { responses.map { _ in -.infinity } }
    }
    var policy = Self.policy
    #expect {
      try PolicyGradient().improve(
        &policy, reference: Self.policy, in: Self.world, prompts: Self.world.prompts(in: .training),
        reward: Broken(), using: RandomStream(seed: 1)
      )
    } throws: { error in
      error as? TrainingFailure
        == TrainingFailure(
          phase: "policy optimisation", step: 0, quantity: "reward", value: -.infinity)
    }
  }

  @Test func promptsComeOnceEachBeforeAnyComesAgain() {
    let prompts = (0..<5).map { Prompt(id: $0, tokens: [0], family: "", topic: "") }
    var deck = PromptSampler(prompts, stream: RandomStream(seed: 3))
    let first = deck.deal(3).map(\.id) + deck.deal(2).map(\.id)
    #expect(first.sorted() == [0, 1, 2, 3, 4])
    #expect(deck.deal(5).map(\.id).sorted() == [0, 1, 2, 3, 4])
  }
}
