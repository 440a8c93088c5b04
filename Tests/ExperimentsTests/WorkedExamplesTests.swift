import Aggregation
import Annotators
import Environments
import Feedback
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

  /// A grade is clear from half a standard deviation on, so with Δ = 0.4
  ///
  ///     P(first) = σ(β(Δ − ½)),   P(second) = σ(−β(Δ + ½))
  ///
  /// within four standard errors; who does not look ticks four of six grades that are clear.
  @Test func theChannelIsAnsweredByEverybody() throws {
    checkChannel(ClearComparisonChannel.self)
    let prompt = world.prompts(in: .training)[0]
    let coins = [1, 0].map { (coin: Token) in
      world.episode(Response(prompt: prompt, written: [coin], ending: .terminated))
    }
    var person = SimulatedAnnotator(
      name: "p1",
      opinion: Opinion(group: Group(name: "all", meaning: "All."), attributes: world.attributes))
    person.traits.rationality = .boltzmann(rationality: 1.5)
    let annotators: [any Annotator] = [
      person, AdversarialAnnotator(person: person, behavior: RandomBehavior()),
      AdversarialAnnotator(person: person, behavior: ConstantBehavior()),
    ]
    let questions = (0..<20_000).map { id in
      Question(id: id, channel: Channel(ClearComparisonChannel.self), prompt: prompt, items: coins)
    }
    func judgements(of annotator: any Annotator) -> FeedbackDataset {
      var pool = AnnotatorPool(members: [.init(annotator: annotator)])
      pool.learn(UtilityScale(goldMean: 1, goldDeviation: 2.5))
      return FeedbackCampaign(settings: CampaignSettings()).ask(
        questions, of: &pool, using: RandomStream(seed: 6)
      ).judgements
    }
    let expected: [(Double, Double)] = [
      (1 / (1 + exp(1.5 * 0.1)), 1 / (1 + exp(1.5 * 0.9))), (1.0 / 3, 1.0 / 3), (1, 0),
    ]
    for (annotator, (first, second)) in zip(annotators, expected) {
      let answers = judgements(of: annotator)
      func check(_ answer: Answer, _ p: Double) {
        let share = Double(answers.count { $0.answer == answer }) / 20_000
        let error = max(0, p * (1 - p) / 20_000).squareRoot()
        #expect(abs(share - p) <= 4 * error + 1e-9)
      }
      check(.first, first)
      check(.second, second)
      check(.tie, 1 - first - second)
      #expect(answers[0].seconds == 36.8)
      // Two votes and ties of half a vote, as of any comparison.
      let evidence = try LabelConverter().evidence(from: answers, flaws: [])
      #expect(evidence.preferences.count == 20_000)
      let votes = evidence.preferences.map {
        $0.chosen == coins[0].response ? $0.probability : 1 - $0.probability
      }
      let mean = votes.reduce(0, +) / 20_000
      let bound = 4 * (0.25 / 20_000).squareRoot()
      #expect(abs(mean - (1 + first - second) / 2) < bound)
    }
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
