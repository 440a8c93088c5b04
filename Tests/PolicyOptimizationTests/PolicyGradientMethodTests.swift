import Foundation
import Networks
import Randomness
import Rollouts
import SandboxCore
import SandboxTestSupport
import Testing

@testable import PolicyOptimization

/// What the names of policy gradients stand for, by known answers.
@Suite struct PolicyGradientMethodTests {
  /// The advantages of four answers to one prompt that earn 1, 0, 0.5 and 2.
  private static func advantages(_ change: (inout PolicyGradient.Settings) -> Void) -> [Double] {
    let world = TokenStrings(symbolCount: 2, length: 1)
    var settings = PolicyGradient.Settings()
    settings.normalizesAdvantages = false
    settings.groupSize = 4
    change(&settings)
    let prompts = Array(repeating: world.prompts(in: .training)[0], count: 4)
    var batch = RolloutBatch(
      RolloutEngine(environment: world).run(
        world.tabularPolicy, on: prompts, using: RandomStream(seed: 1)), groupSize: 4)
    batch.assignCredit(scores: [1, 0, 0.5, 2], klCoefficient: 0, settings: settings)
    return batch.advantages
  }

  private static func isNear(_ left: [Double], _ right: [Double]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < 1e-7 }
  }

  @Test func advantagesOfOneGroup() {
    let leaveOneOut: [Double] = [1.0 / 6, -7.0 / 6, -0.5, 1.5]
    #expect(Self.isNear(Self.advantages { $0.baseline = .leaveOneOut }, leaveOneOut))
    let population: [Double] = [0.169030851, -1.183215957, -0.507092553, 1.521277659]
    let byPopulation = Self.advantages { ($0.baseline, $0.groupScale) = (.groupMean, .population) }
    #expect(Self.isNear(byPopulation, population))
    let sample: [Double] = [0.146385011, -1.024695077, -0.439155033, 1.317465099]
    let bySample = Self.advantages { ($0.baseline, $0.groupScale) = (.groupMean, .sample) }
    #expect(Self.isNear(bySample, sample))
    let mean: [Double] = [0.125, -0.875, -0.375, 1.125]
    #expect(Self.isNear(Self.advantages { $0.baseline = .groupMean }, mean))
    let plain: [Double] = [1, 0, 0.5, 2]
    #expect(Self.isNear(Self.advantages { $0.baseline = .none }, plain))
  }

  /// The settings of a name, over those of the tests of PolicyGradient.
  private static func optimizer(
    _ method: PolicyGradientMethod, _ change: (inout PolicyGradient.Settings) -> Void = { _ in }
  ) -> PolicyGradient {
    var values = SettingValues()
    var settings = PolicyGradientOracleTests.settings(klCoefficient: 0.5)
    settings.groupSize = 8
    values.set(settings)
    for (key, value) in method.recommended { values[key] = value }
    settings = values.group()
    change(&settings)
    return PolicyGradient(settings: settings)
  }

  /// Each finds π_ref exp(r / β) / Z. GRPO does where it divides by no deviation and pays the KL penalty in the reward.
  @Test(arguments: ["ppo", "reinforce", "rloo", "grpo", "a2c"])
  func findsTheExactOptimum(name: String) throws {
    let method = try #require(PolicyGradientMethod.all.first { $0.name == name })
    let optimizer = Self.optimizer(method) {
      $0.groupScale = .off
      $0.klPlace = .reward
      $0.minibatchCount = 2
      $0.iterations = name == "ppo" ? 100 : 400
    }
    let world = PolicyGradientOracleTests.binary
    let reference = PolicyGradientOracleTests.binaryReference
    var policy = reference
    let report = try optimizer.improve(
      &policy, reference: reference, in: world, prompts: world.prompts(in: .training),
      reward: TrueReward(environment: world), using: RandomStream(seed: 3))
    let exact = PolicyGradientOracleTests.optimum(
      of: world, reference: reference, klCoefficient: 0.5)
    #expect(PolicyGradientOracleTests.totalVariation(world.probabilities(of: policy), exact) < 0.02)
    #expect(report.values(of: "explained_variance").isEmpty == (name != "a2c" && name != "ppo"))
  }

  /// Paid in the loss by k3, the KL penalty is another one: the gradient is that of KL(π_ref‖π), so that the optimum
  /// of a bandit is π = π_ref β / (λ − r) with λ such that it sums to 1 (Tang & Munos 2025, arXiv:2506.09477). The mean
  /// of a group of n has an answer's own return in it, which shrinks advantages by (n − 1)/n, but not the penalty: β
  /// counts n/(n − 1) times.
  @Test func aPenaltyInTheLossHasAnotherOptimum() throws {
    let rewards = [0.0, 0.5, 1, 1.5]
    let world = TokenStrings(symbolCount: 4, length: 1) { rewards[Int($0[0])] }
    let reference: any LanguageModel = world.tabularPolicy
    var policy = reference
    let optimizer = Self.optimizer(.grpo) {
      $0.groupSize = 8
      $0.groupScale = .off
      $0.minibatchCount = 1
      $0.episodesPerIteration = 2048
      $0.iterations = 200
    }
    _ = try optimizer.improve(
      &policy, reference: reference, in: world, prompts: world.prompts(in: .training),
      reward: TrueReward(environment: world), using: RandomStream(seed: 4))
    let beta = 0.5 * 8 / 7
    // λ by bisection: the sum falls in λ above the greatest reward.
    var (low, high) = (1.5 + 1e-9, 10.0)
    for _ in 0..<100 {
      let middle = (low + high) / 2
      let sum = rewards.reduce(0) { $0 + beta / 4 / (middle - $1) }
      if sum > 1 { low = middle } else { high = middle }
    }
    let expected = rewards.map { beta / 4 / (low - $0) }
    let tilted = PolicyGradientOracleTests.optimum(
      of: world, reference: reference, klCoefficient: 0.5)
    let found = world.probabilities(of: policy)
    #expect(PolicyGradientOracleTests.totalVariation(found, expected) < 0.02)
    #expect(PolicyGradientOracleTests.totalVariation(tilted, expected) > 0.05)
  }

  /// A response as one action has the product of its tokens' ratios.
  @Test func theRatioOfAResponseIsClippedAsAWhole() {
    var settings = PolicyGradient.Settings()
    (settings.ratio, settings.baseline) = (.response, .batchMean)
    settings.clipRange = 0.1
    let experience = PolicyGradientTests.experience(settings)
    // A policy that differs from the one that acted: single ratios stay inside, products leave 1 ± 0.1.
    var policy = PolicyGradientTests.policy
    for index in policy.parameters.indices where index % 2 == 0 { policy.parameters[index] += 0.1 }
    func tally(_ settings: PolicyGradient.Settings) -> PolicyLoss.Tally {
      var gradient = [Float](repeating: 0, count: policy.parameterCount)
      return PolicyLoss(experience: experience, settings: settings, klCoefficient: 0)
        .accumulateGradient(
          of: policy, on: Array(experience.rollouts.indices)[...], into: &gradient,
          workspace: Workspace())
    }
    let whole = tally(settings)
    settings.ratio = .token
    let single = tally(settings)
    #expect(single.outsideRange == 0)
    #expect(whole.outsideRange > 0)
    #expect(whole.outsideRange % 4 == 0)
  }

  /// Of a round of two responses, with four tokens and two, by G = Σ_t ∂ of each: a token mean of both is
  /// (G₄ + G₂) / 6, a response mean (G₄/4 + G₂/2) / 2, and the constant of the first alone G₄ / 3, as three is the
  /// mean length of the round.
  @Test func reductionsWeighTokens() {
    var settings = PolicyGradient.Settings()
    settings.baseline = .none
    settings.normalizesAdvantages = false
    let world = PolicyGradientTests.world
    let prompts = Array(repeating: world.prompts(in: .training)[0], count: 2)
    var rollouts = RolloutEngine(environment: world).run(
      PolicyGradientTests.policy, on: prompts, using: RandomStream(seed: 2))
    let whole = rollouts[1]
    rollouts[1] = Rollout(
      response: Response(
        prompt: prompts[1], written: Array(whole.response.continuation.prefix(2)),
        ending: .truncated),
      logProbabilities: Array(whole.logProbabilities.prefix(2)),
      values: Array(whole.values.prefix(2)), legalTokens: Array(whole.legalTokens.prefix(2)))
    var experience = RolloutBatch(rollouts)
    experience.assignCredit(scores: [1, 2], klCoefficient: 0, settings: settings)
    func gradient(
      _ reduction: PolicyGradient.Settings.LossReduction, of episodes: [Int]
    ) -> [Double] {
      var own = settings
      own.reduction = reduction
      var gradient = [Float](repeating: 0, count: PolicyGradientTests.policy.parameterCount)
      _ = PolicyLoss(experience: experience, settings: own, klCoefficient: 0)
        .accumulateGradient(
          of: PolicyGradientTests.policy, on: episodes[...], into: &gradient,
          workspace: Workspace())
      return gradient.map(Double.init)
    }
    let four = gradient(.tokenMean, of: [0]).map { 4 * $0 }
    let two = gradient(.tokenMean, of: [1]).map { 2 * $0 }
    func isNear(_ found: [Double], _ expected: (Double, Double) -> Double) -> Bool {
      found.indices.allSatisfy { abs(found[$0] - expected(four[$0], two[$0])) < 1e-6 }
    }
    #expect(four.contains { abs($0) > 1e-3 } && two.contains { abs($0) > 1e-3 })
    #expect(isNear(gradient(.tokenMean, of: [0, 1])) { ($0 + $1) / 6 })
    #expect(isNear(gradient(.responseMean, of: [0, 1])) { ($0 / 4 + $1 / 2) / 2 })
    #expect(isNear(gradient(.constant, of: [0])) { four, _ in four / 3 })
  }
}
