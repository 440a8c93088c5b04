/// A chart as it stands on the page: a heading, a picture, and what to see in it.
package struct Figure: Sendable {
  /// What is shown, in a few words.
  package var title: String
  /// What to look for, in a sentence or two.
  package var caption: String
  /// The picture in words, with its main numbers, for those who cannot see it.
  package var spoken: String
  /// What is drawn.
  package var plot: Plot

  /// Describes a figure; the parameters are the properties of the same names.
  package init(title: String, caption: String, spoken: String, plot: Plot) {
    self.title = title
    self.caption = caption
    self.spoken = spoken
    self.plot = plot
  }

  /// The figure's place on the page; the page's script draws the chart into it.
  package var markup: Markup {
    """
    <figure>
    <h4>\(title)</h4>
    <div class="chart" role="img" aria-label="\(spoken)" style="min-height:\(Int(plot.height))px">\
    <noscript>\(spoken)</noscript></div>
    <script type="application/json">\(.verbatim(plot.specification.serialized))</script>
    <figcaption>\(caption)</figcaption>
    </figure>
    """
  }
}
