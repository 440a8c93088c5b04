import Experiments
import PlainText
import SandboxCore
import Statistics

extension RunRecord {
  /// The run as `summary.json` has it and `rlhf run --json` prints it.
  ///
  /// A metric's `values` are by replication, `null` where a replication did not measure it; `mean`,
  /// `low` and `high` are over those that did. What is undefined is `null`. `failures` are the replications
  /// that did not come to their end; they have no metrics. `sensitivity` is
  /// there where the scenario has a scale, `spread` where the arms are a grid of seeds, `alarms` where some policies
  /// gamed their judge and others did not.
  public var summary: String {
    JSON.object([
      "scenario": .text(experiment.name), "title": .text(experiment.title),
      "seed": .number(experiment.seed), "replications": .number(experiment.replications),
      "version": .text(version),
      "arms": .array(arms.map(\.json)),
      "hypotheses": .array(hypotheses.map { $0.json(isPrimary: experiment.isPrimary($0.id)) }),
      "sensitivity": sensitivity?.json,
      "alarms": alarms?.json,
      "spread": spreads.isEmpty ? nil : .array(spreads.map(\.json)),
      "failures": .array(
        failures.map {
          [
            "arm": .text($0.arm), "replication": .number($0.number + 1), "reason": .text($0.reason),
          ]
        }),
      "seconds": .number(seconds),
      "phases": .array(
        phaseSeconds.map { ["name": .text($0.name), "seconds": .number($0.seconds)] }),
    ]).text(.pretty) + "\n"
  }
}

extension ArmRecord {
  fileprivate var json: JSON {
    let metrics = metricNames.map { name in
      let estimate = estimate(of: name)
      return JSON.Member(
        name,
        [
          "mean": .number(estimate?.mean), "low": .number(estimate?.low),
          "high": .number(estimate?.high),
          "values": .array(replications.map { .number($0.value(of: name)) }),
        ])
    }
    return [
      "name": .text(arm.name), "settings": arm.differencesJSON, "metrics": .object(metrics),
    ]
  }
}

extension Arm {
  /// The settings in which the arm departs from the scenario's base.
  var differencesJSON: JSON { json(of: differences) }

  /// All settings.
  var settingsJSON: JSON { json(of: SettingsCatalog.all.map(\.key)) }

  private func json(of keys: [String]) -> JSON {
    .object(
      keys.compactMap { key in
        SettingsCatalog.setting(key).map { .init(key, $0.value(in: settings).json) }
      })
  }
}

extension SettingValue {
  fileprivate var json: JSON {
    switch self {
    case .integer(let value): .number(value)
    case .number(let value): .number(value)
    case .flag(let value): .flag(value)
    case .word(let value): .text(value)
    case .shares(let shares): .object(shares.map { .init($0.group, .number($0.share)) })
    case .spread(let spread) where spread.deviation == 0: .number(spread.mean)
    case .table(let entries):
      .object(
        entries.map { entry in
          .init(entry.name, .object(entry.fields.map { .init($0.key, $0.value.json) }))
        })
    case .threshold(.deviations(let value)): .number(value)
    case .spread, .threshold: .text(description)
    }
  }
}

extension HypothesisRecord {
  fileprivate func json(isPrimary: Bool) -> JSON {
    [
      "id": .text(id), "claim": .text(claim), "verdict": .text(verdict),
      "effect": .number(effect), "low": .number(low), "high": .number(high), "p": .number(p),
      "control": control?.json ?? .null, "positive": positive?.json ?? .null,
      "smallest": .number(smallest), "detectable": .number(detectable),
      "insensitive": .flag(isInsensitive), "primary": .flag(isPrimary),
    ]
  }
}

extension HypothesisRecord.ControlRecord {
  fileprivate var json: JSON {
    [
      "verdict": .text(verdict), "effect": .number(effect), "low": .number(low),
      "high": .number(high), "bound": .text(bound.rawValue),
      "limit": .number(bound.stated(margin: margin)),
    ]
  }
}

extension HypothesisRecord.PositiveRecord {
  fileprivate var json: JSON {
    [
      "verdict": .text(verdict), "effect": .number(effect), "low": .number(low),
      "high": .number(high), "threshold": .number(threshold),
    ]
  }
}

extension SpreadTable {
  fileprivate var json: JSON {
    [
      "arm": .text(arm), "metric": .text(metric), "mean": .number(mean),
      "sources": .array(
        zip(sources, zip(components.components, components.shares)).map { source, found in
          [
            "name": .text(source), "variance": .number(found.0.variance),
            "degrees_of_freedom": .number(found.0.degreesOfFreedom), "share": .number(found.1),
          ]
        }),
    ]
  }
}

extension AlarmTable {
  fileprivate var json: JSON {
    [
      "gamed": .number(gamed), "healthy": .number(healthy), "fall": .number(Self.fall),
      "rows": .array(
        rows.map { row in
          [
            "alarm": .text(row.alarm.rawValue), "area": .number(row.area.mean),
            "low": .number(row.area.low), "high": .number(row.area.high),
            "threshold": .number(row.threshold), "caught": .number(row.caught),
            "false_alarms": .number(row.falseAlarms), "delay": .number(row.delay),
          ]
        }),
    ]
  }
}

extension Sensitivity {
  fileprivate var json: JSON {
    [
      "best": .text(best), "worst": .text(worst),
      "levels": .array(levels.map { json(of: $0) }),
      "detectable": .number(detectable), "share": .number(share),
    ]
  }

  private func json(of level: Level) -> JSON {
    func ends(_ estimate: Estimate?) -> [JSON.Member] {
      [.init("low", .number(estimate?.low)), .init("high", .number(estimate?.high))]
    }
    func range(_ estimate: Estimate?) -> JSON {
      JSON.object(["mean": .number(estimate?.mean)]).adding(ends(estimate))
    }
    return [
      "metric": .text(level.metric), "range": range(level.range),
      "arms": .array(
        zip(arms, level.indices).map { name, index in
          JSON.object(["name": .text(name), "index": .number(index?.mean)]).adding(ends(index))
        }),
    ]
  }
}
