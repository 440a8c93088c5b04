extension JSON {
  /// How a value is laid out as text.
  package struct Layout: Sendable {
    /// Between two elements on one line.
    var comma = ", "
    /// Between a key and its value.
    var colon = ": "
    /// Arrays and objects that end beyond this column are broken, an element a line; `nil` breaks none.
    var width: Int?
    /// Whether each object of an array begins a line.
    var hasRecords = false
    /// Whether `<`, `>` and `&` are written as escapes.
    var escapesMarkup = false

    /// One line without blanks.
    package static let dense = Layout(comma: ",", colon: ":")
    /// One line without blanks that may stand inside an HTML `script` element: no text can end it.
    package static let script = Layout(comma: ",", colon: ":", escapesMarkup: true)
    /// One line.
    package static let line = Layout()
    /// For people: what fits into a line of 100 columns stands on one.
    package static let pretty = Layout(width: 100)
    /// Every element on a line of its own, as Foundation's `prettyPrinted` has it.
    package static let expanded = Layout(colon: " : ", width: 0)
    /// One line, but each object of an array on a line of its own: a row of a table a line.
    package static let records = Layout(hasRecords: true)
  }

  /// The value as text.
  package func text(_ layout: Layout) -> String {
    var text = ""
    write(to: &text, layout, indent: "", column: 0)
    return text
  }

  private func write(to text: inout String, _ layout: Layout, indent: String, column: Int) {
    switch self {
    case .null: text += "null"
    case .flag(let flag): text += flag ? "true" : "false"
    case .number(let digits): text += digits
    case .text(let content): text += Self.quoted(content, layout)
    case .array(let elements):
      text += "["
      write(elements.lazy.map { ("", $0) }, to: &text, layout, indent: indent, column: column)
      text += "]"
    case .object(let members):
      text += "{"
      write(
        members.lazy.map { (Self.quoted($0.key, layout) + layout.colon, $0.value) }, to: &text,
        layout, indent: indent, column: column)
      text += "}"
    }
  }

  /// Writes what stands within brackets.
  ///
  /// - Parameters:
  ///   - indent: blanks before the line on which the brackets open.
  ///   - column: where they open, from 0.
  private func write(
    _ content: some Sequence<(key: String, value: JSON)>, to text: inout String, _ layout: Layout,
    indent: String, column: Int
  ) {
    var lineLayout = layout
    lineLayout.width = nil
    let isBroken = layout.width.map { column + self.text(lineLayout).count > $0 } ?? false
    let inner = isBroken ? indent + "  " : ""
    var separator = inner
    if isBroken { text += "\n" }
    for (key, value) in content {
      text += separator
      separator = isBroken ? ",\n" + inner : layout.comma
      if layout.hasRecords, key.isEmpty, value.isObject { text += "\n  " }
      text += key
      value.write(
        to: &text, isBroken ? layout : lineLayout, indent: inner,
        column: inner.count + key.count + 1)
    }
    if isBroken { text += "\n" + indent }
  }

  private static func quoted(_ text: String, _ layout: Layout) -> String {
    func isPlain(_ value: UInt32) -> Bool {
      switch value {
      case 0..<0x20, 0x22, 0x5C: false  // Controls, the quotation mark and the backslash.
      case 0x26, 0x3C, 0x3E: !layout.escapesMarkup  // &, < and >.
      default: true
      }
    }
    if text.utf8.allSatisfy({ isPlain(UInt32($0)) }) { return "\"\(text)\"" }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case _ where isPlain(scalar.value): quoted.unicodeScalars.append(scalar)
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default: quoted += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      }
    }
    return quoted + "\""
  }
}
