import Environments
import PolicyOptimization
import SandboxCore
import Testing

@testable import Experiments

/// What an arm can never measure is known before the run.
@Suite struct MetricObstacleTests {
  private func obstacle(
    to metric: String, in world: WorldName = .tiny,
    _ change: (inout ArmSettings) -> Void = { _ in }
  ) throws -> String? {
    var settings = ArmSettings.defaults(for: world)
    change(&settings)
    return MetricGlossary.obstacle(to: metric, in: settings, try settings.makeWorld())
  }

  @Test func worldsLackAttributes() throws {
    #expect(try obstacle(to: "response_length") == "text.tiny has no length")
    #expect(try obstacle(to: "gibberish_rate_fine_tuned") == "text.tiny has no gibberish")
    #expect(try obstacle(to: "response_length", in: .town) == nil)
    #expect(try obstacle(to: "gold_reward") == nil)
    #expect(try obstacle(to: "win_rate") == "text.tiny is no game")
    #expect(try obstacle(to: "illegal_rate_unmasked_pretrained") == "text.tiny is no game")
    #expect(try obstacle(to: "win_rate", in: .ticTacToe) == nil)
  }

  @Test func defencesNeedTrollsToTell() throws {
    func area(_ share: Double, defence: String = "reliability") throws -> String? {
      try obstacle(to: "defence_auroc") {
        $0.consensus.defence = defence
        $0.annotators.population.trolls.share = share
      }
    }
    #expect(try area(0.2, defence: "none") == "feedback.defence.method is none")
    #expect(try area(0) == "it has no trolls to tell")
    #expect(try area(1) == "all its annotators are trolls")
    #expect(try area(0.2) == nil)
  }

  @Test(arguments: ["reward_model_accuracy", "proxy_reward", "gold_reward_best_of_n"])
  func theTrueRewardNeedsNoModel(_ metric: String) throws {
    #expect(try obstacle(to: metric) == nil)
    #expect(
      try obstacle(to: metric) { $0.policyOptimization.reward = .trueReward }
        == "policy_optimization.reward is true-reward, which needs no reward model")
  }

  @Test func aSingleRewardModelHasNobodyToDisagreeWith() throws {
    let key = "reward_model_disagreement"
    #expect(try obstacle(to: key) == "its reward model is no ensemble")
    let several = try obstacle(to: key) {
      if let method = SettingsCatalog.setting("reward_model.method") {
        $0[method] = .word("ensemble")
      }
    }
    #expect(several == nil)
  }

  /// The town has 600 held-out prompts; each is asked once before any is asked again.
  @Test func calibrationOnThePolicyTakesTwoAnswersToAPrompt() throws {
    func calibration(_ episodes: Int) throws -> String? {
      try obstacle(to: "reward_model_calibration_error_policy", in: .town) {
        $0.evaluation.episodes = episodes
      }
    }
    #expect(
      try calibration(600)
        == "evaluation.episodes is 600, of as many prompts, so that no two answers are to one")
    #expect(try calibration(601) == nil)
  }

  @Test func aGapNeedsAnswersThatAreHeldOut() throws {
    for key in ["reward_model_accuracy_gap", "reward_model_label_accuracy"] {
      #expect(try obstacle(to: key, in: .town) == nil)
      #expect(
        try obstacle(to: key, in: .town) { $0.rewardModel.heldOutShare = 0 }
          == "reward_model.held_out_share is 0, so that no answers are held out")
      #expect(
        try obstacle(to: key) == "text.tiny has one prompt, and answers are held out by prompt")
    }
    #expect(try obstacle(to: "reward_model_training_accuracy") == nil)
    #expect(
      try obstacle(to: "reward_model_accuracy_gap", in: .town) {
        $0.feedback.channels = [GroupShare(group: "rating", share: 1)]
      } == "of ratings alone it is not measured how many are learnt by heart")
  }

  /// A constraint that the method does not read is no part of its objective.
  @Test func aConstraintThatNobodyReadsIsNoObstacle() throws {
    var constraint = ConstraintSettings()
    (constraint.attribute, constraint.price) = ("rises", 1)
    #expect(try obstacle(to: "regularized_regret") { $0.set(constraint) } != nil)
    #expect(
      try obstacle(to: "regularized_regret") {
        $0.set(constraint)
        $0.policyOptimization.method = "exact"
      } == nil)
  }

  @Test func nobodyIsAsked() throws {
    #expect(try obstacle(to: "label_accuracy") { $0.feedback.questions = 0 } != nil)
    #expect(
      try obstacle(to: "elo_rating") { $0.evaluation.matches = 0 } == "evaluation.matches is 0")
    #expect(try obstacle(to: "elo_rating") { $0.evaluation.matches = 10 } == nil)
  }

  @Test func exactMeasuresNeedAListAndOneObjective() throws {
    #expect(try obstacle(to: "exact_gold_reward") == nil)
    #expect(try obstacle(to: "regularized_regret", in: .ticTacToe) == nil)
    #expect(
      try obstacle(to: "exact_gold_reward", in: .town)
        == "the episodes of text.town cannot be listed")
    #expect(
      try obstacle(to: "exact_gold_reward", in: .connectFour)
        == "the episodes of board.connect-four cannot be listed")
    #expect(
      try obstacle(to: "exact_kl_to_reference") {
        var world = TinyTextSettings()
        (world.tokenCount, world.length) = (8, 6)
        $0.set(world)
      } == "text.tiny has more than 50000 states, too many to list in every replication")
    #expect(
      try obstacle(to: "exact_proxy_reward") { $0.policyOptimization.reward = .trueReward }
        == "policy_optimization.reward is true-reward, which needs no reward model")
    #expect(
      try obstacle(to: "regularized_regret") { $0.policyGradient.kl = .adaptive }
        == "policy_optimization.kl is adaptive, so that there is no one objective")
    #expect(
      try obstacle(to: "regularized_regret") { $0.policyOptimization.method = "best-of-n" }
        == "policy_optimization.method is best-of-n, which has no KL penalty")
    #expect(
      try obstacle(to: "exact_gold_reward", in: .ticTacToe) {
        $0.policyOptimization.method = "best-of-n"
      } == "the best of n episodes is no policy where board.tic-tac-toe replies by chance")
  }
}
