import PlainText

/// A piece of HTML that cannot be got wrong by forgetting to escape.
///
/// What is written in the source is HTML; what is interpolated is text, unless it is itself markup.
///
///     let name = "<b>"
///     let cell: Markup = "<td>\(name)</td>"   // <td>&lt;b&gt;</td>
package struct Markup: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// Well-formed HTML.
  package var html: String

  package init(stringLiteral html: String) { self.html = html }
  package init(stringInterpolation pieces: StringInterpolation) { html = pieces.html }

  /// Nothing.
  package static let nothing: Markup = ""

  /// Takes over text that is already right inside its element, such as a style sheet.
  static func verbatim(_ html: String) -> Markup { Markup(stringLiteral: html) }

  /// The text as HTML, fit for an element and for a quoted attribute. Controls are written out, as in
  /// `\u{1B}`; line breaks stay.
  static func escaped(_ text: String) -> String {
    var html = ""
    for character in Excerpt.visible(text, keeping: ["\n"]).unicodeScalars {
      switch character {
      case "&": html += "&amp;"
      case "<": html += "&lt;"
      case ">": html += "&gt;"
      case "\"": html += "&quot;"
      case "'": html += "&#39;"
      default: html.unicodeScalars.append(character)
      }
    }
    return html
  }

  /// What may be wider than the page, in a frame that scrolls: the keyboard reaches it, and it has a name.
  package static func scrolling(_ name: String, _ content: Markup) -> Markup {
    "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"\(name)\">\(content)</div>"
  }

  /// Collects HTML from a literal and text from its interpolations.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var html = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      html.reserveCapacity(literalCapacity)
    }
    package mutating func appendLiteral(_ literal: String) { html += literal }
    package mutating func appendInterpolation(_ text: String) { html += Markup.escaped(text) }
    package mutating func appendInterpolation(_ number: Int) { html += "\(number)" }
    package mutating func appendInterpolation(_ markup: Markup) { html += markup.html }
    package mutating func appendInterpolation(_ markups: [Markup]) {
      for markup in markups { html += markup.html + "\n" }
    }
  }
}
