import Experiments

extension FaintReward {
  /// The warning, in two sentences.
  package var warning: String {
    "\(arm): in \(count) of \(total) replications the reward model hardly predicted what annotators answered, so "
      + "its reward was scaled down (to \(NumberText.fixed(mean, decimals: 2)) of the full size on average). The policy "
      + "hardly heard it."
  }
}

extension UnfinishedPolicy {
  /// The warning, in two sentences.
  package var warning: String {
    "\(arm): the policy found \(NumberText.short((found * 100).rounded())) % of what it could gain by its own reward. "
      + "Differences to other arms may be due to that: raise policy_optimization.iterations, epochs or learning_rate."
  }
}

extension RunRecord {
  /// What a reader has to know before comparing arms.
  package var warnings: [String] { faintRewards.map(\.warning) + unfinishedPolicies.map(\.warning) }
}
