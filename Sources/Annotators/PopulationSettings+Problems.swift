import SandboxCore

extension PopulationSettings {
  /// Everything that is wrong with the settings in a world with these groups; empty when all is well.
  public func problems(groups worldGroups: [Group]) -> [PopulationProblem] {
    var problems: [PopulationProblem] = []
    func expect(_ holds: Bool, _ location: String, _ what: String, _ remedy: String) {
      if !holds {
        problems.append(PopulationProblem(what: what, location: location, remedy: remedy))
      }
    }
    func expectProbability(_ value: Double, _ location: String) {
      expect(
        (0...1).contains(value), location, "\(value) is no probability",
        "use a number from 0 to 1")
    }
    expect(count >= 1, "count", "\(count) people answer nothing", "use at least 1")
    expect(
      individualTaste >= 0 && individualTaste.isFinite, "individualTaste",
      "the standard deviation is \(individualTaste)", "use 0 for none, or a positive number")
    expectProbability(trollShare, "trollShare")
    expect(
      trollActivity > 0 && trollActivity.isFinite, "trollActivity",
      "trolls are asked \(trollActivity) times as often as others",
      "use a positive number, 1 for as often")
    expectProbability(choice.mistakeProbability, "choice.mistakeProbability")
    expectProbability(choice.lapseProbability, "choice.lapseProbability")
    expect(
      choice.positionBias.isFinite, "choice.positionBias", "the bias is \(choice.positionBias)",
      "use a number of nats, 0 for none")
    if case .boltzmann(let rationality) = choice.rationality {
      expect(
        rationality >= 0 && rationality.isFinite, "choice.rationality",
        "rationality is \(rationality), but must be at least 0",
        "use 0 for random answers, 1 to 5 for a typical person, or `perfect`")
    }
    if let threshold = choice.indifferenceThreshold {
      expect(
        threshold > 0 && threshold.isFinite, "choice.indifferenceThreshold",
        "the threshold is \(threshold)", "use a positive number, or leave it out for no ties")
    }
    problems += groupProblems(known: worldGroups.map(\.name))
    return problems
  }

  private func groupProblems(known: [String]) -> [PopulationProblem] {
    var problems: [PopulationProblem] = []
    let names = known.joined(separator: ", ")
    for (index, group) in groups.enumerated() {
      let location = "groups[\(index)]"
      if !known.contains(group.group) {
        problems.append(
          PopulationProblem(
            what: "the world has no group \"\(group.group)\"", location: location,
            remedy: "use one of: \(names)"))
      }
      if groups[..<index].contains(where: { $0.group == group.group }) {
        problems.append(
          PopulationProblem(
            what: "the group \"\(group.group)\" is named twice", location: location,
            remedy: "give it one share"))
      }
      if !(group.share >= 0 && group.share.isFinite) {
        problems.append(
          PopulationProblem(
            what: "the share of \"\(group.group)\" is \(group.share)", location: location,
            remedy: "use 0 or a positive number"))
      }
    }
    if known.isEmpty {
      problems.append(
        PopulationProblem(
          what: "the world has no groups", location: "groups", remedy: "give it at least one"))
    } else if !groups.isEmpty, groups.allSatisfy({ $0.share == 0 }) {
      problems.append(
        PopulationProblem(
          what: "all shares are 0", location: "groups", remedy: "give one a positive share"))
    }
    return problems
  }
}
