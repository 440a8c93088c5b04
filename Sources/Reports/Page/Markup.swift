/// A piece of HTML that cannot be got wrong by forgetting to escape.
///
/// What is written in the source is HTML; what is interpolated is text, unless it is itself markup.
///
///     let name = "<b>"
///     let cell: Markup = "<td>\(name)</td>"   // <td>&lt;b&gt;</td>
struct Markup: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// Well-formed HTML.
  var html: String

  init(stringLiteral html: String) { self.html = html }
  init(stringInterpolation pieces: StringInterpolation) { html = pieces.html }

  /// Nothing.
  static let nothing: Markup = ""

  /// Takes over text that is already right inside its element, such as a style sheet.
  static func verbatim(_ html: String) -> Markup { Markup(stringLiteral: html) }

  /// The text as HTML, fit for an element and for a quoted attribute.
  static func escaped(_ text: String) -> String {
    var html = ""
    for character in text.unicodeScalars {
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

  /// Collects HTML from a literal and text from its interpolations.
  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var html = ""

    init(literalCapacity: Int, interpolationCount: Int) { html.reserveCapacity(literalCapacity) }
    mutating func appendLiteral(_ literal: String) { html += literal }
    mutating func appendInterpolation(_ text: String) { html += Markup.escaped(text) }
    mutating func appendInterpolation(_ number: Int) { html += "\(number)" }
    mutating func appendInterpolation(_ markup: Markup) { html += markup.html }
    mutating func appendInterpolation(_ markups: [Markup]) {
      for markup in markups { html += markup.html + "\n" }
    }
  }
}
