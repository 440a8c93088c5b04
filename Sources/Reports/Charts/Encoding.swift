import PlainText

/// How one field of the rows is shown: the x of `Encoding(.x, "iteration", title: "iteration")`.
package struct Encoding: Sendable {
  /// The visual properties that reports use.
  package enum Channel: String, Sendable {
    case x, x2, y, y2, xOffset, yOffset, color, opacity, text, detail, order, tooltip
  }
  /// How values are to be understood.
  package enum Kind: String, Sendable {
    case quantitative, nominal, ordinal
  }

  /// The visual property.
  var channel: Channel
  /// Its definition in Vega-Lite's grammar.
  var definition: JSON

  /// Shows a field.
  ///
  /// - Parameter options: what else Vega-Lite is told: `scale`, `axis`, `legend`, `sort`.
  package init(
    _ channel: Channel, _ field: String, _ kind: Kind = .quantitative, title: String? = nil,
    _ options: KeyValuePairs<String, JSON?> = [:]
  ) {
    self.channel = channel
    // The ends of a range take no type and no title of their own.
    let isEnd = channel == .x2 || channel == .y2
    definition = JSON.object([
      "field": .text(field),
      "type": isEnd ? nil : .text(kind.rawValue),
      "title": isEnd ? nil : title.map(JSON.text) ?? .null,
    ]).adding(options)
  }

  /// Shows the same datum everywhere, such as a threshold.
  package init(_ channel: Channel, datum: Double) {
    self.channel = channel
    definition = .object(["datum": .number(datum)])
  }

  /// Shows one value where a test holds, such as `datum.isBright`, and another elsewhere.
  package init(_ channel: Channel, where test: String, value: String, otherwise: String) {
    self.channel = channel
    definition = .object([
      "condition": .object(["test": .text(test), "value": .text(value)]), "value": .text(otherwise),
    ])
  }

  /// What is shown when the pointer rests on a mark.
  package static func tooltip(_ fields: KeyValuePairs<String, String>) -> Encoding {
    var encoding = Encoding(.tooltip, "")
    encoding.definition = .array(
      fields.map { field, title in
        .object(["field": .text(field), "title": .text(title)])
      })
    return encoding
  }

  /// A scale that does not force 0 into view.
  package static let fitted: JSON = ["zero": false, "nice": true]
}
