import Testing

/// What does not go together about reward models is refused when the scenario is read.
@Suite struct RewardModelMessageTests {
  @Test(arguments: [
    (
      "reward_model: {method: linear, attributes: \"length, charm\"}",
      "reward_model.attributes has charm, which is no attribute of text.town"
    ),
    (
      "reward_model: {method: linear, attributes: \"length, length\"}",
      "reward_model.attributes has length twice"
    ),
    (
      "reward_model: {method: linear, attributes: \"length,\"}",
      "reward_model.attributes has a name missing"
    ),
    (
      "reward_model: {method: n-gram, label_smoothing: 0.1, flip_correction: 0.2}",
      "reward_model.label_smoothing is 0.1 and reward_model.flip_correction 0.2, which undo each other"
    ),
    (
      "reward_model: {label_smoothing: 0.1, flip_correction: 0.2}",
      "reward_model.label_smoothing is 0.1 and reward_model.flip_correction 0.2, which undo each other"
    ),
    (
      "reward_model: {width: 30, heads: 4}",
      "the reward model has 4 heads, which do not divide its width 30"
    ),
    (
      "reward_model: {method: n-gram, order: 4}",
      "reward_model.order is 4, but must be a whole number from 1 to 3"
    ),
    (
      "reward_model: {method: ensemble, combine: median}",
      "reward_model.combine is median, but must be"
    ),
    (
      "reward_model.ranking_loss: plackett-luce",
      "reward_model.ranking_loss is plackett-luce, but no rankings are asked for"
    ),
    (
      "reward_model.ties: davidson",
      "reward_model.ties is davidson, but annotators.tie_threshold is off, so that nobody calls a tie"
    ),
    (
      "reward_model: {ties: davidson, margin: 1}, annotators.tie_threshold: 1",
      "reward_model.ties is davidson, which has no reward_model.margin"
    ),
    (
      "reward_model.method: by-group",
      "reward_model.method is by-group, but all annotators are of one group, plain"
    ),
    (
      "reward_model.method: group-robust, annotators.groups: {elders: 1}",
      "reward_model.method is group-robust, but all annotators are of one group, elders"
    ),
    (
      "reward_model: {method: mixture, components: 5}, annotators.count: 4",
      "reward_model.components is 5, but there are only 4 annotators"
    ),
    (
      "reward_model.method: by-group, feedback.questions: 0, annotators: {groups: {elders: 0.5, students: 0.5}, ai_judges.accounts: 1}",
      "feedback.questions is 0, but policy_optimization.reward is reward-model"
    ),
    (
      "reward_model.method: by-group, feedback.method: gold",
      "reward_model.method is by-group, but feedback.method is gold, by which all want the same"
    ),
    (
      "reward_model.method: mixture, feedback.method: gold",
      "reward_model.method is mixture, but feedback.method is gold, by which all want the same"
    ),
    (
      "reward_model.method: by-group, feedback: {questions: 100, ai_judges.share: 0.999}, annotators: {groups: {elders: 0.5, students: 0.5}, ai_judges.accounts: 1}",
      "reward_model.method is by-group, but feedback.ai_judges.share is 0.999, and AI judges are of no group"
    ),
    (
      "reward_model.method: mixture, feedback.ai_judges.share: 1, annotators.ai_judges.accounts: 1",
      "reward_model.method is mixture, but feedback.ai_judges.share is 1, and AI judges are of no group"
    ),
    (
      "reward_model.method: tranformer",
      "reward_model.method is tranformer, but must be one of"
    ),
    (
      "feedback: {questions: 500, channels: {comparison: 0.999, thumbs: 0.001}}, policy_optimization.method: kto",
      "feedback.channels gives thumbs a share of which 500 questions may have none"
    ),
    (
      "reward_model.method: mixture, feedback.aggregation: dawid-skene",
      "reward_model.method is mixture, which reads answer by answer, but feedback.aggregation is dawid-skene"
    ),
    (
      "reward_model.method: mean-variance, feedback.channels: {rating: 1}",
      "reward_model.method is mean-variance, which learns from comparisons and rankings, but none are asked for"
    ),
    (
      "reward_model: {method: categorical, atoms: 11}, world.name: text.tiny",
      "reward_model.atoms is 11, but each is read by a word, and text.tiny has 5"
    ),
    (
      "policy_optimization.groups: maximin",
      "policy_optimization.groups is maximin, but reward_model.method is transformer, which has one reward for all"
    ),
    (
      "policy_optimization: {groups: maximin, reward: true-reward}",
      "policy_optimization.groups is maximin, but policy_optimization.reward is true-reward, which has one reward for all"
    ),
    (
      "policy_optimization: {method: nash, groups: pooled}",
      "policy_optimization.method is nash, but groups is pooled"
    ),
    (
      "policy_optimization: {groups: nash, opponent_mixture: 0, group_size: 1, baseline: none}",
      "policy_optimization.opponent_mixture is 0, and group_size 1: an answer has none to be compared with"
    ),
    (
      "world.name: text.tiny, policy_optimization: {method: exact, groups: nash, kl: off}",
      "policy_optimization.groups is nash, which has no one answer where nothing holds the policy to its reference"
    ),
    (
      "world.name: board.tic-tac-toe, policy_optimization: {method: exact, groups: nash}",
      "policy_optimization.groups is nash, which exact finds for at most 64 prompts of 2000 states each"
    ),
  ])
  func mistakesInRewardModels(base: String, what: String) {
    #expect(complaint("base: {\(base)}").hasPrefix("x.yaml:4: error: \(what)"))
  }

  @Test(arguments: [
    "reward_model: {method: ensemble, combine: uncertainty-weighted, uncertainty_weight: 0.5}",
    "reward_model: {method: ensemble, diversity: bootstrap, width: 32, label_smoothing: 0.1}",
    "reward_model: {method: linear, attributes: \"length, warmth\", ridge: 0.1}",
    "reward_model: {method: n-gram, order: 3, flip_correction: 0.2}",
    // What only networks have is nothing to a linear model.
    "reward_model: {method: linear, width: 30, heads: 4}",
    "reward_model.ranking_loss: plackett-luce, feedback.channels: {ranking: 1}",
    "reward_model: {method: n-gram, ties: davidson}, annotators.tie_threshold: 1",
    "reward_model: {method: by-group, base: linear}, annotators.groups: {elders: 0.5, students: 0.5}, policy_optimization.groups: maximin",
    "reward_model.method: mixture, policy_optimization.method: nash",
    "reward_model: {method: categorical, quantile: 0.05}",
    "reward_model: {method: mixture, components: 5}, annotators: {count: 4, individuals: {ann: {traits: {mistakes: 0.2}}}}",
    "world.name: text.tiny, policy_optimization.method: rloo",
    "world.name: text.tiny, policy_optimization.method: grpo",
    "world.name: board.tic-tac-toe, policy_optimization.method: rloo",
    "world.name: text.tiny, reward_model.method: mixture, policy_optimization: {method: exact, groups: maximin}",
  ])
  func whatGoesTogetherIsRead(base: String) {
    #expect(complaint("base: {\(base)}") == "")
  }

  /// A misspelt choice is answered with the one that was meant, and only where it is near.
  @Test(arguments: [
    ("reward_model.method: tranformer", "reward_model.method: transformer"),
    ("policy_optimization.method: GRPO", "policy_optimization.method: grpo"),
    ("policy_optimization.kl: of", "policy_optimization.kl: off"),
    ("reward_model.normalization: predictive", "reward_model.normalization: predictive-fit"),
    ("world.name: tiny", "world.name: text.tiny"),
  ]) func theNearestChoiceIsOffered(written: String, meant: String) {
    #expect(complaint("base: {\(written)}").contains("fix: write \(meant)"))
  }

  @Test func nothingIsOfferedThatIsNotNear() {
    #expect(
      complaint("base: {policy_optimization.kl: on}")
        .contains("fix: write for example policy_optimization.kl: fixed"))
  }
}
