extension Experiment {
  /// The same experiment in small: to see within seconds that everything runs, not what it shows.
  ///
  /// Amounts are cut down to the table below, replications to 2. Whatever is smaller stays.
  public var smoke: Experiment {
    var small = self
    small.replications = min(replications, 2)
    for (path, most) in ArmSettings.smokeLimits { small.shorten(path, to: most) }
    small.narrow(to: 64)
    return small
  }

  /// Whether nothing is left to cut short: the run can only show that everything works. It is a property of
  /// the settings, so the scenario that a smoke run leaves is one again.
  public var isSmoke: Bool { smoke == self }

  /// Cuts an amount down in every arm. Arms that differ in it still do, in the same order, as far as there
  /// is room: a slope over it can be taken.
  private mutating func shorten(_ path: WritableKeyPath<ArmSettings, Int>, to most: Int) {
    let large = Set(arms.map { $0.settings[keyPath: path] }.filter { $0 >= most }).sorted()
    for index in arms.indices {
      guard let rank = large.firstIndex(of: arms[index].settings[keyPath: path]) else { continue }
      arms[index].settings[keyPath: path] = max(1, most - (large.count - 1 - rank))
    }
  }

  /// Cuts the width of wide decoders down, in the same manner; it stays a multiple of the heads, of which
  /// there are then 8 at most.
  private mutating func narrow(to most: Int) {
    let wide = Set(arms.map(\.settings.model.width).filter { $0 >= most }).sorted()
    guard let widest = wide.last, widest > most else { return }
    for index in arms.indices {
      guard let rank = wide.firstIndex(of: arms[index].settings.model.width) else { continue }
      let heads = arms[index].settings.model.heads
      let fewer = (1...8).last { heads.isMultiple(of: $0) } ?? 1
      arms[index].settings.model.heads = fewer
      arms[index].settings.model.width = fewer * max(1, most / fewer - (wide.count - 1 - rank))
    }
  }
}

extension ArmSettings {
  /// The most of everything that takes time.
  fileprivate static let smokeLimits:
    [(path: WritableKeyPath<ArmSettings, Int> & Sendable, most: Int)] = [
      (\.world.opponentDepth, 3), (\.model.order, 5),
      (\.pretraining.amount, 3000), (\.pretraining.epochs, 1),
      (\.fineTuning.amount, 64), (\.fineTuning.epochs, 1),
      (\.feedback.questions, 64), (\.feedback.rounds, 2), (\.feedback.candidates, 2),
      (\.feedback.ensemble, 2),
      (\.rewardModel.epochs, 1),
      (\.policyOptimization.iterations, 2), (\.policyOptimization.episodes, 16),
      (\.policyOptimization.epochs, 1), (\.policyOptimization.minibatches, 2),
      (\.evaluation.episodes, 16), (\.evaluation.pairs, 16), (\.evaluation.matches, 8),
      (\.evaluation.verdicts, 16),
      (\.evaluation.bestOf, 2), (\.evaluation.interval, 1), (\.evaluation.samples, 2),
    ]
}
