extension Experiment {
  /// The same experiment in small: to see within seconds that everything runs, not what it shows.
  ///
  /// Amounts are cut down to the table below, replications to 2. Whatever is smaller stays.
  public var smoke: Experiment {
    var small = self
    small.replications = min(replications, 2)
    for index in small.arms.indices { small.arms[index].settings.shorten() }
    return small
  }
}

extension ArmSettings {
  /// The most of everything that takes time.
  private static let smokeLimits:
    [(path: WritableKeyPath<ArmSettings, Int> & Sendable, most: Int)] = [
      (\.pretraining.amount, 3000), (\.pretraining.epochs, 1),
      (\.fineTuning.amount, 64), (\.fineTuning.epochs, 1),
      (\.feedback.comparisons, 64),
      (\.rewardModel.epochs, 1),
      (\.policyOptimization.iterations, 2), (\.policyOptimization.episodes, 16),
      (\.policyOptimization.epochs, 1), (\.policyOptimization.minibatches, 2),
      (\.evaluation.episodes, 16), (\.evaluation.pairs, 16), (\.evaluation.matches, 8),
      (\.evaluation.bestOf, 2), (\.evaluation.interval, 1), (\.evaluation.samples, 2),
    ]

  fileprivate mutating func shorten() {
    for (path, most) in Self.smokeLimits { self[keyPath: path] = min(self[keyPath: path], most) }
  }
}
