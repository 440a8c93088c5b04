import Experiments
import PlainText
import Statistics

extension RunReport {
  /// Small charts of what a phase recorded step by step, one a series, the arms as colours.
  ///
  /// - Parameter leftOut: series that are shown elsewhere.
  /// - Returns: the charts that everyone should see, and those for who looks for a fault.
  func seriesFigures(
    phase: String, leavingOut leftOut: [String] = []
  ) -> (telling: [Figure], others: [Figure]) {
    let names = record.arms.flatMap { $0.seriesNames(phase: phase) }
      .reduce(into: [String]()) { names, name in
        if !names.contains(name) && !leftOut.contains(name) { names.append(name) }
      }
      // A single point is no course of anything, as of a campaign in one round.
      .filter { name in
        record.arms.contains { SeriesSummary(name, phase: phase, of: $0).points.count > 1 }
      }
    return (
      names.filter { !Self.isDiagnostic($0) }.flatMap { seriesFigures($0, phase: phase) },
      names.filter(Self.isDiagnostic).flatMap { seriesFigures($0, phase: phase) }
    )
  }

  /// A series of all arms; a figure for each world where worlds have scales of their own.
  private func seriesFigures(_ name: String, phase: String) -> [Figure] {
    sharingAxis(record.arms, unit: seriesUnit(name)).compactMap { world, arms in
      let summaries = arms.map { arm in
        (arm.arm.name, SeriesSummary(name, phase: phase, of: arm))
      }.filter { !$0.1.points.isEmpty }
      return summaries.isEmpty
        ? nil : seriesFigure(name, phase: phase, world: world, summaries: summaries)
    }
  }

  private func seriesFigure(
    _ name: String, phase: String, world: String, summaries: [(String, SeriesSummary)]
  ) -> Figure {
    let unit = seriesUnit(name)
    let rows = summaries.flatMap { arm, summary in
      summary.points.map { point -> JSON in
        let drawn = AxisRules.drawn(
          point.estimate, in: MetricGlossary.series(name)?.range)
        return .object([
          "arm": .text(arm), "step": .number(point.step), "mean": .number(point.mean),
          "low": .number(drawn?.lowerBound), "high": .number(drawn?.upperBound),
        ])
      }
    }
    let x = Encoding(
      .x, "step", title: Self.steps[phase] ?? "step",
      ["scale": Encoding.fitted])
    let y: (String) -> Encoding = {
      Encoding(.y, $0, title: unit, ["scale": Encoding.fitted])
    }
    // Beyond a few arms, bands would only hide one another.
    let band = Plot.Layer(
      "area", style: ["opacity": 0.16], [x, y("low"), Encoding(.y2, "high"), armColour])
    let line = Plot.Layer(
      "line", style: ["strokeWidth": 2],
      [x, y("mean"), armColour, .tooltip(["arm": "arm", "step": "step", "mean": "mean"])])
    return Figure(
      title: MetricNames.heading(name) + (world.isEmpty ? "" : ", \(world)"), subject: phase,
      caption: MetricGlossary.series(name)?.meaning ?? "Mean over replications.",
      spoken: summaries.map { "\($0.0): \($0.1.spoken)" }.joined(separator: "; "),
      plot: Plot(
        rows: rows, layers: summaries.count <= 4 ? [band, line] : [line], height: 150))
  }

  /// What the steps of a phase are, where they have a name.
  private static let steps = [optimisation: "iteration", "feedback": "round"]

  /// The unit of a series, or its name where nothing is known about it.
  private func seriesUnit(_ name: String) -> String {
    MetricGlossary.series(name)?.unit ?? axisTitle(name)
  }

  /// The colour of each arm, the same on the whole page; the page's own legend names them.
  var armColour: Encoding {
    Encoding(
      .color, "arm", .nominal,
      [
        "scale": .object([
          "domain": .array(record.arms.map { .text($0.arm.name) }),
          "range": .array(record.arms.indices.map { .text(Palette.series($0)) }),
        ]),
        "legend": .null,
      ])
  }

  /// Series that say how the machine ran rather than what was learnt.
  private static func isDiagnostic(_ name: String) -> Bool {
    MetricGlossary.series(name)?.isDiagnostic ?? false
  }
}
