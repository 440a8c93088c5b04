import Experiments
import PlainText

extension RunReport {
  /// The arms side by side in one metric, a row for each; a figure for each world where worlds have
  /// scales of their own.
  func comparisonFigures(_ metric: String) -> [Figure] {
    let arms = armsWithResults.filter { !$0.values(of: metric).isEmpty }
    guard arms.count > 1 else { return [] }
    return sharingAxis(arms, unit: unit(of: metric)).map { world, arms in
      comparisonFigure(metric, of: arms, in: world)
    }
  }

  private func comparisonFigure(
    _ metric: String, of arms: [ArmRecord], in world: String
  ) -> Figure {
    let estimates = arms.compactMap { arm in estimate(metric, of: arm).map { (arm.arm.name, $0) } }
    let rows = estimates.map { name, estimate -> JSON in
      let drawn = AxisRules.drawn(estimate, in: MetricGlossary.metric(metric)?.range)
      return .object([
        "arm": .text(name), "mean": .number(estimate.mean), "low": .number(drawn?.lowerBound),
        "high": .number(drawn?.upperBound), "text": .text(RunReport.text(estimate)),
      ])
    }
    let dots = arms.flatMap { arm in
      arm.values(of: metric).prefix(Self.dotLimit).map {
        JSON.object(["arm": .text(arm.arm.name), "mean": .number($0)])
      }
    }
    let y = Encoding(
      .y, "arm", .nominal,
      [
        "sort": .array(estimates.map { .text($0.0) }),
        "axis": ["grid": false, "ticks": false, "domain": false],
      ])
    let x: (String) -> Encoding = {
      Encoding(.x, $0, title: self.axisTitle(metric), ["scale": Encoding.fitted])
    }
    let plot = Plot(
      rows: rows,
      layers: [
        .init("point", style: Self.dotStyle, rows: dots, [x("mean"), y]),
        .init(
          "rule", style: ["strokeWidth": 3], [x("low"), Encoding(.x2, "high"), y, armColour]),
        .init(
          "point", style: ["filled": true, "size": 80, "opacity": 1],
          [x("mean"), y, armColour, .tooltip(["arm": "arm", "text": "mean, 95 % interval"])]),
      ], height: Double(28 * estimates.count + 50))
    return Figure(
      title: MetricNames.heading(metric), subject: world, caption: note(metric, in: world),
      spoken: estimates.map { "\($0.0) \(RunReport.text($0.1))" }.joined(separator: "; "),
      plot: plot)
  }

  /// A metric against a setting that the arms step through; a figure for each world where worlds have
  /// scales of their own.
  func sweepFigures(_ metric: String, over sweep: Sweep) -> [Figure] {
    let arms = sweep.lines.flatMap(\.points).map(\.arm)
    return sharingAxis(arms, unit: unit(of: metric)).compactMap { world, arms in
      var part = sweep
      part.lines.removeAll { line in !arms.contains { $0.arm.name == line.points[0].arm.arm.name } }
      return sweepFigure(metric, over: part, in: world, colour: lineColour(sweep))
    }
  }

  private func sweepFigure(
    _ metric: String, over sweep: Sweep, in world: String, colour: Encoding
  ) -> Figure? {
    let points = sweep.lines.flatMap { line in
      line.points.compactMap { value, arm in
        estimate(metric, of: arm).map { (line: line.name, value: value, arm: arm, estimate: $0) }
      }
    }
    // A metric that the setting cannot touch, such as one of an earlier phase, is no response.
    guard Set(points.map(\.estimate.mean)).count > 1 else { return nil }
    let rows = points.map { point -> JSON in
      let drawn = AxisRules.drawn(
        point.estimate, in: MetricGlossary.metric(metric)?.range)
      return .object([
        "line": .text(point.line), "x": .number(point.value), "arm": .text(point.arm.arm.name),
        "mean": .number(point.estimate.mean), "low": .number(drawn?.lowerBound),
        "high": .number(drawn?.upperBound), "text": .text(RunReport.text(point.estimate)),
      ])
    }
    let dots = points.flatMap { point in
      point.arm.values(of: metric).prefix(Self.dotLimit).map {
        JSON.object(["x": .number(point.value), "mean": .number($0)])
      }
    }
    let scale: JSON = sweep.isLogarithmic ? ["type": "log", "nice": false] : Encoding.fitted
    let x = Encoding(.x, "x", title: sweep.setting.key, ["scale": scale])
    let y: (String) -> Encoding = {
      Encoding(.y, $0, title: self.axisTitle(metric), ["scale": Encoding.fitted])
    }
    let plot = Plot(
      rows: rows,
      layers: [
        .init("point", style: Self.dotStyle, rows: dots, [x, y("mean")]),
        .init("area", style: ["opacity": 0.15], [x, y("low"), Encoding(.y2, "high"), colour]),
        .init("line", style: ["strokeWidth": 2.2], [x, y("mean"), colour]),
        .init("rule", style: ["strokeWidth": 2.2], [x, y("low"), Encoding(.y2, "high"), colour]),
        .init(
          "point", style: ["filled": true, "size": 70, "opacity": 1],
          [x, y("mean"), colour, .tooltip(["arm": "arm", "x": sweep.setting.key, "text": "mean"])]),
      ])
    return Figure(
      title: MetricNames.heading(metric),
      subject: [sweep.setting.key, world].filter { !$0.isEmpty }.joined(separator: ", "),
      caption: note(metric, in: world),
      spoken: points.map {
        "\(RunReport.text($0.value)): \(RunReport.text($0.estimate))"
      }.joined(separator: "; "),
      plot: plot)
  }

  private static let dotStyle: KeyValuePairs<String, JSON?> = [
    "color": Palette.soft, "filled": true, "size": 16, "opacity": 0.45,
  ]

  private func lineColour(_ sweep: Sweep) -> Encoding {
    let names = sweep.lines.map { JSON.text($0.name) }
    return Encoding(
      .color, "line", .nominal,
      [
        "scale": .object([
          "domain": .array(names),
          "range": .array(names.indices.map { .text(Palette.series($0)) }),
        ]),
        "legend": names.count > 1 ? ["orient": "top"] : .null,
      ])
  }

  /// More replications than this are not shown as dots: nobody could tell them apart.
  static let dotLimit = 100

  private func note(_ metric: String, in world: String) -> String {
    (world.isEmpty ? "" : "In the world \(world), on its own scale. ")
      + (MetricGlossary.metric(metric)?.meaning ?? "Means with 95 % intervals over replications.")
  }
}
