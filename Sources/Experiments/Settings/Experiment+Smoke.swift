import SandboxCore

extension Experiment {
  /// The same experiment in small: to see within seconds that everything runs, not what it shows.
  ///
  /// Amounts are cut down to what their declarations say, replications to 2. Whatever is smaller stays.
  public var smoke: Experiment {
    var small = self
    small.replications = min(replications, 2)
    for setting in SettingsCatalog.all {
      if let most = setting.smokeLimit { small.shorten(setting, to: most) }
    }
    small.narrow(
      to: 64, width: { $0.model.width }, heads: { $0.model.heads },
      write: { ($0.model.width, $0.model.heads) = ($1, $2) })
    small.narrow(
      to: 64, width: { $0.rewardModel.width ?? 0 },
      heads: { $0.rewardModel.heads ?? $0.model.heads },
      write: { ($0.rewardModel.width, $0.rewardModel.heads) = ($1, $2) })
    return small
  }

  /// Whether nothing is left to cut short: the run can only show that everything works. It is a property of
  /// the settings, so the scenario that a smoke run leaves is one again.
  public var isSmoke: Bool { smoke == self }

  /// Cuts an amount down in every arm. Arms that differ in it still do, in the same order, as far as there
  /// is room: a slope over it can be taken.
  private mutating func shorten(_ setting: Setting, to most: Int) {
    func amount(_ arm: Arm) -> Int {
      if case .integer(let amount) = arm.settings[setting] { amount } else { 0 }
    }
    let large = Set(arms.map(amount).filter { $0 >= most }).sorted()
    for index in arms.indices {
      guard let rank = large.firstIndex(of: amount(arms[index])) else { continue }
      arms[index].settings[setting] = .integer(max(1, most - (large.count - 1 - rank)))
    }
  }

  /// Cuts the width of wide decoders down, in the same manner; it stays a multiple of the heads, of which
  /// there are then 8 at most.
  private mutating func narrow(
    to most: Int, width: (ArmSettings) -> Int, heads: (ArmSettings) -> Int,
    write: (inout ArmSettings, _ width: Int, _ heads: Int) -> Void
  ) {
    let wide = Set(arms.map { width($0.settings) }.filter { $0 >= most }).sorted()
    guard let widest = wide.last, widest > most else { return }
    for index in arms.indices {
      guard let rank = wide.firstIndex(of: width(arms[index].settings)) else { continue }
      let heads = heads(arms[index].settings)
      let fewer = (1...8).last { heads.isMultiple(of: $0) } ?? 1
      write(
        &arms[index].settings, fewer * max(1, most / fewer - (wide.count - 1 - rank)), fewer)
    }
  }
}
