import Experiments

extension RunReport {
  /// Whether not all arms live in the same world.
  var hasSeveralWorlds: Bool { Set(record.arms.map(\.world)).count > 1 }

  /// Arms that may share an axis in a unit, by world; in one group, without a name, where the unit is
  /// common to all worlds or all arms live in one.
  func sharingAxis(_ arms: [ArmRecord], unit: String) -> [(world: String, arms: [ArmRecord])] {
    let worlds = arms.map(\.world).reduce(into: [String]()) { worlds, world in
      if !worlds.contains(world) { worlds.append(world) }
    }
    guard worlds.count > 1, !AxisRules.isCommon(unit) else { return [("", arms)] }
    return worlds.map { world in (world, arms.filter { $0.world == world }) }
  }
}

extension ArmRecord {
  /// The name of the world that the arm lives in.
  var world: String { arm.settings.world.name.rawValue }
}
