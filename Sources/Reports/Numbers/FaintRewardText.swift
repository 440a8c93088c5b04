import Experiments

extension FaintReward {
  /// The warning, in two sentences.
  package var warning: String {
    "\(arm): in \(count) of \(total) replications the reward model hardly predicted what annotators answered, so "
      + "its reward was scaled down (to \(NumberText.fixed(mean, decimals: 2)) of the full size on average). The policy "
      + "hardly heard it."
  }
}
