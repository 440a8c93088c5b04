/// A part of the page with a heading of its own.
package struct Section: Sendable {
  /// The part of the address after the `#`.
  package var anchor: String
  /// The heading.
  package var title: String
  /// What is in it and how to read it, in a sentence; may be empty.
  package var introduction: String
  /// Everything below.
  package var content: Markup

  /// Describes a section; the parameters are the properties of the same names.
  package init(anchor: String, title: String, introduction: String = "", content: Markup) {
    self.anchor = anchor
    self.title = title
    self.introduction = introduction
    self.content = content
  }

  /// The entry in the list of sections.
  var link: Markup { "<a href=\"#\(anchor)\">\(title)</a>" }

  /// The section as it stands on the page.
  var markup: Markup {
    let introduction: Markup =
      self.introduction.isEmpty ? "" : "<p class=\"lead\">\(self.introduction)</p>"
    return """
      <section id="\(anchor)">
      <h2>\(title)</h2>
      \(introduction)
      \(content)
      </section>
      """
  }
}
