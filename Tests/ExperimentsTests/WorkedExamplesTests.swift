import Annotators
import Environments
import Foundation
import Networks
import PolicyOptimization
import Randomness
import Rollouts
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Experiments

/// The examples of CONTRIBUTING do what they say.
@Suite struct WorkedExamplesTests {
  private let world = CoinWorld()

  private var table: any LanguageModel {
    NGramTable(vocabularyCount: world.vocabulary.count, order: 2, contextLength: 2)
  }

  @Test func theWorldKeepsTheLaws() {
    #expect(checkEnvironment(world) == [])
    let definition = CoinDefinition()
    #expect(definition.world(SettingValues()).name == definition.name)
  }

  /// The optimiser finds the coin that pays most; with a reward that pays nothing it finds nothing.
  @Test func theOptimiserLearns() throws {
    let method = ReinforceMethod()
    var values = SettingValues()
    values["policy_optimization.iterations"] = 100
    values["policy_optimization.learning_rate"] = 0.03
    func gold(by reward: any RewardSignal) throws -> Double {
      var policy = table
      _ = try method.optimizer(values).improve(
        &policy, reference: table, in: world, prompts: world.prompts(in: .training),
        reward: reward, using: RandomStream(seed: 1))
      let rollouts = RolloutEngine(environment: world).run(
        policy, on: Array(repeating: world.prompts(in: .training)[0], count: 500),
        using: RandomStream(seed: 2))
      return rollouts.map { world.episode($0.response).gold.value }.reduce(0, +) / 500
    }
    #expect(try gold(by: TrueReward(environment: world)) > 1.8)
    #expect(abs(try gold(by: LearnedReward(model: LengthReward())) - 1) < 0.25)
  }

  @Test func theRewardModelLearnsLength() {
    let prompt = world.prompts(in: .training)[0]
    let long = Response(prompt: prompt, written: [1, 1, 1], ending: .terminated)
    let short = Response(prompt: prompt, written: [1], ending: .terminated)
    var model: any RewardModel = LengthMethod().model(SettingValues(), from: table, in: world)
    _ = try? model.fit(
      to: TrainingExamples(preferences: [Preference(chosen: long, rejected: short)]),
      using: RandomStream(seed: 1))
    model.normalize(on: [long, short])
    #expect(model.rewards(for: [long, short]).map(\.value) == [2, -2])
  }

  /// Of 20,000 choices between what ends and what breaks off, worth the same, as many fall to the first as
  /// σ(β·w) says, within four standard errors; without the trait a half.
  @Test(arguments: [0, 0.8]) func theTraitTurnsChoices(_ strength: Double) {
    let world = CoinWorld()
    let prompt = world.prompts(in: .training)[0]
    let ended = world.episode(Response(prompt: prompt, written: [1], ending: .terminated))
    let broken = Episode(
      response: Response(prompt: prompt, written: [1], ending: .truncated),
      attributes: ended.attributes, gold: ended.gold)
    var person = SimulatedAnnotator(
      name: "p1",
      opinion: Opinion(group: Group(name: "all", meaning: "All."), attributes: world.attributes))
    person.traits.rationality = .boltzmann(rationality: 1.5)
    person.traits[Impatience()] = strength
    let luck = RandomStream(seed: 5)
    let chosen = (0..<20_000).count {
      person.answer(
        Question(id: $0, first: ended, second: broken), using: RandomKey(luck, $0)) == .first
    }
    let expected = 1 / (1 + exp(-1.5 * strength))
    let error = (expected * (1 - expected) / 20_000).squareRoot()
    #expect(abs(Double(chosen) / 20_000 - expected) < 4 * error)
  }

  /// The metric of a run, taken from the replication as all evaluators are.
  @Test func theMetricIsMeasured() throws {
    let arm = Arm(name: "base", settings: ArmSettings.defaults(for: .tiny))
    let replication = Replication(
      world: world, arm: arm, number: 0, stream: RandomStream(seed: 1), report: { _ in })
    let model = Artifact<any LanguageModel>(key: "", value: table)
    var cache = ArtifactCache()
    let context = EvaluationContext(
      of: replication, lesson: .init(taught: model), pretrained: model, fineTuned: model,
      start: table, policy: LanguageModelPolicy(table), sharing: &cache)
    #expect(Silence().measure(context).map(\.value) == [0])
  }
}
