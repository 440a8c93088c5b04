/// A chart as it stands on the page: a heading, a picture, and what to see in it.
package struct Figure: Sendable {
  /// What is shown, in a few words.
  package var title: String
  /// Of what, where other figures of the page have the same title: an arm, a phase, a world; may be empty.
  package var subject: String
  /// What to look for, in a sentence or two.
  package var caption: String
  /// The picture in words, with its main numbers, for those who cannot see it.
  package var spoken: String
  /// What is drawn.
  package var plot: Plot

  /// Describes a figure; the parameters are the properties of the same names.
  package init(
    title: String, subject: String = "", caption: String, spoken: String, plot: Plot
  ) {
    self.title = title
    self.subject = subject
    self.caption = caption
    self.spoken = spoken
    self.plot = plot
  }

  /// The title with its subject, different from that of all other figures of the page.
  package var name: String { subject.isEmpty ? title : "\(title), \(subject)" }

  /// The figure's place on the page; the page's script draws the chart into it, and without scripts it
  /// is said in words.
  ///
  /// - Parameter level: of its heading, one more than that of the heading it stands under.
  package func markup(level: Int = 3) -> Markup {
    """
    <figure data-name="\(name)">
    <h\(level)>\(title)</h\(level)>
    <div class="chart" role="img" aria-label="\(name): \(spoken)" \
    style="min-height:\(Int(plot.height))px"><noscript><p>\(spoken)</p></noscript></div>
    <script type="application/json">\(.verbatim(plot.specification.onPage))</script>
    <figcaption>\(caption)</figcaption>
    </figure>
    """
  }
}
