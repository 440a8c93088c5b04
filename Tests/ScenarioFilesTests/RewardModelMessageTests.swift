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
  ])
  func whatGoesTogetherIsRead(base: String) {
    #expect(complaint("base: {\(base)}") == "")
  }
}
