import Experiments
import SandboxCore
import Foundation

/// A numeric setting that arms step through while all else is equal: what a dose–response chart is
/// of.
struct Sweep {
  /// Arms that agree in every setting but the swept one.
  struct Line {
    /// How the line differs from the other lines; empty when there is only one.
    var name: String
    /// The arms by ascending value of the setting.
    var points: [(value: Double, arm: ArmRecord)]
  }

  /// The setting.
  var setting: Setting
  /// The lines, each with at least `Sweep.leastPoints` different values.
  var lines: [Line]

  /// With two values there is a difference to read off a table; from three on, a curve to look at.
  private static let leastPoints = 3

  /// Whether the values span so much that a logarithmic axis shows them better.
  var isLogarithmic: Bool {
    let values = lines.flatMap(\.points).map(\.value)
    guard let least = values.min(), let greatest = values.max(), least > 0 else { return false }
    return greatest / least >= 30
  }

  /// The sweeps of a run, in the order of the settings catalog.
  static func all(in arms: [ArmRecord]) -> [Sweep] {
    let differing = SettingsCatalog.differing(in: arms.map(\.arm.settings))
    return differing.compactMap { setting in
      let others = differing.filter { $0.key != setting.key }
      let lines = lines(of: setting, others: others, arms: arms)
      return lines.isEmpty ? nil : Sweep(setting: setting, lines: lines)
    }
  }

  private static func lines(of setting: Setting, others: [Setting], arms: [ArmRecord]) -> [Line] {
    let points = zip(arms, setting.numbers(in: arms.map(\.arm.settings))).compactMap { arm, value in
      value.flatMap { $0.isFinite ? (value: $0, arm: arm) : nil }
    }
    let lines = grouped(points, arm: \.arm, by: others).map { Line(name: $0, points: $1) }
    return lines.compactMap { line in
      var line = line
      line.points.sort { $0.value < $1.value }
      return Set(line.points.map(\.value)).count >= leastPoints ? line : nil
    }
  }

  /// Things of arms that agree in some settings, called by their values of these.
  static func grouped<Item>(
    _ items: [Item], arm: (Item) -> ArmRecord, by others: [Setting]
  ) -> [(name: String, items: [Item])] {
    var groups: [(name: String, items: [Item])] = []
    for item in items {
      let name = others.map {
        "\($0.key.split(separator: ".").last ?? "") \($0.value(in: arm(item).arm.settings))"
      }.joined(separator: ", ")
      if let index = groups.firstIndex(where: { $0.name == name }) {
        groups[index].items.append(item)
      } else {
        groups.append((name, [item]))
      }
    }
    return groups
  }
}
