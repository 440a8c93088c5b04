import Experiments

extension ScenarioDecoder {
  /// The two arms between which others are placed, as far as they can be told apart.
  mutating func scale(_ node: ScenarioNode, arms: [Arm]) -> Experiment.Scale? {
    guard let fields = fields(node, known: ["best", "worst"]) else { return nil }
    let ends = ["best", "worst"].compactMap { key -> Arm? in
      let name = text(key, in: fields, isRequired: true)
      guard let node = fields[key], !name.isEmpty else { return nil }
      guard let arm = arms.first(where: { $0.name == name }) else {
        problems.append(unknownArm(name, at: node.place, known: arms.map(\.name)))
        return nil
      }
      return metric(Sensitivity.policyMetric, at: node, in: [arm]) == nil ? nil : arm
    }
    guard ends.count == 2 else { return nil }
    let (best, worst) = (ends[0], ends[1])
    if best.name == worst.name {
      problems.append(
        node.problem(
          "best and worst are the same arm, \(best.name)",
          "name an arm whose people never err as best, and one whose people toss coins as worst"))
    } else if best.settings.world.name != worst.settings.world.name {
      problems.append(
        node.problem(
          "\(best.name) plays in \(best.settings.world.name.rawValue), but \(worst.name) in "
            + worst.settings.world.name.rawValue,
          "name two arms of one world"))
    }
    return Experiment.Scale(best: best.name, worst: worst.name)
  }
}
