import Experiments
import SandboxCore

/// Two numeric settings of which arms have all combinations: what a heat map is of.
struct SweepGrid {
  /// The settings along x and y, the one with more values along x.
  var x, y: Setting
  /// The values of each, ascending.
  var xs, ys: [Double]
  /// How the grid differs from other grids of the run; empty when there is only one.
  var name: String
  /// The arms by place along x and y.
  var arms: [(x: Double, y: Double, arm: ArmRecord)]

  /// The grids of a run, each with two values of both settings at least.
  static func all(in arms: [ArmRecord]) -> [SweepGrid] {
    let differing = SettingsCatalog.differing(in: arms.map(\.arm.settings))
    let numeric = differing.filter { setting in
      Set(setting.numbers(in: arms.map(\.arm.settings)).compactMap(\.self)).count > 1
    }
    var grids: [SweepGrid] = []
    for (place, first) in numeric.enumerated() {
      for second in numeric[(place + 1)...] {
        let others = differing.filter { $0.key != first.key && $0.key != second.key }
        grids += Self.grids(first, second, others: others, arms: arms)
      }
    }
    return grids
  }

  private static func grids(
    _ first: Setting, _ second: Setting, others: [Setting], arms: [ArmRecord]
  ) -> [SweepGrid] {
    let settings = arms.map(\.arm.settings)
    let doses = zip(first.numbers(in: settings), second.numbers(in: settings))
    let cells = zip(arms, doses).compactMap { arm, dose in
      dose.0.flatMap { x in dose.1.map { y in (x: x, y: y, arm: arm) } }
    }
    let byName = Sweep.grouped(cells, arm: \.arm, by: others)
    let whole = byName.compactMap { name, cells -> SweepGrid? in
      let (xs, ys) = (Set(cells.map(\.x)).sorted(), Set(cells.map(\.y)).sorted())
      guard xs.count > 1, ys.count > 1, cells.count == xs.count * ys.count else { return nil }
      return xs.count >= ys.count
        ? SweepGrid(x: first, y: second, xs: xs, ys: ys, name: name, arms: cells)
        : SweepGrid(
          x: second, y: first, xs: ys, ys: xs, name: name, arms: cells.map { ($0.y, $0.x, $0.arm) })
    }
    return whole.map { grid in
      var grid = grid
      if whole.count == 1 { grid.name = "" }
      return grid
    }
  }
}
