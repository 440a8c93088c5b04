import Experiments
import Statistics

extension ScenarioDecoder {
  /// A negative control with one margin, as far as it can be read.
  mutating func control(_ node: ScenarioNode, arms: [Arm]) -> Hypothesis.Control? {
    let keys = ControlBound.allCases.map(\.rawValue)
    guard let (effect, fields) = effect(node, arms: arms, more: keys) else { return nil }
    let bounds = ControlBound.allCases.filter { fields[$0.rawValue] != nil }
    guard let bound = bounds.first, bounds.count == 1 else {
      problems.append(
        node.problem(
          bounds.isEmpty
            ? "\(node.place.path) has no margin"
            : "\(node.place.path) has \(bounds.map(\.rawValue).joined(separator: " and "))",
          "write one of within: 0.1 (no effect), at_most: 0.1 (none above), "
            + "at_least: -0.1 (none below)"))
      return nil
    }
    guard let stated = number(bound.rawValue, in: fields) else { return nil }
    // The margin with its sign: a limit on the other side of 0 would demand an effect.
    let margin = bound.stated(margin: stated)
    guard margin > 0 else {
      problems.append(
        (fields[bound.rawValue] ?? node).problem(
          "\(node.place.path).\(bound.rawValue) must be a number "
            + (bound == .atLeast ? "below 0" : "above 0"),
          "write \(bound.rawValue): and the largest effect that counts as none; what must be seen "
            + "belongs to positive"))
      return nil
    }
    return Hypothesis.Control(effect: effect, margin: margin, bound: bound)
  }

  /// A positive control, which must be of something else than its claim.
  mutating func positive(
    _ node: ScenarioNode, of claimed: Hypothesis.Effect?, arms: [Arm]
  ) -> Hypothesis.Positive? {
    guard let (effect, fields) = effect(node, arms: arms, more: ["direction", "threshold"]) else {
      return nil
    }
    if effect == claimed {
      problems.append(
        node.problem(
          "\(node.place.path) measures what the claim itself does",
          "name an effect that is known beforehand, such as that of perfect people over coins"))
    }
    let direction = direction(in: fields, isRequired: false)
    return Hypothesis.Positive(
      effect: effect, direction: direction ?? .above,
      threshold: number("threshold", in: fields) ?? 0)
  }
}
