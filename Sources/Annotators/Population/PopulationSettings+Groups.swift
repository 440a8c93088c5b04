import SandboxCore

extension PopulationSettings {
  /// What is wrong with the groups: names, shares, and groups that get nobody.
  func checkGroups(in world: PopulationWorld, _ found: inout ProblemList) {
    let known = world.groups.map(\.name)
    var isUsable = true
    for (index, group) in groups.enumerated() {
      let location = "groups.\(group.group)"
      if !known.contains(group.group) {
        found.add(
          location, "the world has no group \"\(group.group)\"",
          "use one of: \(known.joined(separator: ", "))")
        isUsable = false
      }
      if groups[..<index].contains(where: { $0.group == group.group }) {
        found.add(location, "the group \"\(group.group)\" is named twice", "give it one share")
        isUsable = false
      }
      if !(group.share >= 0 && group.share.isFinite) {
        found.add(
          location, "the share of \"\(group.group)\" is \(group.share)",
          "use 0 or a positive number")
        isUsable = false
      }
    }
    if known.isEmpty {
      found.add("groups", "the world has no groups", "give it at least one")
    } else if !groups.isEmpty, groups.allSatisfy({ $0.share == 0 }) {
      found.add("groups", "all shares are 0", "give one a positive share")
    } else if isUsable, !groups.isEmpty, PopulationLimits.count.contains(count) {
      let taken = seats(total: count, shares: groups.map(\.share))
      for (place, group) in groups.enumerated() where group.share > 0 && !taken.contains(place) {
        found.add(
          "groups.\(group.group)",
          "a group with no people: \(group.share) of \(count) is nobody",
          "use more people, a larger share, or 0")
      }
    }
  }
}
