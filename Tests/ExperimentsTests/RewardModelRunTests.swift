import Environments
import Experiments
import Networks
import RewardModeling
import SandboxCore
import Testing

/// Every way to come to a reward, from answers to policy.
@Suite struct RewardModelRunTests {
  private static func change(_ assignments: [(String, String)]) -> SmallRuns.Change {
    { settings in
      for (key, text) in assignments {
        guard let setting = SettingsCatalog.setting(key) else { continue }
        #expect(throws: Never.self) { try setting.assign(text, to: &settings) }
      }
    }
  }

  private func outcome(
    _ assignments: [(String, String)], in world: WorldName = .tiny,
    also change: @escaping SmallRuns.Change = { _ in }
  ) async throws -> ReplicationOutcome {
    let experiment = SmallRuns.experiment(
      world,
      arms: [
        (
          "base",
          {
            Self.change(assignments)(&$0)
            change(&$0)
          }
        )
      ])
    let outcome = try #require(try await SmallRuns.run(experiment).filed.first)
    #expect(outcome.record.failure == nil)
    return outcome
  }

  @Test(arguments: RewardModelMethods.all.names, [WorldName.tiny, .ticTacToe])
  func everyMethodTeachesAPolicy(method: String, world: WorldName) async throws {
    let formula = world == .tiny ? "rises - falls" : "outcome"
    let outcome = try await outcome(
      [("reward_model.method", method), ("reward_model.formula", formula)], in: world)
    let record = outcome.record
    #expect(record.value(of: "reward_model_accuracy") != nil)
    #expect(record.value(of: "proxy_reward") != nil)
    #expect(record.phase("policy optimisation")?.report.points.isEmpty == false)
    if RewardModelMethods.all.named(method).needsEvidence {
      #expect(record.value(of: "reward_model_training_accuracy") != nil)
    }
  }

  /// Learnt from ratings and thumbs, too.
  @Test(arguments: ["linear", "n-gram", "ensemble"]) func singlesAreLearntFrom(
    method: String
  ) async throws {
    let outcome = try await outcome([("reward_model.method", method)], in: .ticTacToe) {
      $0.feedback.channels = [
        GroupShare(group: "rating", share: 0.5), GroupShare(group: "thumbs", share: 0.5),
      ]
    }
    let report = try #require(outcome.record.phase("reward model")?.report)
    #expect(report.last("score_loss") != nil && report.last("approval_loss") != nil)
  }

  @Test func anEnsembleLeavesEveryMember() async throws {
    let outcome = try await outcome([
      ("reward_model.method", "ensemble"), ("reward_model.members", "3"),
    ])
    let folders = ["pretrained", "fine-tuned", "reward", "reward-2", "reward-3", "policy"]
    #expect(outcome.models.map(\.folder) == folders)
    let parameters = outcome.models.filter { $0.folder.hasPrefix("reward") }.map(\.model.parameters)
    #expect(parameters[0] != parameters[1] && parameters[1] != parameters[2])
  }

  /// Members of one making disagree; copies never do, and nobody else has anything to disagree about.
  @Test func disagreementIsMeasured() async throws {
    let keys = ["reward_model_disagreement", "reward_model_disagreement_fine_tuned"]
    let several = try await outcome([("reward_model.method", "ensemble")]).record
    let copies = try await outcome([
      ("reward_model.method", "ensemble"), ("reward_model.diversity", "none"),
    ]).record
    let single = try await outcome([]).record
    for key in keys {
      #expect(try #require(several.value(of: key)) > 0.01)
      #expect(try #require(copies.value(of: key)) < 1e-6)
      #expect(single.value(of: key) == nil)
    }
  }

  /// The negative control: as many copies of one reward model leave the policy where one leaves it.
  @Test func copiesAreNoGain() async throws {
    func gold(_ combine: String) async throws -> Double {
      let outcome = try await outcome([
        ("reward_model.method", "ensemble"), ("reward_model.diversity", "none"),
        ("reward_model.combine", combine), ("reward_model.normalization", "mean-and-variance"),
        // The mean of two numbers that are alike is that number to the last bit.
        ("reward_model.members", "2"),
      ])
      return try #require(outcome.record.value(of: "gold_reward"))
    }
    let mean = try await gold("mean")
    #expect(try await gold("worst-case") == mean)
  }

  /// A decoder beside a table: pre-trained and fine-tuned for itself, and in no place but the reward model's.
  @Test(arguments: ["transformer", "ensemble"]) func aRewardModelHasASizeOfItsOwn(
    method: String
  ) async throws {
    let outcome = try await outcome([
      ("reward_model.method", method), ("reward_model.width", "8"), ("reward_model.layers", "1"),
      ("reward_model.heads", "2"),
    ])
    func model(_ folder: String) throws -> any LanguageModel {
      try #require(outcome.models.first { $0.folder == folder }).model
    }
    let reward = try #require(try model("reward") as? Decoder<Float>)
    #expect(reward.shape.width == 8 && reward.shape.layerCount == 1 && reward.shape.headCount == 2)
    #expect(try model("policy") is NGramTable)
    #expect(outcome.record.phases.map(\.name).filter { $0 == "pre-training" }.count == 1)
  }

  /// What a linear reward model may see decides what it can learn.
  @Test func attributesAreChosen() async throws {
    let rises = try await outcome([
      ("reward_model.method", "linear"), ("reward_model.attributes", " rises , stutters"),
      ("feedback.method", "gold"),
    ]).record
    let blind = try await outcome([
      ("reward_model.method", "linear"), ("reward_model.attributes", "falls"),
      ("feedback.method", "gold"),
    ]).record
    let accuracy = try #require(rises.value(of: "reward_model_accuracy"))
    #expect(accuracy > 0.7)
    #expect(try #require(blind.value(of: "reward_model_accuracy")) < accuracy)
  }

  /// What is written for another method is told.
  @Test func whatNobodyReadsIsTold() throws {
    func notes(_ assignments: [(String, String)]) throws -> [String] {
      var settings = ArmSettings.defaults(for: .tiny)
      Self.change(assignments)(&settings)
      return settings.idleSettings(in: try settings.makeWorld())
    }
    #expect(
      try notes([("reward_model.ridge", "2"), ("reward_model.formula", "rises")]) == [
        "reward_model.ridge: reward_model.method is not linear or n-gram or by-group or mixture or by-annotator "
          + "or group-robust",
        "reward_model.formula: reward_model.method is not formula",
      ])
    #expect(
      try notes([("reward_model.method", "ensemble"), ("reward_model.uncertainty_weight", "0.5")])
        == ["reward_model.uncertainty_weight: reward_model.combine is not uncertainty-weighted"])
    #expect(try notes([("reward_model.method", "n-gram"), ("reward_model.ridge", "2")]) == [])
    #expect(
      try notes([
        ("reward_model.method", "by-annotator"), ("reward_model.base", "linear"),
        ("reward_model.order", "3"), ("reward_model.ridge", "2"),
      ]) == ["reward_model.order: reward_model.base is linear, which does not read it"])
  }

  private typealias Idle = (assignments: [(String, String)], notes: [String])

  private static let idle: [Idle] = [
    (
      [("method", "expert-iteration"), ("clip_range", "0.1"), ("kl_coefficient", "0.3")],
      [
        "policy_optimization.kl_coefficient: policy_optimization.kl is off",
        "policy_optimization.clip_range: policy_optimization.ratio is likelihood, which has nothing to be clipped",
      ]
    ),
    (
      [("method", "rloo"), ("group_size", "4"), ("discount", "0.9"), ("value_coefficient", "1")],
      [
        "policy_optimization.discount, policy_optimization.value_coefficient: policy_optimization.baseline is leave-one-out, which has no value function"
      ]
    ),
    (
      [("opponent_mixture", "0.5"), ("group_step", "2"), ("between_rounds", "restart")],
      [
        "policy_optimization.opponent_mixture: policy_optimization.groups is not nash",
        "policy_optimization.group_step: policy_optimization.groups is not maximin",
        "policy_optimization.between_rounds: feedback.rounds is 1",
      ]
    ),
    (
      [("constraint_limit", "0.5"), ("adaptive_kl_target", "3"), ("exploration", "0.3")],
      [
        "policy_optimization.exploration: policy_optimization.method is ppo, which does not read it",
        "policy_optimization.adaptive_kl_target: policy_optimization.kl is fixed",
        "policy_optimization.constraint_limit: there is no policy_optimization.constraint",
      ]
    ),
    (
      [("method", "exact"), ("kl", "off"), ("kl_coefficient", "2"), ("adaptive_kl_target", "3")],
      [
        "policy_optimization.adaptive_kl_target: policy_optimization.method is exact, which does not read it",
        "policy_optimization.kl_coefficient: policy_optimization.kl is off",
      ]
    ),
    ([("method", "value-iteration"), ("iterations", "0")], []),
    (
      [("method", "value-iteration"), ("iterations", "7")],
      [
        "policy_optimization.iterations: policy_optimization.method is value-iteration, which does not read it"
      ]
    ),
  ]

  /// A setting that its method reads, but not beside the others.
  @Test(arguments: idle.indices) func whatNothingReadsBesideTheRestIsTold(place: Int) throws {
    let (assignments, notes) = Self.idle[place]
    let method = assignments.first { $0.0 == "method" }?.1 ?? "ppo"
    var settings = ArmSettings.defaults(for: .tiny, method: method)
    Self.change(assignments.map { ("policy_optimization." + $0.0, $0.1) })(&settings)
    #expect(settings.idleSettings(in: try settings.makeWorld()) == notes)
  }

  @Test func aSettingOfAnotherWorldIsTold() throws {
    var settings = ArmSettings.defaults(for: .tiny)
    Self.change([("world.vocabulary", "5000")])(&settings)
    #expect(
      settings.idleSettings(in: try settings.makeWorld()) == [
        "world.vocabulary: world.name is not text.vast"
      ])
  }
}
