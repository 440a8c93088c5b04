/// A page of the product: one HTML file that needs no network, with charts that follow light and dark.
package struct Page: Sendable {
  /// What stands in the window's title, before the product's name.
  package var title: String
  /// The version of the product that wrote it.
  package var version: String
  /// What the page is about, an element `header`.
  package var header: Markup
  /// In the order in which a reader asks.
  package var sections: [Section]
  /// How to get the same again, an element `footer`.
  package var footer: Markup

  /// Describes a page; the parameters are the properties of the same names.
  package init(
    title: String, version: String, header: Markup, sections: [Section], footer: Markup
  ) {
    self.title = title
    self.version = version
    self.header = header
    self.sections = sections
    self.footer = footer
  }

  /// The whole document.
  package var markup: Markup {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="generator" content="RLHF Sandbox \(version)">
    <title>\(title) – RLHF Sandbox</title>
    <style>
    \(.verbatim(Asset.style))
    </style>
    </head>
    <body>
    \(header)
    <nav aria-label="Sections">\(sections.map(\.link))</nav>
    <main>
    \(sections.map(\.markup))
    </main>
    \(footer)
    <script>\(.verbatim(Asset.vegaBundle))</script>
    <script>\(.verbatim(Asset.script))</script>
    </body>
    </html>

    """
  }
}
