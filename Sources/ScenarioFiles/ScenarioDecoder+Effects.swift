import Experiments
import PlainText
import SandboxCore
import Statistics

// What claims and their controls measure.
extension ScenarioDecoder {
  /// What is measured, and the mapping in which it stands, which may have more keys.
  mutating func effect(
    _ node: ScenarioNode, arms: [Arm], more: [String]
  ) -> (effect: Hypothesis.Effect, fields: Fields)? {
    let kinds = ["of", "slope", "contrast", "interaction"]
    let belonging = [
      "of": ["minus"], "slope": ["over", "arms"], "contrast": ["weights"],
      "interaction": ["over", "arms"],
    ]
    guard let fields = fields(node, known: kinds + ["minus", "over", "arms", "weights"] + more)
    else { return nil }
    let written = kinds.filter { fields[$0] != nil }
    guard let kind = written.first, written.count == 1, let value = fields[kind] else {
      problems.append(
        node.problem(
          "\(node.place.path) needs one of \(kinds.joined(separator: ", "))",
          "write {of: ARM.METRIC, minus: ARM.METRIC} or {slope: METRIC, over: SETTING}"))
      return nil
    }
    let stray = ["minus", "over", "arms", "weights"].filter {
      fields[$0] != nil && belonging[kind]?.contains($0) == false
    }
    for key in stray {
      guard let node = fields[key] else { continue }
      let owners = kinds.filter { belonging[$0]?.contains(key) ?? false }
      problems.append(
        node.problem(
          "\(node.place.path) belongs to \(owners.joined(separator: " or ")), not to \(kind)",
          "leave it out"))
    }
    let effect: Hypothesis.Effect? =
      switch kind {
      case "of": difference(value, in: fields, arms: arms)
      case "slope": slope(value, in: fields, arms: arms)
      case "contrast": contrast(value, in: fields, arms: arms)
      default: interaction(value, in: fields, arms: arms)
      }
    return stray.isEmpty ? effect.map { ($0, fields) } : nil
  }

  private mutating func difference(
    _ of: ScenarioNode, in fields: Fields, arms: [Arm]
  ) -> Hypothesis.Effect? {
    let quantity = quantity(of, arms: arms)
    let minus = fields["minus"].map { self.quantity($0, arms: arms) }
    // A quantity that was refused, `.some(nil)`, is not one that was left out.
    guard let quantity else { return nil }
    if case .some(.none) = minus { return nil }
    if minus == quantity, let node = fields["minus"] {
      problems.append(
        node.problem(
          "\(node.place.path) is what stands under of, so that the difference is always 0",
          "name another arm or metric"))
      return nil
    }
    return .difference(quantity, minus: minus ?? nil)
  }

  /// The arms that an effect over settings is taken over: those named, or the cells of the sweep, or all.
  private mutating func armsOver(_ fields: Fields, arms: [Arm]) -> [Arm]? {
    let standing = sweptArms.isEmpty ? arms : arms.filter { sweptArms.contains($0.name) }
    guard let node = fields["arms"] else { return standing }
    guard let named = words(node) else { return nil }
    let known = Set(arms.map(\.name))
    let missing = named.filter { !known.contains($0) }
    for name in missing {
      problems.append(unknownArm(name, at: node.place, known: arms.map(\.name)))
    }
    let isNamed = Set(named)
    return missing.isEmpty ? arms.filter { isNamed.contains($0.name) } : nil
  }

  /// A setting that is a number in all of some arms, and not the same.
  private mutating func factor(
    _ key: String, at place: Place, in chosen: [Arm], noun: String
  ) -> Setting? {
    let current = isResolved ? RenamedSettings.currentName(of: key) ?? key : key
    guard let setting = SettingsCatalog.setting(current) else {
      problems.append(SettingsDecoder.unknown(key, at: place))
      return nil
    }
    let values = setting.numbers(in: chosen.map(\.settings))
    guard values.allSatisfy({ $0 != nil }) else {
      problems.append(
        place.problem("\(key) is not a number in every arm", "name the arms in which it is"))
      return nil
    }
    // A smoke run can have made alike what its scenario tells apart; that is no mistake of its author.
    guard isResolved || Set(values).count > 1 else {
      problems.append(
        place.problem(
          "\(key) is the same in all these arms, so there is no \(noun)",
          "give the arms different values of it"))
      return nil
    }
    return setting
  }

  private mutating func slope(
    _ node: ScenarioNode, in fields: Fields, arms: [Arm]
  ) -> Hypothesis.Effect? {
    let place = fields["over"]?.place ?? fields.place
    let key = text("over", in: fields, isRequired: true)
    guard let chosen = armsOver(fields, arms: arms) else { return nil }
    let metric = metric(node.scalar ?? "", at: node, in: chosen)
    guard let metric, !key.isEmpty, let setting = factor(key, at: place, in: chosen, noun: "slope")
    else { return nil }
    return .slope(metric: metric, over: setting.key, arms: chosen.map(\.name))
  }

  private mutating func interaction(
    _ node: ScenarioNode, in fields: Fields, arms: [Arm]
  ) -> Hypothesis.Effect? {
    guard let over = fields["over"] else {
      problems.append(
        fields.place.problem(
          "\(fields.place.path).over is missing", "write over: [SETTING, SETTING]"))
      return nil
    }
    guard let keys = words(over), let chosen = armsOver(fields, arms: arms) else { return nil }
    guard keys.count == 2, keys[0] != keys[1] else {
      problems.append(
        over.problem(
          "\(over.place.path) names \(Set(keys).count) settings, but an interaction is of two",
          "write over: [SETTING, SETTING]"))
      return nil
    }
    let metric = metric(node.scalar ?? "", at: node, in: chosen)
    let factors = keys.compactMap { factor($0, at: over.place, in: chosen, noun: "interaction") }
    guard let metric, factors.count == 2 else { return nil }
    let doses = factors.map { $0.numbers(in: chosen.map(\.settings)) }
    let points = zip(doses[0], doses[1]).map { ($0 ?? 0, $1 ?? 0) }
    guard isResolved || InteractionFit.canTell(points) else {
      problems.append(
        over.problem(
          "these arms cannot tell the two settings' interaction from their own effects",
          "have arms with both, with each alone and with neither, as a grid has"))
      return nil
    }
    return .interaction(metric: metric, over: factors.map(\.key), arms: chosen.map(\.name))
  }

  private mutating func contrast(
    _ node: ScenarioNode, in fields: Fields, arms: [Arm]
  ) -> Hypothesis.Effect? {
    guard let weights = fields["weights"], case .mapping(let entries) = weights.content,
      entries.count > 1
    else {
      problems.append(
        (fields["weights"] ?? node).problem(
          "\(fields.place.path).weights must be a mapping of arms to numbers",
          "write for example weights: {first: 1, second: -0.5, third: -0.5}"))
      return nil
    }
    var read: [Hypothesis.ArmWeight] = []
    for (name, value) in entries {
      guard arms.contains(where: { $0.name == name }) else {
        problems.append(unknownArm(name, at: value.place, known: arms.map(\.name)))
        continue
      }
      guard let number = value.scalar.flatMap(Double.init), number.isFinite, abs(number) <= 1e6
      else {
        problems.append(
          value.problem(
            "\(value.place.path) is \(value.description), but must be a number",
            "write for example \(name): 0.5"))
        continue
      }
      read.append(.init(arm: name, weight: number))
    }
    guard read.count == entries.count else { return nil }
    let sum = read.map(\.weight).reduce(0, +)
    let largest = read.map { abs($0.weight) }.max() ?? 0
    guard largest > 0, abs(sum) <= 1e-6 * largest else {
      problems.append(
        weights.problem(
          largest == 0
            ? "all weights are 0"
            : "the weights add up to \(SettingValue.number(sum)), but those of a contrast add up to 0",
          "weigh what is compared with plus and minus, such as 1, -0.5, -0.5"))
      return nil
    }
    let metric = metric(
      node.scalar ?? "", at: node, in: arms.filter { arm in read.contains { $0.arm == arm.name } })
    return metric.map { .contrast(metric: $0, weights: read) }
  }

  mutating func quantity(_ node: ScenarioNode, arms: [Arm]) -> Hypothesis.Quantity? {
    // Arms' names may have dots, metrics' have none.
    let written = node.scalar ?? ""
    let parts =
      written.lastIndex(of: ".").map { dot in
        [String(written[..<dot]), String(written[written.index(after: dot)...])]
      } ?? []
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
      problems.append(
        node.problem(
          "\(node.place.path) is \(node.description), but must be ARM.METRIC",
          "write for example \(arms.first?.name ?? "base").gold_reward"))
      return nil
    }
    let arm = arms.filter { $0.name == parts[0] }
    if arm.isEmpty {
      problems.append(unknownArm(parts[0], at: node.place, known: arms.map(\.name)))
    }
    guard let metric = metric(parts[1], at: node, in: arm), !arm.isEmpty else { return nil }
    return Hypothesis.Quantity(arm: parts[0], metric: metric)
  }
}

extension ScenarioNode {
  /// The text of a scalar.
  var scalar: String? {
    if case .scalar(let text) = content { text } else { nil }
  }
}
