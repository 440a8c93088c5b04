import Environments
import Annotators
import Experiments
import Feedback
import SandboxCore
import Testing

/// Campaigns as the pipeline runs them: rounds, choices of questions, AI judges, checks.
@Suite struct CampaignRunTests {
  private func outcome(
    _ world: WorldName = .tiny, _ change: @escaping SmallRuns.Change
  ) async throws -> ReplicationOutcome {
    let experiment = SmallRuns.experiment(world, arms: [("base", change)])
    let outcome = try #require(try await SmallRuns.run(experiment).filed.first)
    #expect(outcome.record.failure == nil)
    return outcome
  }

  private func values(_ series: String, _ outcome: ReplicationOutcome) -> [Double] {
    outcome.record.phase("feedback")?.report.values(of: series) ?? []
  }

  // MARK: - Rounds

  @Test func roundsAskAboutThePolicyAsItThenIs() async throws {
    func questions(iterations: Int) async throws -> [Question] {
      try await outcome {
        $0.feedback.questions = 41
        $0.feedback.rounds = 2
        $0.policyGradient.iterations = iterations
        $0.policyGradient.learningRate = 0.1
      }.judgements.map(\.question)
    }
    let resting = try await questions(iterations: 0)
    let learning = try await questions(iterations: 2)
    // The first round asks 21 questions; ids are numbered through.
    func part(_ questions: [Question], _ ids: Range<Int>) -> [Question] {
      questions.filter { ids.contains($0.id) }
    }
    #expect(Set(resting.map(\.id)).count == resting.count && resting.allSatisfy { $0.id < 41 })
    #expect(part(resting, 0..<21) == part(learning, 0..<21))
    #expect(part(resting, 0..<21).count > 10)
    #expect(part(resting, 21..<41) != part(learning, 21..<41))
  }

  /// Five iterations in two rounds: two between the rounds, three in phase 4. The sum is what is set.
  @Test(arguments: [(1, 5), (2, 3), (3, 2), (5, 1)])
  func iterationsAddUp(rounds: Int, last: Int) async throws {
    var experiment = SmallRuns.experiment(arms: [("base", { $0.feedback.questions = 40 })])
    experiment.arms[0].settings.feedback.rounds = rounds
    experiment.arms[0].settings.policyGradient.iterations = 5
    let record = try #require(try await SmallRuns.run(experiment).records.first)
    let phase = try #require(record.phase("policy optimisation"))
    #expect(phase.report.values(of: "reward").count == last)
    #expect(record.phase("feedback")?.report.values(of: "questions_answered").count == rounds)
  }

  /// One training over all rounds: it counts its iterations through, and its learning rate goes on falling.
  @Test func optimisationGoesOnAfterTheRounds() async throws {
    func report(rounds: Int) async throws -> TrainingReport {
      var experiment = SmallRuns.experiment(arms: [("base", { $0.feedback.questions = 40 })])
      experiment.arms[0].settings.feedback.rounds = rounds
      experiment.arms[0].settings.policyGradient.iterations = 6
      let record = try #require(try await SmallRuns.run(experiment).records.first)
      return try #require(record.phase("policy optimisation")).report
    }
    let rate = "learning_rate"
    let (one, three) = (try await report(rounds: 1), try await report(rounds: 3))
    #expect(three.points.filter { $0.metric == rate }.map(\.step) == [4, 5])
    #expect(three.values(of: rate) == Array(one.values(of: rate).suffix(2)))
    #expect(three.points.filter { $0.metric == "held_out_gold_reward" }.map(\.step).first == 4)
  }

  /// One label accuracy for all rounds, and one of each round in the phase's series.
  @Test func theAccuracyOfLabelsIsOfAllRounds() async throws {
    let outcome = try await outcome {
      $0.feedback.questions = 60
      $0.feedback.rounds = 2
      $0.annotators.population.traits["mistakes"] = Spread(0.3)
    }
    let rounds = values("label_accuracy", outcome)
    #expect(rounds.count == 2 && rounds[0] != rounds[1])
    let decided = outcome.judgements.compactMap { judgement -> Bool? in
      let gap = judgement.question.first.gold.value - judgement.question.second.gold.value
      return gap == 0 ? nil : (gap > 0) == (judgement.answer == .first)
    }
    let share = Double(decided.count { $0 }) / Double(decided.count)
    #expect(outcome.record.value(of: "label_accuracy") == share)
  }

  /// The policy of later rounds learns what people write, as that of a single round does.
  @Test func writingIsLearntBetweenRounds() async throws {
    let outcome = try await outcome {
      $0.feedback.channels = [
        GroupShare(group: "demonstration", share: 0.5), GroupShare(group: "comparison", share: 0.5),
      ]
      $0.feedback.rounds = 2
      $0.policyGradient.iterations = 0
    }
    let models = outcome.models.reduce(into: [:]) { $0[$1.folder] = $1.model.parameters }
    #expect(models["policy"] != models["fine-tuned"])
    #expect(outcome.record.value(of: "kl_to_reference") != 0)
  }

  // MARK: - Choosing

  @Test(arguments: QuestionSelections.all.names)
  func questionsAreChosen(by selection: String) async throws {
    let outcome = try await outcome {
      $0.feedback.questions = 40
      $0.feedback.rounds = 2
      $0.feedback.candidates = 2
      $0.feedback.selection = selection
    }
    // In the first round there is no reward model yet to choose by.
    #expect(
      values("chosen_by_strategy", outcome) == [
        QuestionSelections.all.named(selection).needs.arePredictions ? 0 : 1, 1,
      ])
    let ids = outcome.judgements.map(\.question.id)
    #expect(Set(ids).count == ids.count && ids.count > 20 && ids.count <= 40)
    // Of 80 candidates, numbered through.
    #expect(ids.allSatisfy { (0..<80).contains($0) })
    #expect(outcome.models.contains { $0.folder == "reward" })
  }

  // MARK: - AI judges

  private func aiJudges(_ settings: inout ArmSettings) {
    settings.annotators.population.aiJudges.accounts = 2
    settings.annotators.population.aiJudges.accuracy = 0.8
    settings.feedback.aiJudgeShare = 0.5
  }

  @Test(arguments: AIJudgeRouting.allCases)
  func aiJudgesTakeTheirShare(routing: AIJudgeRouting) async throws {
    let outcome = try await outcome {
      aiJudges(&$0)
      $0.feedback.aiJudgeRouting = routing
    }
    let isAIJudge = outcome.judgements.map { $0.behavior == "AI judge" }
    let count = isAIJudge.count { $0 }
    #expect(outcome.record.value(of: "ai_judge_labels") == Double(count))
    #expect(count > 0 && count < isAIJudge.count)
    // Drawn: half of at least 48 questions, ± 5 · √(½ · ½ / 48) = ± 0.36. Routed: the judge is asked
    // about each question, people about the half that it is least sure of.
    if routing == .share {
      #expect(abs(Double(count) / Double(isAIJudge.count) - 0.5) < 0.36)
    } else if routing == .hardToPeople {
      let people = Set(
        zip(outcome.judgements, isAIJudge).filter { !$0.1 }.map(\.0.question.id))
      let all = Set(outcome.judgements.map(\.question.id))
      #expect(abs(2 * people.count - all.count) <= 2)
    }
    let price = outcome.record.value(of: "cost_dollars") ?? 0
    let people = 0.3 * Double(isAIJudge.count - count)
    #expect(abs(price - people - 0.3 * 13.6 / 300 * Double(count)) < 1e-9)
  }

  @Test func aModelJudgesByItsLikelihoods() async throws {
    func run(_ model: String) async throws -> ReplicationOutcome {
      try await outcome {
        aiJudges(&$0)
        $0.annotators.judgeModel = model
        $0.feedback.aiJudgeShare = 1
        $0.evaluation.matches = 8
      }
    }
    let judged = try await run("fine-tuned")
    #expect(judged.judgements.allSatisfy { $0.behavior == "model judge" })
    #expect(judged.record.value(of: "label_accuracy") != nil)
    let drawn = try await run("")
    #expect(drawn.judgements.allSatisfy { $0.behavior == "AI judge" })
    #expect(judged.judgements.map(\.question) == drawn.judgements.map(\.question))
    #expect(judged.judgements.map(\.answer) != drawn.judgements.map(\.answer))
  }

  // MARK: - Checks

  /// Half of six people press buttons at random. A mark of 9 in 10 is passed by flawless people always, and
  /// by a coin's n ≥ 5 tosses with at most 1/32; of three trolls none slips through with this seed.
  @Test func checksFindWhoDoesNotLook() async throws {
    let outcome = try await outcome {
      $0.annotators.population.count = 6
      $0.annotators.population.traits = TraitDistribution()
      $0.annotators.population.trolls.share = 0.5
      $0.annotators.population.trolls.behavior = "random"
      $0.feedback.goldQuestionShare = 0.5
      $0.feedback.passThreshold = 0.9
    }
    #expect(outcome.record.value(of: "dismissed_annotators") == 3)
    let checks = outcome.judgements.filter(\.question.isGoldQuestion)
    #expect(checks.count > 30 && checks.allSatisfy { $0.question.id < 0 })
    #expect(Set(outcome.judgements.map(\.behavior)) == ["honest", "random troll"])
    // What is left is flawless; what was paid for is all of it.
    #expect(outcome.record.value(of: "label_accuracy") == 1)
    #expect(outcome.record.value(of: "consensus_accuracy") == 1)
    #expect(outcome.record.value(of: "label_count") == Double(outcome.judgements.count))
  }

  @Test func aBudgetEndsTheCampaign() async throws {
    let outcome = try await outcome { $0.feedback.budgetDollars = 6 }
    #expect(outcome.record.value(of: "label_count") == 20)
    #expect(abs((outcome.record.value(of: "cost_dollars") ?? 0) - 6) < 1e-9)
  }

  @Test func moreHandsFinishSooner() async throws {
    func hours(_ people: Int) async throws -> Double {
      let outcome = try await outcome {
        $0.annotators.population.count = people
      }
      return try #require(outcome.record.value(of: "wall_clock_hours"))
    }
    let (one, many) = (try await hours(1), try await hours(20))
    #expect(one > 5 * many)
  }
}
