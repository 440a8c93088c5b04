import Testing

/// What does not go together in phase 4 is refused when the scenario is read.
@Suite struct OptimizerMessageTests {
  @Test(arguments: [
    (
      "policy_optimization.method: kto",
      "policy_optimization.method is kto, which learns from thumbs up and down, but none are asked for"
    ),
    (
      "{policy_optimization.method: dpo, feedback.channels: {thumbs: 1}}",
      "policy_optimization.method is dpo, but no comparisons or rankings are asked for"
    ),
    (
      "policy_optimization: {method: ipo, kl_coefficient: 1e-300}",
      "policy_optimization.method is ipo, but policy_optimization.kl_coefficient, its β, is"
    ),
    (
      "policy_optimization: {divergence: chi-squared, kl: adaptive}",
      "policy_optimization.divergence is chi-squared, which needs a penalty of fixed size in the reward"
    ),
    (
      "policy_optimization: {method: grpo, divergence: chi-squared}",
      "policy_optimization.divergence is chi-squared, which needs a penalty of fixed size in the reward"
    ),
    (
      "policy_optimization.self_play_interval: 5",
      "policy_optimization.self_play_interval is set, but nobody plays against the agent in text.town"
    ),
    (
      "policy_optimization.sampler: reference",
      "policy_optimization.sampler is reference, but a ratio to the acting policy is learnt by"
    ),
    (
      "policy_optimization: {method: best-of-n-distillation, stop_kl: 2}",
      "policy_optimization.stop_kl is set, but the reference acts, whose distance from itself is 0"
    ),
    (
      "policy_optimization: {method: expert-iteration, group_size: 1}",
      "policy_optimization.baseline is best-of-group, but a prompt has only one answer"
    ),
    (
      "policy_optimization: {method: dpo, reward: true-reward}",
      "policy_optimization.method is dpo, which learns from what people say, but reward is true-reward"
    ),
    (
      "{world.name: text.tiny, policy_optimization: {method: exact, groups: nash, kl_coefficient: 0.0001}, reward_model.method: oracle}",
      "policy_optimization.groups is nash, whose equilibrium exact finds where kl_coefficient is 0.005 or more"
    ),
    (
      "{feedback.channels: {ranking: 1}, reward_model: {ranking_loss: plackett-luce, margin: 1}}",
      "reward_model.ranking_loss is plackett-luce, which has no reward_model.margin"
    ),
    (
      "policy_optimization.method: q-learning",
      "policy_optimization.method is q-learning, but the episodes of text.town cannot be listed"
    ),
  ])
  func mistakes(base: String, what: String) {
    let text = base.hasPrefix("{") ? "base: \(base)" : "base: {\(base)}"
    let found = complaint(text)
    #expect(found.hasPrefix("x.yaml:4: error: \(what)"), "\(found)")
  }

  @Test(arguments: [
    "{policy_optimization.method: kto, feedback.channels: {thumbs: 1}}",
    "{policy_optimization.method: dpo, feedback.channels: {correction: 1}}",
    "{policy_optimization: {kl: fixed, divergence: chi-squared}}",
    "{world.name: board.tic-tac-toe, policy_optimization: {self_play_interval: 5}}",
    "{world.name: board.tic-tac-toe, policy_optimization.method: q-learning}",
    "{policy_optimization: {method: best-of-n-distillation, group_size: 16}}",
    "{policy_optimization: {between_rounds: restart}, feedback.rounds: 3}",
  ])
  func whatGoesTogetherIsRead(base: String) {
    #expect(complaint("base: \(base)") == "")
  }
}
