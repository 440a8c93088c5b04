import SandboxCore

extension PopulationSettings {
  /// The share of each group that is named; one that says nothing takes what the others leave.
  var shares: [GroupShare] {
    let rest = max(0, 1 - groups.compactMap(\.share).reduce(0, +))
    return groups.map { GroupShare(group: $0.name, share: $0.share ?? rest) }
  }

  /// What is wrong with the groups: names, shares, tastes, and groups that get nobody.
  func checkGroups(in world: PopulationWorld, _ found: inout ProblemList) {
    if world.groups.isEmpty {
      found.add("groups", "the world has no groups", "give it at least one")
      return
    }
    for (index, group) in groups.enumerated() {
      let location = "groups.\(group.name)"
      found.expect(
        !groups[..<index].contains { $0.name == group.name }, location,
        "the group \"\(group.name)\" is named twice", "give it one share")
      found.expectGroup(group.name, location, of: world)
      found.expect(
        !world.topics.contains(group.name), location,
        "\"\(group.name)\" is a topic of the world, and metrics of the two would have one name",
        "give the group another name")
      if let share = group.share { found.expectShare(share, location + ".share") }
      found.expect(
        !group.hasTastes || !world.groups.contains { $0.name == group.name && !$0.isOfScenario },
        location + ".tastes",
        "\"\(group.name)\" is a group of the world, which has its own tastes",
        "give a group with other tastes another name")
      for taste in group.tastes {
        let topic = taste.topics.first
        let written = taste.attribute + (topic.map { "\(SettingTable.topicMark)\($0)" } ?? "")
        found.expectAttribute(taste.attribute, "\(location).tastes.\(written)", of: world)
        if let topic { found.expectTopic(topic, "\(location).tastes.\(written)", of: world) }
      }
    }
    guard !groups.isEmpty, groups.allSatisfy({ (0...1).contains($0.share ?? 0) }) else { return }
    checkShares(&found)
  }

  private func checkShares(_ found: inout ProblemList) {
    let open = groups.filter { $0.share == nil }
    let sum = groups.compactMap(\.share).reduce(0, +)
    if open.count > 1 {
      let names = open.map(\.name).joined(separator: " and ")
      found.add("groups", "\(names) say no share", "leave out one share alone: it is the rest")
    } else if open.isEmpty ? abs(sum - 1) > 1e-6 : sum > 1 + 1e-6 {
      let words = SettingValue.number((sum * 1e9).rounded() / 1e9)
      found.add(
        "groups", "the shares add up to \(words), but must add up to 1",
        open.isEmpty
          ? "change them, or leave one out: that group takes what the others leave"
          : "change them so that there is something left for \(open[0].name)")
    } else if PopulationLimits.count.contains(count) {
      let taken = seats(total: count, shares: shares.map(\.share))
      for (place, group) in shares.enumerated() where group.share > 0 && !taken.contains(place) {
        found.add(
          "groups.\(group.group)",
          "a group with no people: \(SettingValue.number(group.share)) of \(count) is nobody",
          "use more people, a larger share, or 0")
      }
    }
  }

  /// What is wrong with the individuals.
  func checkIndividuals(in world: PopulationWorld, _ found: inout ProblemList) {
    for (index, individual) in individuals.enumerated() {
      let location = "individuals.\(individual.name)"
      found.expect(
        !individuals[..<index].contains { $0.name == individual.name }, location,
        "the annotator \"\(individual.name)\" is named twice", "give each a name of their own")
      if let match = individual.name.wholeMatch(of: /(p|ai)([0-9]+)/) {
        found.add(
          location,
          "\"\(individual.name)\" is what \(match.output.1 == "p" ? "a counted annotator" : "an account of the AI judge") is called",
          "give individuals, who come besides annotators.count, names such as ann")
      }
      let isJudge = aiJudgeKinds.contains { individual.name.hasPrefix($0.name + "-") }
      found.expect(
        !isJudge, location, "\"\(individual.name)\" is what an AI judge's account is called",
        "use another name")
      if !individual.group.isEmpty {
        found.expectGroup(individual.group, location + ".group", of: world)
      }
      guard let troll = individual.troll else {
        found.expect(
          individual.attribute.isEmpty, location + ".attribute",
          "an attribute is what a targeted troll wants, and \(individual.name) is honest",
          "write behavior: targeted, or leave the attribute out")
        continue
      }
      found.expect(
        !(troll.kind?.needs.contains(.trigger) ?? false), location + ".behavior",
        "a single trigger troll has no words to wait for",
        "write annotators.trolls.behavior: trigger, or another behavior")
      if troll.kind?.needs.contains(.attribute) ?? false {
        found.expectAttribute(troll.target.attribute, location + ".attribute", of: world)
      }
    }
  }
}
