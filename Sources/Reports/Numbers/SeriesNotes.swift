/// What to see in the series that phases record step by step.
enum SeriesNotes {
  /// The note on a series, or `nil` for one that is not known here.
  static func note(_ name: String) -> SeriesNote? { all.first { $0.name == name } }

  private static let all = learning + people + optimisation

  private static let learning = [
    SeriesNote(
      name: "loss", unit: "nats", meaning: "What is minimised; it should fall and level out."),
    SeriesNote(
      name: "held_out_loss", unit: "nats",
      meaning: "The loss on what was not trained on. Rising while the other falls: it is learning "
        + "by heart."),
    SeriesNote(
      name: "accuracy", unit: "share",
      meaning: "Share of comparisons that the reward model ranks as the answer did."),
    SeriesNote(
      name: "held_out_accuracy", unit: "share",
      meaning: "The same on comparisons it was not trained on. Flat while training accuracy rises: "
        + "it is learning by heart."),
    SeriesNote(
      name: "score_loss", unit: "nats",
      meaning: "How far learnt rewards are from ratings; it should fall and level out."),
    SeriesNote(
      name: "held_out_score_loss", unit: "nats",
      meaning: "The same of ratings that were not trained on."),
    SeriesNote(
      name: "held_out_score_accuracy", unit: "share",
      meaning: "Share of pairs of ratings not trained on that the reward model orders as they do."),
    SeriesNote(
      name: "approval_loss", unit: "nats",
      meaning: "How badly learnt rewards foretell thumbs; log 2 is a coin's."),
    SeriesNote(
      name: "held_out_approval_loss", unit: "nats",
      meaning: "The same of thumbs that were not trained on."),
    SeriesNote(
      name: "approval_accuracy", unit: "share",
      meaning: "Share of thumbs that the reward model foretells."),
    SeriesNote(
      name: "held_out_approval_accuracy", unit: "share",
      meaning: "The same of thumbs that were not trained on."),
  ]

  private static let people = [
    SeriesNote(
      name: "questions_answered", unit: "questions",
      meaning: "Questions that a round of asking got answered; fewer where the budget ended, or "
        + "where the policy says the same too often."),
    SeriesNote(
      name: "dollars", unit: "dollars", meaning: "What all answers cost up to the end of a round."),
    SeriesNote(
      name: "chosen_by_strategy", unit: "0 or 1",
      meaning: "Whether questions were chosen as the scenario says; before there is a reward model "
        + "to choose by, they are drawn."),
    SeriesNote(
      name: "label_accuracy", unit: "share",
      meaning: "Share of a round's answers that agree with the gold reward."),
  ]

  private static let optimisation = [
    SeriesNote(
      name: "held_out_gold_reward", unit: "reward units",
      meaning: "The true reward on held-out prompts, which no learner sees."),
    SeriesNote(
      name: "held_out_proxy_reward", unit: "reward-model units",
      meaning: "What the reward model believes of the same responses."),
    SeriesNote(
      name: "held_out_kl_to_reference", unit: "nats an episode",
      meaning: "How far the policy has moved from where it started, on held-out prompts."),
    SeriesNote(
      name: "held_out_gibberish_rate", unit: "share",
      meaning: "Share of responses to held-out prompts that the grammar does not know."),
    SeriesNote(
      name: "held_out_entropy", unit: "nats a token",
      meaning: "How undecided the policy is on held-out prompts."),
    SeriesNote(
      name: "reward", unit: "units of the signal",
      meaning: "What the optimiser is given: the reward model's belief, or in conventional "
        + "reinforcement learning the truth."),
    SeriesNote(
      name: "kl_to_reference", unit: "nats an episode",
      meaning: "How far the policy has moved from where it started."),
    SeriesNote(
      name: "kl_to_behaviour", unit: "nats a token",
      meaning: "How far a round moves from the policy that acted; large means unstable."),
    SeriesNote(
      name: "entropy", unit: "nats a token",
      meaning: "How undecided the policy is. A fall to zero means it says one thing only."),
    SeriesNote(
      name: "clip_fraction", unit: "share of tokens",
      meaning: "How often the clipped ratio held the update back."),
    SeriesNote(
      name: "value_loss", unit: "squared units",
      meaning: "How badly the value head predicts what an episode will earn."),
    SeriesNote(
      name: "explained_variance", unit: "at most 1",
      meaning:
        "How much of the outcome the value head foresees: 1 all, 0 nothing, less than 0 worse than "
        + "the mean outcome would."),
    SeriesNote(
      name: "episode_length", unit: "tokens",
      meaning: "Tokens in a response. Steady growth often means that length is being rewarded."),
  ]
}
