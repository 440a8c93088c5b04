import CReportAssets

extension RunReport {
  /// The page: head, sections in the order in which a reader asks, foot.
  var page: Markup {
    let sections = sections
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="RLHF Sandbox \(record.version)">
      <title>\(record.experiment.title) – RLHF Sandbox</title>
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

  private var sections: [Section] {
    [
      failuresSection, verdictsSection, glanceSection, phasesSection, sweepsSection,
      comparisonSection, optimisationSection, trainingSection, samplesSection, eloSection,
      costSection, settingsSection,
    ].compactMap { $0 }
  }
}

/// A part of the page with a heading of its own.
struct Section {
  /// The part of the address after the `#`.
  var anchor: String
  /// The heading.
  var title: String
  /// What is in it and how to read it, in a sentence; may be empty.
  var introduction: String = ""
  /// Everything below.
  var content: Markup

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

/// The files that are compiled in.
enum Asset {
  /// Vega, Vega-Lite and Vega-Embed; nothing in it may end the script element it stands in.
  static var vegaBundle: String {
    text(rlhf_report_vega_bundle()).replacing("</script", with: "<\\/script")
  }
  /// The style sheet.
  static var style: String { text(rlhf_report_style()) }
  /// The script that draws the charts.
  static var script: String { text(rlhf_report_script()) }

  private static func text(_ asset: rlhf_report_asset) -> String {
    String(decoding: UnsafeBufferPointer(start: asset.bytes, count: asset.count), as: UTF8.self)
  }
}
