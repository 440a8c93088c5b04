import Statistics

/// Where the spread of a metric comes from, in a run whose arms differ in the seeds of phases alone.
///
/// Replications are the outermost level: each has a base of its own, unless it is shared. Within them stand the
/// phases whose seeds were varied, in the order of the pipeline, each within the ones before.
public struct SpreadTable: Sendable, Hashable {
  /// The first of the arms, which all others equal but for seeds.
  public var arm: String
  /// The metric's name.
  public var metric: String
  /// What varies at each level: `replication`, then ``PhaseLuck/title`` of each phase.
  public var sources: [String]
  /// The components, one for each of `sources`.
  public var components: VarianceComponents
  /// The mean over everything.
  public var mean: Double

  /// The metrics that are taken apart.
  static let metrics = ["reward_model_accuracy", "kl_to_reference", Sensitivity.policyMetric]
}

extension RunRecord {
  /// The spread of each metric, for arms that are a whole grid of seeds, of at least two replications; of a
  /// smoke run none.
  public var spreads: [SpreadTable] {
    guard !experiment.isSmoke else { return [] }
    var families: [(settings: ArmSettings, arms: [ArmRecord])] = []
    for arm in arms {
      let plain = arm.arm.settings.withoutPhaseSeeds
      if let place = families.firstIndex(where: { $0.settings == plain }) {
        families[place].arms.append(arm)
      } else {
        families.append((plain, [arm]))
      }
    }
    return families.flatMap { family in
      SpreadTable.metrics.compactMap { spread(of: $0, family.arms) }
    }
  }

  private func spread(of metric: String, _ arms: [ArmRecord]) -> SpreadTable? {
    let grid = PhaseLuck.allCases.map { phase in
      (phase, seeds: Set(arms.map { phase.seed(in: $0.arm.settings) }).sorted())
    }.filter { $0.seeds.count > 1 }
    guard let first = arms.first, !grid.isEmpty,
      arms.count == grid.reduce(1, { $0 * $1.seeds.count })
    else { return nil }
    // A whole grid has each combination of seeds once, so this order is that of the levels.
    let ordered = arms.sorted { one, other in
      func seeds(_ arm: ArmRecord) -> [Int] { grid.map { $0.0.seed(in: arm.arm.settings) } }
      return seeds(one).lexicographicallyPrecedes(seeds(other))
    }
    let values = first.replications.map(\.number).compactMap { number -> [Double]? in
      let found = ordered.compactMap { arm in
        arm.replications.first { $0.number == number }?.value(of: metric)
      }
      return found.count == ordered.count ? found : nil
    }
    guard values.count >= 2 else { return nil }
    let all = values.flatMap(\.self)
    return SpreadTable(
      arm: first.arm.name, metric: metric, sources: ["replication"] + grid.map(\.0.title),
      components: VarianceComponents(all, sizes: [values.count] + grid.map(\.seeds.count)),
      mean: all.reduce(0, +) / Double(all.count))
  }
}

extension ArmSettings {
  /// The same arm with the scenario's own luck.
  fileprivate var withoutPhaseSeeds: ArmSettings {
    var settings = self
    for phase in PhaseLuck.allCases {
      guard let setting = SettingsCatalog.setting(phase.key) else { continue }
      settings[setting] = setting.initial
    }
    return settings
  }
}
