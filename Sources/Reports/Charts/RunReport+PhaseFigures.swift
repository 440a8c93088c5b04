import Experiments
import PlainText
import Statistics

extension RunReport {
  /// For each arm, the true reward of the model that each phase left; all of a world on one scale.
  var phaseFigures: [Figure] {
    let worlds = Dictionary(grouping: armsWithResults, by: \.world).mapValues(phaseScale)
    return armsWithResults.compactMap { arm in
      worlds[arm.world]?.flatMap { phaseFigure(arm, scale: $0) }
    }
  }

  /// What shows the true reward of all these arms after all phases; `nil` when none was measured.
  private func phaseScale(_ arms: [ArmRecord]) -> JSON? {
    let values = arms.flatMap { arm in
      MetricNames.goldByPhase.flatMap { _, metric in
        let estimate = estimate(metric, of: arm)
        return arm.values(of: metric) + [estimate?.low, estimate?.high].compactMap { $0 }
      }
    }
    guard let least = values.min(), let greatest = values.max() else { return nil }
    return .object([
      "domain": [.number(least), .number(greatest)], "zero": false, "nice": true,
    ])
  }

  private func phaseFigure(_ arm: ArmRecord, scale: JSON) -> Figure? {
    let phases = MetricNames.goldByPhase.filter { !arm.values(of: $0.metric).isEmpty }
    guard !phases.isEmpty else { return nil }
    let means = phases.compactMap { phase, metric in
      estimate(metric, of: arm).map { (phase: phase, estimate: $0) }
    }
    let x = Encoding(
      .x, "phase", .ordinal,
      ["sort": .array(phases.map { .text($0.phase) }), "axis": ["labelAngle": 0, "grid": false]])
    let y: (String) -> Encoding = {
      Encoding(.y, $0, title: "gold reward (reward units)", ["scale": scale])
    }
    let plot = Plot(
      rows: means.map { phase, estimate in
        .object([
          "phase": .text(phase), "mean": .number(estimate.mean), "low": .number(estimate.low),
          "high": .number(estimate.high), "text": .text(RunReport.text(estimate)),
        ])
      },
      layers: [
        .init(
          "line", style: ["color": Palette.soft, "opacity": 0.35, "strokeWidth": 1],
          rows: replicationRows(arm, phases: phases),
          [x, y("gold"), Encoding(.detail, "replication", .nominal)]),
        .init(
          "point", style: ["color": Palette.soft, "filled": true, "size": 22, "opacity": 0.6],
          rows: replicationRows(arm, phases: phases),
          [
            x, y("gold"),
            .tooltip(["phase": "phase", "replication": "replication", "gold": "gold"]),
          ]
        ),
        .init("line", style: ["color": Palette.gold, "strokeWidth": 2.5], [x, y("mean")]),
        .init(
          "rule", style: ["color": Palette.gold, "strokeWidth": 3],
          [x, y("low"), Encoding(.y2, "high")]),
        .init(
          "point", style: ["color": Palette.gold, "filled": true, "size": 90, "opacity": 1],
          [x, y("mean"), .tooltip(["phase": "phase", "text": "mean, 95 % interval"])]),
      ])
    return Figure(
      title: record.arms.count == 1 ? "Gold reward after each phase" : arm.arm.name,
      subject: record.arms.count == 1 ? "" : "gold reward after each phase",
      caption: Self.gains(means),
      spoken: "Gold reward of \(arm.arm.name): "
        + means.map { "\($0.phase) \(RunReport.text($0.estimate))" }.joined(separator: "; "),
      plot: plot)
  }

  /// What each step from phase to phase brought, in a sentence.
  private static func gains(_ means: [(phase: String, estimate: Estimate)]) -> String {
    let gains = zip(means, means.dropFirst()).map { before, after in
      let gain = after.estimate.mean - before.estimate.mean
      return "\(before.phase) to \(after.phase): \(gain > 0 ? "+" : "")\(text(gain))"
    }
    return gains.isEmpty ? "" : "Gains: " + gains.joined(separator: "; ") + "."
  }

  private func replicationRows(
    _ arm: ArmRecord, phases: [(phase: String, metric: String)]
  ) -> [JSON] {
    arm.replications.prefix(Self.dotLimit).flatMap { replication in
      phases.compactMap { phase, metric in
        replication.value(of: metric).map {
          .object([
            "phase": .text(phase), "replication": .number(replication.number + 1),
            "gold": .number($0),
          ])
        }
      }
    }
  }
}
