import Annotators
import Experiments
import SandboxCore
import Testing

/// Arms of one replication share what no setting of theirs could change, and meet the same luck.
@Suite struct SharedPhasesTests {
  static let phases = [
    "pre-training", "fine-tuning", "feedback", "reward model", "policy optimisation",
  ]

  /// The phases that an arm took over from the arm before.
  private func shared(_ record: ReplicationRecord) -> [String] {
    Self.phases.filter { record.phase($0)?.seconds == 0 }
  }

  @Test func identicalArmsShareEveryPhaseAndEveryNumber() async throws {
    let experiment = SmallRuns.experiment(arms: [("base", { _ in }), ("twin", { _ in })])
    let records = try await SmallRuns.run(experiment).records
    #expect(shared(records[0]) == [])
    #expect(shared(records[1]) == Self.phases)
    var twin = records[1].timeless
    twin.arm = "base"
    #expect(twin == records[0].timeless)
  }

  /// Which phases an arm still shares with the base when it departs from it in one setting.
  @Test(arguments: [
    ("pretraining.learning_rate", "0.001", 0), ("fine_tuning.epochs", "2", 1),
    ("annotators.mistakes", "0.4", 2), ("feedback.questions", "32", 2),
    ("reward_model.learning_rate", "0.001", 3), ("policy_optimization.kl_coefficient", "1", 4),
    ("feedback.seed", "3", 2), ("reward_model.seed", "3", 3), ("policy_optimization.seed", "3", 4),
    ("evaluation.seed", "3", 5),
  ])
  func anArmSharesThePhasesBeforeItsDifference(key: String, text: String, count: Int) async throws {
    var experiment = SmallRuns.experiment(arms: [("base", { _ in }), ("other", { _ in })])
    let setting = try #require(SettingsCatalog.setting(key))
    try setting.assign(text, to: &experiment.arms[1].settings)
    let records = try await SmallRuns.run(experiment).records
    #expect(shared(records[1]) == Array(Self.phases.prefix(count)))
  }

  /// Every setting of PPO that is a number or a switch makes another policy of the same reward model.
  @Test(arguments: [
    ("iterations", "1"), ("episodes_per_iteration", "8"), ("epochs", "3"), ("minibatch_count", "1"),
    ("learning_rate", "0.003"), ("clip_range", "0.000001"), ("kl", "off"), ("kl_coefficient", "3"),
    ("entropy_coefficient", "1"), ("max_grad_norm", "0.0001"), ("value_coefficient", "0.01"),
    ("value_clip_range", "0.000001"), ("reward_clip", "0.000001"), ("whiten_rewards", "true"),
    ("normalize_advantages", "false"), ("anneal_learning_rate", "false"), ("discount", "0.2"),
    ("gae_lambda", "0"),
  ])
  func everySettingOfTheOptimiserReachesIt(name: String, text: String) async throws {
    var experiment = SmallRuns.experiment(
      arms: ["base", "other"].map { ($0, { $0.policyGradient.learningRate = 0.05 }) })
    // More than the one pass that a smoke run has: else nothing is clipped.
    for index in experiment.arms.indices {
      experiment.arms[index].settings.policyGradient.epochs = 2
    }
    let setting = try #require(SettingsCatalog.setting("policy_optimization." + name))
    try setting.assign(text, to: &experiment.arms[1].settings)
    let filed = try await SmallRuns.run(experiment).filed
    let (base, other) = (filed[0].models, filed[1].models)
    #expect(base.last?.folder == "policy" && other.last?.folder == "policy")
    for (one, two) in zip(base.dropLast(), other.dropLast()) {
      #expect(one.model.parameters == two.model.parameters)
    }
    #expect(base.last?.model.parameters != other.last?.model.parameters)
  }

  @Test func sharingChangesNoNumber() async throws {
    let experiment = SmallRuns.experiment(
      arms: [("base", { _ in }), ("trolls", { $0.annotators.population.trolls.share = 0.4 })])
    var alone = experiment
    alone.arms.removeFirst()
    let together = try await SmallRuns.run(experiment).records
    let separate = try await SmallRuns.run(alone).records
    #expect(together[1].timeless == separate[0].timeless)
  }

  @Test func peopleLeaveTheEarlierPhasesAlone() async throws {
    let experiment = SmallRuns.experiment(
      arms: [
        ("careful", { $0.annotators.population.traits["mistakes"] = Spread(0) }),
        ("sloppy", { $0.annotators.population.traits["mistakes"] = Spread(0.5) }),
      ])
    let records = try await SmallRuns.run(experiment).records
    #expect(records[0].earlyMetrics.count >= 2)
    #expect(records[0].earlyMetrics == records[1].earlyMetrics)
    #expect(records[0].value(of: "proxy_reward") != records[1].value(of: "proxy_reward"))
  }

  @Test func trollArmsDifferOnlyInWhatTrollsAnswer() async throws {
    let experiment = SmallRuns.experiment(
      arms: [
        ("honest", { $0.feedback.annotatorsPerQuestion = 3 }),
        (
          "trolls",
          {
            $0.feedback.annotatorsPerQuestion = 3
            $0.annotators.population.trolls.share = 0.25
          }
        ),
      ])
    let filed = try await SmallRuns.run(experiment).filed
    let (honest, trolled) = (filed[0].judgements, filed[1].judgements)
    #expect(honest.count == 3 * 64)
    #expect(honest.map(\.question) == trolled.map(\.question))
    #expect(honest.map(\.annotator) == trolled.map(\.annotator))
    for (before, after) in zip(honest, trolled) {
      let isTroll = after.behavior == "inverted troll"
      #expect((before.answer == after.answer) == !isTroll)
    }
    let trolls = Set(trolled.filter { $0.behavior == "inverted troll" }.map(\.annotator))
    #expect(trolls.count == 5)  // A quarter of 20; 192 answers leave nobody out.
  }
}
