import Foundation
import PlainText
import Reports

/// A page about people's own labels, in the look of the reports of runs.
struct LabelPage {
  /// What the page is about.
  var title: String
  /// What was done with what, above the title.
  var overline: String
  /// Names and numbers below the title.
  var facts: [(name: String, value: String)]
  /// What a reader should know.
  var notes: [String]
  /// In order.
  var sections: [Section]
  /// The command that writes the page.
  var command: String
  /// The version of the product.
  var version: String

  /// The whole page.
  var html: String {
    Page(title: title, version: version, header: header, sections: sections, footer: footer)
      .markup.html
  }

  private var header: Markup {
    """
    <header>
    <p class="overline">\(overline)</p>
    <h1>\(title)</h1>
    \(notes.map { "<p class=\"source\">\(Self.sentence(Self.bounded($0)))</p>" })
    <dl class="facts">
    \(facts.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" })
    </dl>
    </header>
    """
  }

  /// A sentence of our own as it is; one that quotes a long text, or such a text, cut short.
  static func bounded(_ text: String) -> String { text.utf8.count > 400 ? Excerpt.of(text) : text }

  /// A note as a sentence: with a capital and a full stop.
  private static func sentence(_ note: String) -> String {
    (note.first?.uppercased() ?? "") + note.dropFirst() + (note.hasSuffix(".") ? "" : ".")
  }

  private var footer: Markup {
    """
    <footer>
    <p>Written by <code>\(command)</code>, RLHF Sandbox \(version). The same file and seed give the
    same numbers. Intervals are 95 %.</p>
    <p>Charts are drawn by Vega-Lite, which this page carries with it.</p>
    </footer>
    """
  }

  /// A section of some figures; `nil` where there are none.
  static func section(
    _ anchor: String, _ title: String, _ introduction: String, style: String = "pair",
    _ figures: [Figure?], after: Markup = .nothing
  ) -> Section? {
    let figures = figures.compactMap(\.self)
    guard !figures.isEmpty || after != .nothing else { return nil }
    let grid: Markup =
      figures.isEmpty
      ? "" : "<div class=\"grid \(style)\">\n\(figures.map { $0.markup() })\n</div>"
    return Section(
      anchor: anchor, title: title, introduction: introduction, content: "\(grid)\n\(after)")
  }

  /// A table of text and numbers.
  ///
  /// - Parameters:
  ///   - name: what it is, for those who cannot see it.
  ///   - heads: of its columns.
  ///   - numbers: the columns that hold numbers.
  ///   - rows: a text for each column.
  static func table(
    _ name: String, heads: [String], numbers: Set<Int> = [], rows: [[String]]
  ) -> Markup {
    func cell(_ column: Int, _ text: String, head: Bool) -> Markup {
      let style: Markup = numbers.contains(column) ? " class=\"number\"" : ""
      return head
        ? "<th scope=\"col\"\(style)>\(text)</th>" : "<td\(style)>\(bounded(text))</td>"
    }
    let head = heads.enumerated().map { cell($0, $1, head: true) }
    let body = rows.map { row -> Markup in
      "<tr>\(row.enumerated().map { cell($0, $1, head: false) })</tr>"
    }
    let table: Markup = """
      <table>
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(body)
      </tbody>
      </table>
      """
    return .scrolling(name, table)
  }
}
