import Networks
import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import PolicyOptimization

/// PPO that is stopped, copied and continued.
@Suite struct PolicyGradientTrainingTests {
  private static var settings: PolicyGradient.Settings {
    var settings = PolicyGradient.Settings()
    settings.iterations = 6
    settings.episodesPerIteration = 32
    settings.learningRate = 0.05
    // So that the KL coefficient is part of the state.
    settings.klPenalty = .adaptive(target: 0.05, initialCoefficient: 0.1, horizon: 64)
    return settings
  }

  /// Five prompts, so that their order is part of the state: 3 × 32 is no whole number of decks of 5,
  /// and a deck begun anew would deal others.
  private static func training(seed: UInt64 = 1) -> PolicyGradient.Training<TokenStrings> {
    let prompts = (0..<5).map {
      Prompt(
        id: $0, tokens: PolicyGradientTests.world.prompts(in: .training)[0].tokens, family: "",
        topic: "")
    }
    let policy = PolicyGradientTests.policy
    return PolicyGradient.Training(
      settings: settings, policy: policy, reference: policy,
      engine: .init(environment: PolicyGradientTests.world), prompts: prompts,
      stream: RandomStream(seed: seed)
    )
  }

  private static let truth = TrueReward(environment: PolicyGradientTests.world)

  /// The opposite of the truth.
  private struct Contrary: RewardSignal {
    let name = "contrary"
    func rewards(for responses: [Response]) -> [Double] {
      PolicyGradientTrainingTests.truth.rewards(for: responses).map { -$0 }
    }
  }

  @Test func sixIterationsAreThreeAndThree() throws {
    var whole = Self.training()
    let report = try whole.advance(to: 6, reward: Self.truth)
    var begun = Self.training()
    let first = try begun.advance(to: 3, reward: Self.truth)
    var copy = begun
    let second = try copy.advance(to: 6, reward: Self.truth)
    #expect(copy.policy.parameters == whole.policy.parameters)
    #expect(copy.klCoefficient == whole.klCoefficient && copy.iteration == 6)
    #expect(first.points + second.points == report.points)
    #expect(begun.iteration == 3 && begun.policy.parameters != copy.policy.parameters)
    // Control: a training of the same policy that forgets what it carried goes elsewhere.
    var forgetful = Self.training()
    forgetful.policy = begun.policy
    _ = try forgetful.advance(to: 3, reward: Self.truth)
    #expect(forgetful.policy.parameters != whole.policy.parameters)
  }

  /// With another judge the schedule goes on, and so do the moments: where rewards are all equal and
  /// nothing else pulls, a fresh optimiser would not move the policy at all.
  @Test func anotherJudgeFindsMomentsAndScheduleAsTheyWere() throws {
    struct Indifferent: RewardSignal {
      let name = "indifferent"
      func rewards(for responses: [Response]) -> [Double] { responses.map { _ in 0 } }
    }
    var settings = Self.settings
    settings.klPenalty = .off
    settings.valueCoefficient = 0
    settings.normalizesAdvantages = false
    let flat: any LanguageModel = PolicyGradientTests.world.tabularPolicy
    func training() -> PolicyGradient.Training<TokenStrings> {
      PolicyGradient.Training(
        settings: settings, policy: flat, reference: flat,
        engine: .init(environment: PolicyGradientTests.world),
        prompts: PolicyGradientTests.world.prompts(in: .training), stream: RandomStream(seed: 1))
    }
    var fresh = training()
    _ = try fresh.advance(to: 1, reward: Indifferent())
    #expect(fresh.policy.parameters == flat.parameters)
    var judged = training()
    _ = try judged.advance(to: 3, reward: Self.truth)
    let before = judged.policy.parameters
    let report = try judged.advance(to: 6, reward: Indifferent())
    #expect(judged.policy.parameters != before)
    // η(t) = 0.05 (1 − t/6).
    #expect(report.points.filter { $0.metric == "learning_rate" }.map(\.step) == [3, 4, 5])
    for (rate, wanted) in zip(report.values(of: "learning_rate"), [3.0, 2, 1]) {
      #expect(abs(rate - 0.05 * wanted / 6) < 1e-12)
    }
  }

  @Test func theJudgeMayChangeItsMind() throws {
    var steady = Self.training()
    _ = try steady.advance(to: 6, reward: Self.truth)
    var turned = Self.training()
    _ = try turned.advance(to: 3, reward: Self.truth)
    _ = try turned.advance(to: 6, reward: Contrary())
    func ones(_ policy: any LanguageModel) -> Double {
      zip(PolicyGradientTests.world.strings, PolicyGradientTests.world.probabilities(of: policy))
        .reduce(0) {
          $0 + $1.1 * Double($1.0.count { $0 == 1 })
        }
    }
    #expect(ones(steady.policy) > ones(turned.policy) + 0.1)
  }
}
