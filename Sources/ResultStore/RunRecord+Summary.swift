import Experiments
import SandboxCore
import Statistics

extension RunRecord {
  /// The run as `summary.json` has it and `rlhf run --json` prints it.
  ///
  /// A metric's `values` are by replication, `null` where a replication did not measure it; `mean`,
  /// `low` and `high` are over those that did. What is undefined is `null`. `failures` are the replications
  /// that did not come to their end; they have no metrics. `sensitivity` is
  /// there where the scenario has a scale.
  public var summary: String {
    let scale = sensitivity.map { [("sensitivity", $0.json)] } ?? []
    let parts: [(String, JSONValue)] = [
      ("scenario", .text(experiment.name)), ("title", .text(experiment.title)),
      ("seed", .integer(experiment.seed)), ("replications", .integer(experiment.replications)),
      ("version", .text(version)),
      ("arms", .array(arms.map(\.json))),
      ("hypotheses", .array(hypotheses.map { $0.json(isPrimary: experiment.isPrimary($0.id)) })),
    ]
    let end: [(String, JSONValue)] = [
      (
        "failures",
        .array(
          failures.map {
            .pairs([
              ("arm", .text($0.arm)), ("replication", .integer($0.number + 1)),
              ("reason", .text($0.reason)),
            ])
          })
      ),
      ("seconds", .real(seconds)),
      (
        "phases",
        .array(
          phaseSeconds.map { .pairs([("name", .text($0.name)), ("seconds", .real($0.seconds))]) })
      ),
    ]
    return JSONValue.pairs(parts + scale + end).pretty + "\n"
  }
}

extension ArmRecord {
  fileprivate var json: JSONValue {
    .pairs([
      ("name", .text(arm.name)), ("settings", arm.differencesJSON),
      (
        "metrics",
        .pairs(
          metricNames.map { name in
            let estimate = estimate(of: name)
            let values = replications.map { JSONValue.real($0.value(of: name)) }
            return (
              name,
              .pairs([
                ("mean", .real(estimate?.mean)), ("low", .real(estimate?.low)),
                ("high", .real(estimate?.high)),
                ("values", .array(values)),
              ])
            )
          })
      ),
    ])
  }
}

extension Arm {
  /// The settings in which the arm departs from the scenario's base.
  var differencesJSON: JSONValue { json(of: differences) }

  /// All settings.
  var settingsJSON: JSONValue { json(of: SettingsCatalog.all.map(\.key)) }

  private func json(of keys: [String]) -> JSONValue {
    .pairs(
      keys.compactMap { key in
        SettingsCatalog.setting(key).map { (key, $0.value(in: settings).json) }
      })
  }
}

extension SettingValue {
  fileprivate var json: JSONValue {
    switch self {
    case .integer(let value): .integer(value)
    case .number(let value): .real(value)
    case .flag(let value): .flag(value)
    case .word(let value): .text(value)
    case .shares(let shares): .pairs(shares.map { ($0.group, .real($0.share)) })
    case .spread(let spread) where spread.deviation == 0: .real(spread.mean)
    case .groupTraits(let traits):
      .pairs(
        traits.map { ("\($0.group).\($0.key)", .text(SettingValue.spread($0.spread).description)) })
    case .threshold(.deviations(let value)): .real(value)
    case .spread, .threshold: .text(description)
    }
  }
}

extension HypothesisRecord {
  fileprivate func json(isPrimary: Bool) -> JSONValue {
    .pairs([
      ("id", .text(id)), ("claim", .text(claim)), ("verdict", .text(verdict)),
      ("effect", .real(effect)), ("low", .real(low)), ("high", .real(high)), ("p", .real(p)),
      ("control", Self.json(ofVerdict: control?.verdict)),
      ("positive", Self.json(ofVerdict: positive?.verdict)),
      ("smallest", .real(smallest)), ("detectable", .real(detectable)),
      ("insensitive", .flag(isInsensitive)), ("primary", .flag(isPrimary)),
    ])
  }

  private static func json(ofVerdict verdict: String?) -> JSONValue {
    verdict.map { .pairs([("verdict", .text($0))]) } ?? .null
  }
}

extension Sensitivity {
  fileprivate var json: JSONValue {
    .pairs([
      ("best", .text(best)), ("worst", .text(worst)),
      ("levels", .array(levels.map { json(of: $0) })),
      ("detectable", .real(detectable)), ("share", .real(share)),
    ])
  }

  private func json(of level: Level) -> JSONValue {
    func numbers(_ name: String, _ estimate: Estimate?) -> [(String, JSONValue)] {
      [
        (name, .real(estimate?.mean)), ("low", .real(estimate?.low)),
        ("high", .real(estimate?.high)),
      ]
    }
    return .pairs([
      ("metric", .text(level.metric)), ("range", .pairs(numbers("mean", level.range))),
      (
        "arms",
        .array(
          zip(arms, level.indices).map { name, index in
            .pairs([("name", .text(name))] + numbers("index", index))
          })
      ),
    ])
  }
}
