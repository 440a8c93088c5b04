import Foundation
import Networks
import Randomness
import Rollouts
import SandboxCore
import SandboxTestSupport
import Testing

@testable import PolicyOptimization

/// Each guardrail by itself.
@Suite struct GuardrailTests {
  /// Strings of three out of three symbols; a point for each symbol 2.
  private static let world = TokenStrings(symbolCount: 3, length: 3) { string in
    Double(string.count { $0 == 2 })
  }

  private static func run(
    _ constraint: ConstraintSettings = ConstraintSettings(),
    change: (inout PolicyGradient.Settings) -> Void
  ) throws -> (policy: any LanguageModel, report: TrainingReport) {
    var settings = PolicyGradientOracleTests.settings(klCoefficient: 0)
    change(&settings)
    var policy: any LanguageModel = world.tabularPolicy
    let report = try PolicyGradient(settings: settings, constraint: constraint).improve(
      &policy, reference: world.tabularPolicy, in: world, prompts: world.prompts(in: .training),
      reward: TrueReward(environment: world), using: RandomStream(seed: 5))
    return (policy, report)
  }

  @Test func penaltiesCountTokensAndRepeatedPairs() {
    var settings = PolicyGradient.Settings()
    (settings.lengthPenalty, settings.repetitionPenalty) = (0.5, 2)
    let world = TokenStrings(symbolCount: 3, length: 6)
    // The pairs 01 and 10 stand twice each, so that two of five are repeated.
    let shaped = RewardShaping(settings).shaped(10, of: world.response([0, 1, 0, 1, 0, 2]))
    // 10 − 6 × 0.5 − 2 × 2
    #expect(shaped == 3)
    settings.rewardClip = 1
    #expect(RewardShaping(settings).shaped(10, of: world.response([0])) == 0.5)
  }

  @Test func stopsWhereThePolicyIsTooFarAway() throws {
    let free = try Self.run { $0.stopKL = nil }
    let stopped = try Self.run { $0.stopKL = 0.5 }
    let distances = stopped.report.values(of: "kl_to_reference")
    #expect(distances.count < free.report.values(of: "kl_to_reference").count)
    #expect(distances.dropLast().allSatisfy { $0 <= 0.5 })
    #expect(try #require(distances.last) > 0.5)
    #expect(free.report.values(of: "kl_to_reference").max() ?? 0 > 1)
  }

  /// With β = ½ the optimum has symbol 2 with probability p = e^{2(1 − λ)} / (e^{2(1 − λ)} + 2), three times. A mean
  /// of at most 1.5 is p = ½, which is a price of λ = 1 − log(2) / 2 = 0.653; without one the mean is 2.36.
  @Test func aConstraintIsKeptByItsPrice() throws {
    var constraint = ConstraintSettings()
    (constraint.attribute, constraint.limit, constraint.rate) = ("reward", 1.5, 0.1)
    func change(_ settings: inout PolicyGradient.Settings) {
      settings.klPenalty = .fixed(coefficient: 0.5)
      settings.annealsLearningRate = false
      settings.iterations = 200
    }
    let kept = try Self.run(constraint, change: change)
    func late(_ metric: String) -> Double {
      kept.report.values(of: metric).suffix(100).reduce(0, +) / 100
    }
    #expect(abs(late("constraint_cost") - 1.5) < 0.1)
    #expect(abs(late("constraint_price") - 0.653) < 0.1)
    let free = try Self.run(change: change)
    #expect(abs(try #require(free.report.last("reward")) - 2.36) < 0.15)
    #expect(free.report.values(of: "constraint_cost").isEmpty)
  }

  /// Strings of the corpus are uniformly random; mixed in, they hold the policy back.
  @Test func pretrainingIsMixedIn() throws {
    let free = try Self.run { $0.pretrainingCoefficient = 0 }
    let mixed = try Self.run { $0.pretrainingCoefficient = 3 }
    #expect(free.report.values(of: "pretraining_loss").isEmpty)
    // Three symbols out of five tokens, so log 3 is the least.
    let loss = try #require(mixed.report.last("pretraining_loss"))
    #expect(loss > log(3) - 0.05 && loss < 1.6)
    #expect(try #require(mixed.report.last("entropy")) > 0.5)
    #expect(try #require(free.report.last("entropy")) < 0.2)
  }

  @Test func aConstraintNamesAnAttributeAndCostsSomething() {
    var constraint = ConstraintSettings()
    #expect(constraint.conflicts(in: Self.world).isEmpty)
    constraint.attribute = "rewrad"
    #expect(constraint.conflicts(in: Self.world).first?.remedy == "write reward")
    constraint.attribute = "reward"
    #expect(constraint.conflicts(in: Self.world).first?.what.contains("costs nothing") == true)
    constraint.price = 1
    #expect(constraint.conflicts(in: Self.world).isEmpty)
  }
}
