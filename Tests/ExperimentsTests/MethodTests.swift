import Environments
import Experiments
import PolicyOptimization
import Randomness
import Rollouts
import SandboxCore
import Testing

/// Any phase can be replaced by a named alternative, in an arm of its own.
@Suite struct MethodTests {
  private func change(_ key: String, _ text: String) -> SmallRuns.Change {
    { settings in
      guard let setting = SettingsCatalog.setting(key) else { return }
      #expect(throws: Never.self) { try setting.assign(text, to: &settings) }
    }
  }

  /// Small runs, of which the arms' own settings are cut no further down.
  private func run(
    _ arms: [(name: String, change: SmallRuns.Change)]
  ) async throws -> [ReplicationOutcome] {
    var experiment = SmallRuns.experiment(arms: arms)
    for index in arms.indices { arms[index].change(&experiment.arms[index].settings) }
    let filed = try await SmallRuns.run(experiment).filed
    for outcome in filed { #expect(outcome.record.failure == nil) }
    return filed
  }

  /// The same questions at the same price; every answer is what the gold reward says.
  @Test func goldAnswersEveryQuestionRightly() async throws {
    let filed = try await run([
      ("people", { $0.annotators.population.traits["mistakes"] = Spread(0.4) }),
      (
        "gold",
        {
          $0.annotators.population.traits["mistakes"] = Spread(0.4)
          change("feedback.method", "gold")(&$0)
        }
      ),
    ])
    #expect(filed[0].judgements.map(\.question) == filed[1].judgements.map(\.question))
    #expect(filed[1].record.value(of: "label_accuracy") == 1)
    #expect(try #require(filed[0].record.value(of: "label_accuracy")) < 0.9)
    #expect(
      filed[0].record.value(of: "cost_dollars") == filed[1].record.value(of: "cost_dollars"))
  }

  /// The oracle orders every pair as the gold reward does, and leaves no network to save.
  @Test func theOracleIsNeverWrong() async throws {
    let filed = try await run([
      ("learned", { _ in }), ("oracle", change("reward_model.method", "oracle")),
    ])
    #expect(filed[1].record.value(of: "reward_model_accuracy") == 1)
    #expect(try #require(filed[0].record.value(of: "reward_model_accuracy")) < 1)
    #expect(filed[0].models.map(\.folder).contains("reward"))
    #expect(!filed[1].models.map(\.folder).contains("reward"))
    #expect(
      filed[0].record.value(of: "label_count") == filed[1].record.value(of: "label_count"))
  }

  /// More samples to choose from are better, by the bound on the way there; nothing is saved.
  @Test func theBestOfManyIsBetter() async throws {
    func best(_ n: Int) -> SmallRuns.Change {
      {
        change("policy_optimization.method", "best-of-n")(&$0)
        change("policy_optimization.best_of", "\(n)")(&$0)
        $0.policyOptimization.reward = .trueReward
        $0.evaluation.episodes = 400
      }
    }
    let filed = try await run([("1", best(1)), ("4", best(4)), ("64", best(64))])
    let gold = try filed.map { try #require($0.record.value(of: "gold_reward")) }
    #expect(gold[0] == filed[0].record.value(of: "gold_reward_fine_tuned"))
    #expect(gold[1] > gold[0] + 0.1 && gold[2] > gold[1] + 0.1)
    // Where everything is listed, the distance is exact: less than the bound, as rewards have equals.
    #expect(filed[0].record.value(of: "kl_to_reference") == 0)
    let distance = try #require(filed[1].record.value(of: "kl_to_reference"))
    #expect(distance > 0.3 && distance < 0.6362943611)
    let measured = try #require(filed[1].record.value(of: "exact_kl_to_reference"))
    #expect(abs(measured - distance) < 1e-9)
    #expect(filed[1].record.value(of: "kl_to_reference_bound") == nil)
    #expect(!filed[1].models.map(\.folder).contains("policy"))
  }

  /// With a small β the exact optimum is nearly the best there is; with a large one it stays at home.
  @Test func theExactOptimumGoesAsFarAsItMay() async throws {
    func exact(_ coefficient: String) -> SmallRuns.Change {
      {
        change("policy_optimization.method", "exact")(&$0)
        change("policy_optimization.kl_coefficient", coefficient)(&$0)
        $0.policyOptimization.reward = .trueReward
        $0.evaluation.episodes = 400
      }
    }
    let filed = try await run([
      ("free", exact("0.01")), ("some", exact("0.5")), ("held", exact("1000")),
    ])
    func value(_ index: Int, _ name: String) throws -> Double {
      try #require(filed[index].record.value(of: name))
    }
    #expect(try value(0, "regret") < 0.01)
    #expect(try value(2, "kl_to_reference") < 1e-3)
    #expect(
      try abs(value(2, "gold_reward") - value(2, "gold_reward_fine_tuned")) < 0.1)
    #expect(try value(1, "kl_to_reference") < value(0, "kl_to_reference"))
    #expect(try value(1, "gold_reward") < value(0, "gold_reward"))
    #expect(try value(1, "gold_reward") > value(2, "gold_reward"))
    for index in 0..<3 {
      #expect(try value(index, "regularized_regret") < 1e-9)
      #expect(try abs(value(index, "objective_gap_closed") - 1) < 1e-6)
      #expect(
        try abs(value(index, "exact_kl_to_reference") - value(index, "kl_to_reference")) < 1e-9)
      // 400 samples of a deviation of at most 2.5.
      #expect(
        try abs(value(index, "exact_gold_reward") - value(index, "gold_reward")) < 5 * 2.5 / 20)
    }
  }

  /// At a great β the exact optimum is the reference itself, token by token under the world's rules, also
  /// where the reference would rather write what is illegal.
  @Test func theExactOptimumKnowsTheRules() throws {
    let reference = TinyOptimumTests.table
    let policy = SolvedPolicy.optimum(
      reference: reference, reward: TrueReward(environment: TinyOptimumTests.world),
      klCoefficient: 1e9)
    let known = Dictionary(
      uniqueKeysWithValues: zip(
        TinyOptimumTests.responses.map(\.continuation),
        TinyOptimumTests.logProbabilities(of: reference)))
    let rollouts = policy.rollouts(
      on: Array(repeating: TinyOptimumTests.prompt, count: 200),
      in: RolloutEngine(environment: TinyOptimumTests.world), using: RandomStream(seed: 3))
    for rollout in rollouts {
      let found = rollout.logProbabilities.reduce(0) { $0 + Double($1) }
      #expect(abs(found - (known[rollout.response.continuation] ?? .nan)) < 1e-4)
    }
    #expect(Set(rollouts.map(\.response.continuation)).count > 50)
  }

  /// A phase that is left out leaves the model of the phase before.
  @Test func aPhaseCanBeLeftOut() async throws {
    let filed = try await run([
      ("base", { _ in }), ("raw", change("fine_tuning.method", "none")),
      (
        "new",
        {
          change("pretraining.method", "none")(&$0)
          change("fine_tuning.method", "none")(&$0)
        }
      ),
    ])
    func parameters(_ index: Int, _ folder: String) throws -> [Float] {
      try #require(filed[index].models.first { $0.folder == folder }).model.parameters
    }
    #expect(try parameters(0, "pretrained") == parameters(1, "pretrained"))
    #expect(try parameters(1, "fine-tuned") == parameters(1, "pretrained"))
    #expect(try parameters(0, "fine-tuned") != parameters(1, "fine-tuned"))
    #expect(try parameters(2, "pretrained") != parameters(0, "pretrained"))
  }

  /// Whether the policy goes on between rounds of asking or begins again, the questions of the first round are the same;
  /// what comes of it is not, and who begins again takes all iterations in phase 4.
  @Test func betweenRoundsThePolicyMayBeginAgain() async throws {
    func rounds(_ name: String) -> SmallRuns.Change {
      {
        change("feedback.rounds", "2")(&$0)
        change("feedback.questions", "60")(&$0)
        // Enough to move the policy between the rounds.
        change("reward_model.normalization", "mean-and-variance")(&$0)
        change("policy_optimization.learning_rate", "0.1")(&$0)
        change("policy_optimization.iterations", "20")(&$0)
        change("policy_optimization.between_rounds", name)(&$0)
      }
    }
    let filed = try await run([
      ("goes on", rounds("continue")), ("begins again", rounds("restart")),
    ])
    func asked(_ index: Int, round: Int) -> [String] {
      filed[index].judgements.filter { $0.round == round }.map { "\($0.question)" }
    }
    #expect(asked(0, round: 0) == asked(1, round: 0))
    #expect(asked(0, round: 1) != asked(1, round: 1))
    func iterations(_ index: Int) -> Int {
      filed[index].record.phase("policy optimisation")?.report.values(of: "gradient_norm").count
        ?? 0
    }
    #expect(iterations(0) == 10 && iterations(1) == 20)
  }

  /// KTO learns from thumbs alone, and leaves an implicit reward to be measured.
  @Test func thumbsAloneAreEnoughForKTO() async throws {
    let filed = try await run([
      (
        "kto",
        {
          change("policy_optimization.method", "kto")(&$0)
          $0.feedback.channels = [GroupShare(group: "thumbs", share: 1)]
        }
      )
    ])
    let record = filed[0].record
    #expect(record.value(of: "reward_model_accuracy") != nil)
    #expect(
      record.phase("policy optimisation")?.report.values(of: "implicit_reward_margin").isEmpty
        == false)
  }

  /// Tables and imitators run as any other method does.
  @Test(arguments: [
    "value-iteration", "q-learning", "expert-iteration", "best-of-n-distillation",
  ])
  func otherMethodsRun(method: String) async throws {
    let filed = try await run([
      ("base", change("policy_optimization.reward", "true-reward")),
      (
        "other",
        {
          change("policy_optimization.reward", "true-reward")(&$0)
          change("policy_optimization.method", method)(&$0)
          change("policy_optimization.prompt_episodes", "5000")(&$0)
          if method == "expert-iteration" || method == "best-of-n-distillation" {
            // What the name stands for is taken up by whoever reads a scenario.
            for (key, value) in PolicyGradientMethod.all.first(where: { $0.name == method })?
              .recommended ?? [:]
            {
              if let setting = SettingsCatalog.setting(key) { $0[setting] = value }
            }
          }
        }
      ),
    ])
    let gold = try #require(filed[1].record.value(of: "gold_reward"))
    let before = try #require(filed[1].record.value(of: "gold_reward_fine_tuned"))
    #expect(gold > before - 0.2)
  }
}
