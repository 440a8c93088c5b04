import Experiments

extension RunReport {
  /// An effect and its control on one axis: the effect against its threshold, the control against
  /// its margin.
  func verdictFigure(_ outcome: HypothesisRecord, of claim: Hypothesis?) -> Plot? {
    guard let effect = outcome.effect else { return nil }
    var rows = [Self.row("effect", effect, outcome.low, outcome.high)]
    if let control = outcome.control, let nothing = control.effect {
      rows.append(Self.row("control", nothing, control.low, control.high))
    }
    let y = Encoding(
      .y, "what", .nominal,
      ["sort": ["effect", "control"], "axis": ["grid": false, "ticks": false, "domain": false]])
    let x: (String) -> Encoding = {
      Encoding(.x, $0, title: "effect, 95 % interval", ["scale": Encoding.fitted])
    }
    let colour = Encoding(
      .color, "what", .nominal,
      [
        "scale": .object([
          "domain": ["effect", "control"], "range": [Palette.plain, Palette.soft],
        ]),
        "legend": .null,
      ])
    var layers: [Plot.Layer] = []
    if let margin = outcome.control?.margin, rows.count > 1 {
      let band = JSON.object([
        "what": "control", "low": .number(-margin), "high": .number(margin),
      ])
      layers.append(
        .init(
          "bar", style: ["color": Palette.soft, "opacity": 0.2, "height": 26], rows: [band],
          [x("low"), Encoding(.x2, "high"), y]))
    }
    layers.append(
      .init(
        "rule", style: ["color": Palette.soft, "strokeDash": [4, 3]],
        [Encoding(.x, datum: claim?.threshold ?? 0)]))
    layers.append(
      .init("rule", style: ["strokeWidth": 3], [x("low"), Encoding(.x2, "high"), y, colour]))
    layers.append(
      .init(
        "point", style: ["filled": true, "size": 80, "opacity": 1],
        [x("mean"), y, colour, .tooltip(["what": "what", "text": "mean, 95 % interval"])]))
    return Plot(rows: rows, layers: layers, height: Double(32 * rows.count + 44))
  }

  private static func row(_ what: String, _ mean: Double, _ low: Double?, _ high: Double?) -> JSON {
    .object([
      "what": .text(what), "mean": .number(mean), "low": .number(low), "high": .number(high),
      "text": .text(RunReport.text((mean, low, high))),
    ])
  }
}
