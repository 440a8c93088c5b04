import Environments
import Annotators
import Experiments
import Feedback
import Networks
import SandboxCore
import Testing

/// A stored answer is given again, with its cause.
@Suite struct AnswerReplayTests {
  typealias Change = @Sendable (inout ArmSettings) -> Void

  /// Campaigns in which answers hang on what came before: habits, rounds, checks, AI judges.
  static let campaigns: [(name: String, change: Change)] = [
    ("plain", { _ in }),
    (
      "tired people with anchors",
      {
        $0.feedback.channels = [GroupShare(group: "rating", share: 1)]
        $0.annotators.population.count = 3
        $0.annotators.population.traits["fatigue_limit"] = Spread(0.5)
        $0.annotators.population.traits["fatigue_answers"] = Spread(5)
        $0.annotators.population.traits["beginner_share"] = Spread(0.3)
        $0.annotators.population.traits["anchoring"] = Spread(0.6)
        $0.feedback.sessionAnswers = 7
      }
    ),
    (
      "trolls and checks",
      {
        $0.annotators.population.count = 6
        $0.annotators.population.trolls.share = 0.5
        $0.annotators.population.trolls.behavior = "evasive"
        $0.feedback.goldQuestionShare = 0.3
      }
    ),
    (
      "rounds with a choice of questions",
      {
        $0.feedback.rounds = 2
        $0.feedback.candidates = 2
        $0.feedback.selection = "uncertainty"
        $0.feedback.channels = Channel.allCases.map {
          GroupShare(group: $0.rawValue, share: 1 / Double(Channel.allCases.count))
        }
      }
    ),
    (
      "AI judges beside people",
      {
        $0.annotators.population.aiJudges.accounts = 2
        $0.annotators.population.aiJudges.accuracy = 0.7
        $0.feedback.aiJudgeShare = 0.5
        $0.feedback.aiJudgeRouting = .hardToPeople
      }
    ),
    (
      "a model that judges",
      {
        $0.annotators.population.aiJudges.accounts = 1
        $0.annotators.judgeModel = "fine-tuned"
        $0.feedback.aiJudgeShare = 0.5
      }
    ),
    (
      "people who cannot wait",
      { $0.annotators.population.traits["myopia"] = Spread(0.2) }
    ),
  ]

  private func outcome(
    _ replay: AnswerReplay, _ question: Int, _ annotator: String, models: ReplicationOutcome
  ) throws -> AnswerReplay.Outcome {
    func outcome<World: Environment>(in world: World) throws -> AnswerReplay.Outcome {
      try replay.outcome(
        ofQuestion: question, by: annotator, in: world, pretrained: models.models[0].model,
        fineTuned: models.models[1].model)
    }
    return try outcome(in: try replay.arm.settings.makeWorld())
  }

  @Test(arguments: [WorldName.tiny, .ticTacToe], campaigns.indices)
  func theAnswerIsTheStoredOne(world: WorldName, campaign: Int) async throws {
    let change = Self.campaigns[campaign].change
    let experiment = SmallRuns.experiment(
      world, replications: 2, arms: [("base", { _ in }), ("other", { change(&$0) })])
    let filed = try await SmallRuns.run(experiment).filed
    let stored = try #require(filed.first { $0.record.arm == "other" && $0.record.number == 1 })
    #expect(stored.record.failure == nil)
    let replay = AnswerReplay(experiment: experiment, arm: experiment.arms[1], number: 1)
    let judgements = stored.judgements
    // The first, the last, and three in between.
    for place in Set([0, 1, 2, 3, 4].map { $0 * (judgements.count - 1) / 4 }).sorted() {
      let judgement = judgements[place]
      let outcome = try outcome(
        replay, judgement.question.id, judgement.annotator, models: stored)
      guard case .seen(let testimony, let annotator) = outcome else {
        Issue.record("\(judgement.annotator) did not answer \(judgement.question.id) again")
        continue
      }
      #expect(testimony.answer == judgement.answer)
      #expect(testimony.question == judgement.question)
      #expect(annotator.name == judgement.annotator && annotator.behavior == judgement.behavior)
    }
  }

  @Test func whoIsNotThereAndWhatWasNotAskedIsSaid() async throws {
    let experiment = SmallRuns.experiment(arms: [("base", { _ in })])
    let stored = try #require(try await SmallRuns.run(experiment).filed.first)
    let replay = AnswerReplay(experiment: experiment, arm: experiment.arms[0], number: 0)
    guard case .nobody(let names) = try outcome(replay, 0, "nobody", models: stored) else {
      Issue.record("somebody is called nobody")
      return
    }
    #expect(names.count == 20 && Set(names).isSuperset(of: stored.judgements.map(\.annotator)))
    guard case .notAsked = try outcome(replay, 9_999, names[0], models: stored) else {
      Issue.record("there is no question 9,999")
      return
    }
  }
}
