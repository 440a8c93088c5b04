import Experiments
import Networks
import Testing

@Suite struct ReplicationTests {
  @Test func handsOverTheModelOfEachPhase() async throws {
    let filed = try await SmallRuns.run(SmallRuns.experiment(arms: [("base", { _ in })])).filed
    let outcome = try #require(filed.first)
    #expect(outcome.models.map(\.folder) == ["pretrained", "fine-tuned", "reward", "policy"])
    for model in outcome.models {
      guard case .reward(let scale, let shift) = model.role else {
        #expect(model.folder != "reward")
        continue
      }
      #expect(model.folder == "reward" && scale.isFinite && shift.isFinite && scale > 0)
    }
    let parameters = outcome.models.map(\.model.parameters)
    #expect(Set(parameters).count == 4)
    #expect(outcome.world == "text.tiny")
    #expect(outcome.vocabulary.count == outcome.models[0].model.vocabularyCount)
  }

  @Test func conventionalLearningAsksNobody() async throws {
    let experiment = SmallRuns.experiment(
      arms: [("rlhf", { _ in }), ("rl", { $0.policyOptimization.reward = .trueReward })])
    let filed = try await SmallRuns.run(experiment).filed
    #expect(filed[0].judgements.count == 64)
    #expect(filed[1].judgements.isEmpty)
    #expect(filed[1].models.map(\.folder) == ["pretrained", "fine-tuned", "policy"])
    let record = filed[1].record
    #expect(record.phase("feedback") == nil && record.phase("reward model") == nil)
    for metric in ["label_count", "cost_dollars"] {
      #expect(filed[0].record.value(of: metric) ?? 0 > 0)
      #expect(record.value(of: metric) ?? 0 == 0)
    }
    for metric in ["proxy_reward", "reward_model_accuracy"] {
      #expect(filed[0].record.value(of: metric) != nil)
      #expect(record.value(of: metric) == nil)
    }
    #expect(record.samples.allSatisfy { $0.proxy == nil })
    #expect(record.elo.map(\.contestant).sorted() == ["fine-tuned", "policy", "pre-trained"])
    #expect(filed[0].record.elo.count == 4)
    #expect(record.earlyMetrics == filed[0].record.earlyMetrics)
  }

  /// The bandit is measured on the prompt it learned on: what phase 4 learns shows, and shrinks the regret.
  @Test func aBanditShowsWhatItLearned() async throws {
    func record(iterations: Int) async throws -> ReplicationRecord {
      var settings = ArmSettings.defaults(for: .tiny)
      settings.policyOptimization.reward = .trueReward
      settings.policyGradient.iterations = iterations
      let experiment = Experiment(
        name: "bandit", title: "Bandit", seed: 1, replications: 1,
        arms: [Arm(name: "base", settings: settings)])
      return try #require(try await SmallRuns.run(experiment).records.first)
    }
    let learned = try await record(iterations: 30)
    let stayed = try await record(iterations: 0)
    func gain(_ record: ReplicationRecord) throws -> Double {
      try #require(record.value(of: "gold_reward"))
        - #require(record.value(of: "gold_reward_fine_tuned"))
    }
    #expect(try gain(learned) > 1)
    #expect(try gain(stayed) == 0)
    let regrets = [learned, stayed].compactMap { $0.value(of: "regret") }
    #expect(regrets.count == 2 && regrets[0] < regrets[1] - 1 && regrets[0] >= 0)
  }

  @Test func phasesOfAmountNothingAreSkipped() async throws {
    let experiment = SmallRuns.experiment(
      arms: [
        (
          "nothing",
          {
            $0.pretraining.amount = 0
            $0.fineTuning.amount = 0
            $0.policyGradient.iterations = 0
            $0.policyOptimization.reward = .trueReward
            $0.evaluation.matches = 0
          }
        )
      ])
    let outcome = try #require(try await SmallRuns.run(experiment).filed.first)
    #expect(outcome.record.failure == nil)
    #expect(outcome.record.elo.isEmpty)
    #expect(Set(outcome.models.map(\.model.parameters)).count == 1)
    #expect(outcome.record.value(of: "kl_to_reference") == 0)
  }

  /// Steps of 10³⁰: after the first one the decoder's products overflow. The catalog admits no step size
  /// above 1, at which AdamW's steps stay finite, so this is set in code.
  @Test(
    arguments: [
      ("pre-training", \ArmSettings.pretraining.learningRate),
      ("fine-tuning", \.fineTuning.learningRate),
      ("reward model", \.rewardModel.learningRate),
      ("policy optimisation", \.policyGradient.learningRate),
    ] as [(String, WritableKeyPath<ArmSettings, Double> & Sendable)])
  func aNumberThatIsNotFiniteStopsOnlyItsReplication(
    phase: String, path: WritableKeyPath<ArmSettings, Double> & Sendable
  ) async throws {
    let experiment = SmallRuns.experiment(
      replications: 2,
      arms: [
        ("before", { $0.model.kind = .decoder }),
        (
          "broken",
          {
            $0.model.kind = .decoder
            $0[keyPath: path] = 1e30
            $0.policyGradient.maxGradNorm = nil
            $0.policyGradient.targetKL = nil
          }
        ),
        ("after", { $0.model.kind = .decoder }),
      ])
    let (records, filed) = try await SmallRuns.run(experiment, jobs: 2)
    #expect(filed.count == 6)
    for record in records {
      guard record.arm == "broken" else {
        #expect(record.failure == nil)
        continue
      }
      let failure = try #require(record.failure)
      #expect(failure.hasPrefix("\(phase), step "), "\(failure)")
      let isNamed = failure.contains(" is nan; try a") || failure.contains(" is inf; try a")
      #expect(isNamed, "\(failure)")
      #expect(record.value(of: "gold_reward") == nil)
    }
    for outcome in filed where outcome.record.arm == "broken" { #expect(outcome.models.isEmpty) }
    let (before, after) = (records.prefix(2), records.suffix(2))
    #expect(before.map(\.metrics) == after.map(\.metrics))
  }

  @Test func withoutAnAnswerThereIsNothingToLearnFrom() async throws {
    let experiment = SmallRuns.experiment(arms: [("mute", { $0.feedback.questions = 0 })])
    let records = try await SmallRuns.run(experiment).records
    let failure = try #require(records[0].failure)
    #expect(failure.hasPrefix("of 0 questions none has an answer to learn from: "), "\(failure)")
  }
}
