import PlainText

/// A layered Vega-Lite plot of rows that its layers share: the least of the grammar that reports
/// need.
///
/// Colours are names of the page's style variables, `var(--gold)`, so that a chart follows light
/// and dark mode without being drawn again.
package struct Plot: Sendable {
  /// The rows; each is an object.
  package var rows: [JSON]
  /// Drawn one over the other, the first undermost.
  package var layers: [Layer]
  /// What has another unit: drawn over the layers, with a y axis of its own at the right.
  package var second: (rows: [JSON], layers: [Layer])?
  /// Height of the plotting area in pixels; the width is that of the page's column.
  package var height: Double

  /// Describes a plot; the parameters are the properties of the same names.
  package init(
    rows: [JSON], layers: [Layer], second: (rows: [JSON], layers: [Layer])? = nil,
    height: Double = 220
  ) {
    self.rows = rows
    self.layers = layers
    self.second = second
    self.height = height
  }

  /// The specification, for Vega-Lite 5 and 6.
  var specification: JSON {
    let first = Self.group(rows, layers)
    return JSON.object([
      "width": "container",
      "height": .number(height),
      "autosize": .object(["type": "fit", "contains": "padding"]),
    ]).adding(
      second.map { second in
        [
          .init("layer", .array([first, Self.group(second.rows, second.layers)].map(JSON.object))),
          .init("resolve", ["scale": ["y": "independent"]]),
        ]
      } ?? first)
  }

  private static func group(_ rows: [JSON], _ layers: [Layer]) -> [JSON.Member] {
    [
      .init("data", ["values": .array(rows)]),
      .init("layer", .array(layers.map(\.specification))),
    ]
  }

  /// Marks of one kind.
  package struct Layer: Sendable {
    /// `line`, `point`, `area`, `rule`, `bar`.
    var mark: String
    /// The mark's own properties, such as its colour and stroke width.
    var style: KeyValuePairs<String, JSON?>
    /// What the marks show.
    var encodings: [Encoding]
    /// The rows of this layer alone, instead of the plot's.
    var rows: [JSON]?

    /// A layer of marks.
    package init(
      _ mark: String, style: KeyValuePairs<String, JSON?> = [:], rows: [JSON]? = nil,
      _ encodings: [Encoding]
    ) {
      self.mark = mark
      self.style = style
      self.encodings = encodings
      self.rows = rows
    }

    fileprivate var specification: JSON {
      let channels = encodings.map { JSON.Member($0.channel.rawValue, $0.definition) }
      return .object([
        "data": rows.map { ["values": .array($0)] },
        "mark": JSON.object(["type": .text(mark)]).adding(style),
        "encoding": .object(channels),
      ])
    }
  }
}
