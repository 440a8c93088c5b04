import PlainText
import Reports

extension LabelResult {
  /// How many tasks have which label.
  var labelFigure: Figure? {
    let tally = labelTally.prefix(30)
    guard !tally.isEmpty else { return nil }
    let names = PageNames(tally.map(\.label)).all
    let rows = zip(names, tally).map { name, entry -> JSON in
      .object(["label": .text(name), "count": .number(entry.count)])
    }
    return Figure(
      title: "Tasks by label", caption: "By the most probable label of each task.",
      spoken: zip(names, tally).map { "\($0) \($1.count)" }.joined(separator: "; "),
      plot: Plot(
        rows: rows,
        layers: [
          .init(
            "bar", style: ["color": Palette.plain],
            [
              Encoding(.x, "count", title: "tasks"),
              Encoding(
                .y, "label", .nominal,
                [
                  "sort": .array(names.map(JSON.text)),
                  "axis": ["grid": false, "ticks": false, "domain": false],
                ]),
              .tooltip(["label": "label", "count": "tasks"]),
            ])
        ], height: Double(26 * tally.count + 50)))
  }

  /// How many tasks have each label, labels in their natural order.
  public var labelTally: [(label: String, count: Int)] {
    guard case .classes(let estimate) = finding else { return [] }
    var counts = [Int](repeating: 0, count: file.labelNames.count)
    for label in estimate.labels { if let label { counts[label] += 1 } }
    return file.labelOrder.map { (file.labelNames[$0], counts[$0]) }
  }

  /// How sure the method is, over all tasks.
  var certaintyFigure: Figure? {
    ShareHistogram(
      title: "How sure the method is",
      caption: "The probability of the most probable label, over all tasks.", axis: "probability",
      shares: tasks.compactMap(\.probability)
    ).figure
  }

  /// The tasks about which the method is least sure.
  var doubtfulTasks: Markup {
    let doubtful = tasks.filter { $0.probability != nil }
      .enumerated().sorted {
        ($0.element.probability ?? 1, $0.offset) < ($1.element.probability ?? 1, $1.offset)
      }.prefix(10).map(\.element)
    guard let first = doubtful.first, (first.probability ?? 1) < 0.999 else { return .nothing }
    return """
      <h3>Least sure</h3>
      \(LabelPage.table(
        "Tasks that the method is least sure of", heads: ["task", "label", "probability"], numbers: [2],
        rows: doubtful.map {
          [$0.task, $0.label ?? "–", NumberText.fixed($0.probability ?? 0, decimals: 3)]
        }))
      """
  }
}
