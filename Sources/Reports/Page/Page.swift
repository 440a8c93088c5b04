import PlainText

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
    <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="generator" content="RLHF Sandbox \(version)">
    <title>\(title) – RLHF Sandbox</title>
    <style>
    \(.verbatim(Asset.style))
    </style>
    <noscript><style>.chart { min-height: 0 !important; }</style></noscript>
    </head>
    <body>
    \(header)
    <nav aria-label="Sections">\(sections.map(\.link))</nav>
    <main>
    \(sections.map(\.markup))
    </main>
    \(footer)
    \(Self.scripts.map { "<script>\(.verbatim($0))</script>" })
    </body>
    </html>

    """
  }

  private static let scripts = [Asset.vegaBundle, Asset.script]

  /// What the page may do: run these two scripts and no other, style itself, and fetch nothing from
  /// anywhere. Charts are evaluated without making code of text, so that is forbidden too.
  static let policy: String = {
    let hashes = scripts.map { "'sha256-\(SHA256.base64(of: $0))'" }.joined(separator: " ")
    return "default-src 'none'; script-src \(hashes); style-src 'unsafe-inline'; "
      + "base-uri 'none'; form-action 'none'"
  }()
}
