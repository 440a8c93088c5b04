import PlainText
import Reports

/// How many tasks have which share, in twenty bins from 0 to 1.
struct ShareHistogram {
  /// What is shown, in a few words.
  var title: String
  /// What to look for.
  var caption: String
  /// What the shares are.
  var axis: String
  /// One for each task, each in 0...1.
  var shares: [Double]

  /// The histogram as a figure; `nil` without a share.
  var figure: Figure? {
    guard !shares.isEmpty else { return nil }
    var counts = [Int](repeating: 0, count: 20)
    for share in shares { counts[min(19, Int(share * 20))] += 1 }
    let rows = counts.enumerated().map { bin, count -> JSON in
      .object([
        "low": .number(Double(bin) / 20), "high": .number(Double(bin + 1) / 20),
        "count": .number(count), "zero": 0,
      ])
    }
    return Figure(
      title: title, caption: caption,
      spoken: counts.enumerated().filter { $0.element > 0 }.map {
        "\(NumberText.short(Double($0.offset) / 20)) and above: \($0.element)"
      }.joined(separator: "; "),
      plot: Plot(
        rows: rows,
        layers: [
          .init(
            "rect", style: ["color": Palette.plain],
            [
              Encoding(.x, "low", title: axis, ["scale": ["domain": [0, 1]]]),
              Encoding(.x2, "high"), Encoding(.y, "zero", title: "tasks"), Encoding(.y2, "count"),
              .tooltip(["low": "from", "high": "to", "count": "tasks"]),
            ])
        ], height: 180))
  }
}
