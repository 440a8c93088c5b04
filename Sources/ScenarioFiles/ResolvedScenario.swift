import Experiments
import SandboxCore
import Yams

/// An experiment as a scenario in which every setting of every arm is written out.
///
/// Reading the text gives an equal experiment. Settings that all arms share stand in `base`, all
/// others in each arm; so nothing depends on a default. Where an arm's keys are more than those in which
/// its author made it depart, `differences` names the latter.
public struct ResolvedScenario: Sendable, Hashable {
  /// What is written.
  public var experiment: Experiment
  /// The version of the sandbox that runs it.
  public var version: String

  /// The scenario of an experiment.
  public init(_ experiment: Experiment, version: String) {
    self.experiment = experiment
    self.version = version
  }

  /// The YAML.
  public var text: String {
    get throws {
      let body = try Yams.serialize(node: root, width: -1, allowUnicode: true)
      return "# What rlhf \(version) ran, with every setting written out.\n" + body
    }
  }

  private var root: Node {
    var pairs: [(String, Node)] = [
      ("name", Node(experiment.name)), ("title", Node(experiment.title)),
    ]
    let notes = [
      ("question", experiment.question), ("expectation", experiment.expectation),
      ("runtime", experiment.runtime), ("source", experiment.source),
    ]
    pairs += notes.filter { !$1.isEmpty }.map { ($0, Node($1)) }
    let shared = SettingsCatalog.all.filter { setting in
      Set(experiment.arms.map { setting.value(in: $0.settings) }).count == 1
    }
    pairs += [
      ("version", Node(version)), ("seed", Node("\(experiment.seed)")),
      ("replications", Node("\(experiment.replications)")),
      ("base", Self.settings(shared, of: experiment.arms.first?.settings ?? ArmSettings())),
      ("arms", .sequence(.init(experiment.arms.map { arm($0, besides: shared) }))),
    ]
    if !experiment.hypotheses.isEmpty {
      pairs.append(("hypotheses", .sequence(.init(experiment.hypotheses.map(Self.hypothesis)))))
    }
    if let scale = experiment.scale {
      let ends = [("best", Node(scale.best)), ("worst", Node(scale.worst))]
      pairs.append(("scale", .pairs(ends, style: .flow)))
    }
    return .pairs(pairs)
  }

  private func arm(_ arm: Arm, besides shared: [Setting]) -> Node {
    let isShared = Set(shared.map(\.key))
    let rest = SettingsCatalog.all.filter { setting in
      !isShared.contains(setting.key) && !arm.differences.contains(setting.key)
    }
    // Of a table that is written whole, fields are not written once more.
    let whole = rest.map(\.key)
    let own = arm.differences.compactMap { SettingsCatalog.setting($0) }.filter { setting in
      setting.path.map { !whole.contains($0.table) } ?? true
    }
    var pairs: [(String, Node)] = [("name", Node(arm.name))]
    if !rest.isEmpty {
      pairs.append(("differences", .words(arm.differences)))
    }
    return .pairs(pairs + Self.pairs(own + rest, of: arm.settings))
  }

  private static func settings(_ settings: [Setting], of values: ArmSettings) -> Node {
    .pairs(pairs(settings, of: values))
  }

  private static func pairs(
    _ settings: [Setting], of values: ArmSettings
  ) -> [(String, Node)] {
    settings.map { setting in
      switch setting.value(in: values) {
      case .shares(let shares):
        let pairs = shares.map { ($0.group, Node(SettingValue.number($0.share).description)) }
        return (setting.key, .pairs(pairs, style: .flow))
      case .table(let entries):
        let pairs = entries.map { entry in (entry.name, node(entry, in: setting)) }
        return (setting.key, .pairs(pairs, style: .flow))
      case let value:
        return (setting.key, .text(value.description))
      }
    }
  }

  /// What is said of an entry: one value, where it stands for all of it.
  private static func node(_ entry: TableEntry, in setting: Setting) -> Node {
    if case .table(let table) = setting.kind, let field = entry.fields.first,
      entry.fields.count == 1, field.key == table.short
    {
      return .text(field.value.description)
    }
    return .pairs(entry.fields.map { ($0.key, .text($0.value.description)) }, style: .flow)
  }

  private static func hypothesis(_ hypothesis: Hypothesis) -> Node {
    var pairs: [(String, Node)] = [
      ("id", Node(hypothesis.id)), ("claim", Node(hypothesis.claim)),
      ("effect", .pairs(Self.pairs(hypothesis.effect), style: .flow)),
      ("direction", Node(hypothesis.direction.rawValue)),
      ("threshold", number(hypothesis.threshold)),
      ("primary", Node("\(hypothesis.isPrimary)")),
    ]
    if let smallest = hypothesis.smallest { pairs.append(("smallest", number(smallest))) }
    if let control = hypothesis.control {
      let margin = (control.bound.rawValue, number(control.bound.stated(margin: control.margin)))
      pairs.append(("control", .pairs(Self.pairs(control.effect) + [margin], style: .flow)))
    }
    if let positive = hypothesis.positive {
      let side = [
        ("direction", Node(positive.direction.rawValue)), ("threshold", number(positive.threshold)),
      ]
      pairs.append(("positive", .pairs(Self.pairs(positive.effect) + side, style: .flow)))
    }
    return .pairs(pairs)
  }

  private static func number(_ value: Double) -> Node {
    Node(SettingValue.number(value).description)
  }

  private static func pairs(_ effect: Hypothesis.Effect) -> [(String, Node)] {
    switch effect {
    case .difference(let quantity, let minus):
      [("of", quantity), ("minus", minus)].compactMap { key, quantity in
        quantity.map { (key, Node("\($0.arm).\($0.metric)")) }
      }
    case .slope(let metric, let setting, let arms):
      [("slope", Node(metric)), ("over", Node(setting)), ("arms", .words(arms))]
    case .contrast(let metric, let weights):
      [
        ("contrast", Node(metric)),
        ("weights", .pairs(weights.map { ($0.arm, number($0.weight)) }, style: .flow)),
      ]
    case .interaction(let metric, let settings, let arms):
      [("interaction", Node(metric)), ("over", .words(settings)), ("arms", .words(arms))]
    }
  }
}

extension Node {
  fileprivate static func pairs(
    _ pairs: [(String, Node)], style: Mapping.Style = .any
  ) -> Node {
    .mapping(.init(pairs.map { (Node($0), $1) }, .implicit, style))
  }

  /// Text that is seen even when there is none.
  fileprivate static func text(_ text: String) -> Node {
    text.isEmpty ? Node("", .implicit, .singleQuoted) : Node(text)
  }

  fileprivate static func words(_ words: [String]) -> Node {
    .sequence(.init(words.map { Node($0) }, .implicit, .flow))
  }
}
