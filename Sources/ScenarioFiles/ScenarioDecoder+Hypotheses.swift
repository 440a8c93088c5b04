import Experiments
import SandboxCore
import PlainText

extension ScenarioDecoder {
  /// Claims at most.
  private static let mostHypotheses = 1000
  /// What a threshold or margin may be.
  private static let sizes = -1e12...1e12

  /// The hypotheses, as far as they can be read.
  ///
  /// - Parameter cells: the arms that a sweep makes, over which slopes are taken that name none.
  mutating func hypotheses(
    _ node: ScenarioNode?, arms: [Arm], cells: Set<String>
  ) -> [Hypothesis] {
    guard let node else { return [] }
    sweptArms = cells
    guard case .list(let items) = node.content else {
      problems.append(
        node.problem(
          "\(node.place.path) is \(node.description), but must be a list",
          "write each as - id: with claim, effect and direction"))
      return []
    }
    guard isShort(items.count, "hypotheses", most: Self.mostHypotheses, node) else { return [] }
    var hypotheses: [Hypothesis] = []
    var ids: Set<String> = []
    for item in items {
      guard let hypothesis = hypothesis(item, arms: arms) else { continue }
      if !ids.insert(hypothesis.id).inserted {
        problems.append(
          item.problem(
            "the hypothesis \(Excerpt.of(hypothesis.id)) is written again",
            "give each hypothesis an id of its own"))
      }
      hypotheses.append(hypothesis)
    }
    return hypotheses
  }

  private mutating func hypothesis(_ node: ScenarioNode, arms: [Arm]) -> Hypothesis? {
    let known = [
      "id", "claim", "effect", "direction", "threshold", "smallest", "control", "positive",
      "primary",
    ]
    guard let fields = fields(node, known: known) else { return nil }
    let id = text("id", in: fields, isRequired: true)
    let claim = text("claim", in: fields, isRequired: true)
    let direction = direction(in: fields, isRequired: true)
    let threshold = number("threshold", in: fields) ?? 0
    var effect: Hypothesis.Effect?
    if let node = fields["effect"] {
      effect = self.effect(node, arms: arms, more: [])?.effect
    } else {
      problems.append(
        fields.place.problem(
          "\(fields.place.path).effect is missing", "write effect: {of: ARM.METRIC}"))
    }
    let smallest = smallest(in: fields)
    let control = fields["control"].flatMap { self.control($0, arms: arms) }
    let positive = fields["positive"].flatMap { self.positive($0, of: effect, arms: arms) }
    let isPrimary = primary(in: fields)
    guard let effect, let direction else { return nil }
    return Hypothesis(
      id: id, claim: claim, effect: effect, direction: direction, threshold: threshold,
      control: control, positive: positive, smallest: smallest, isPrimary: isPrimary)
  }

  private mutating func smallest(in fields: Fields) -> Double? {
    let smallest = number("smallest", in: fields)
    if let node = fields["smallest"], let smallest, smallest <= 0 {
      problems.append(
        node.problem(
          "\(node.place.path) is \(node.description), but must be above 0",
          "write the size of the smallest effect that would matter; direction says which way"))
    }
    return smallest
  }

  private mutating func primary(in fields: Fields) -> Bool? {
    guard let node = fields["primary"] else { return nil }
    guard let isPrimary = node.scalar.flatMap(Bool.init) else {
      problems.append(
        node.problem(
          "\(node.place.path) is \(node.description), but must be true or false",
          "write primary: false for a claim that is only shown"))
      return nil
    }
    if isPrimary, fields["control"] == nil {
      problems.append(
        node.problem(
          "\(node.place.path) is true, but the claim has no control",
          "give it a control, such as control: {of: ARM.METRIC, minus: ARM.METRIC, within: 0.1}, or "
            + "write primary: false"))
    }
    return isPrimary
  }

  /// The side of a threshold.
  mutating func direction(
    in fields: Fields, isRequired: Bool
  ) -> Hypothesis.Direction? {
    let name = fields.place.key("direction", line: nil).path
    let remedy = "write direction: above, or direction: below"
    guard let node = fields["direction"] else {
      if isRequired { problems.append(fields.place.problem("\(name) is missing", remedy)) }
      return nil
    }
    if case .scalar(let word) = node.content, let direction = Hypothesis.Direction(rawValue: word) {
      return direction
    }
    problems.append(
      node.problem("\(name) is \(node.description), but must be above or below", remedy))
    return nil
  }

  /// A threshold or margin, if it is written.
  mutating func number(_ key: String, in fields: Fields) -> Double? {
    guard let node = fields[key] else { return nil }
    if case .scalar(let text) = node.content, let value = Double(text), Self.sizes.contains(value) {
      return value
    }
    problems.append(
      node.problem(
        "\(node.place.path) is \(node.description), but must be a number from "
          + "\(SettingValue.number(Self.sizes.lowerBound)) to "
          + "\(SettingValue.number(Self.sizes.upperBound))",
        "write for example \(key): 0.1"))
    return nil
  }

  /// A mapping of known keys.
  mutating func fields(_ node: ScenarioNode, known: [String]) -> Fields? {
    guard case .mapping(let entries) = node.content else {
      problems.append(
        node.problem(
          "\(node.place.path) is \(node.description), but must be a mapping",
          "write it with the keys \(known.joined(separator: ", "))"))
      return nil
    }
    for (key, value) in entries where !known.contains(key) {
      problems.append(unknownKey(key, value, known: known))
    }
    return Fields(entries, place: node.place)
  }
}
