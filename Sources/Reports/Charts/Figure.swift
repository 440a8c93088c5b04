/// A chart as it stands on the page: a heading, a picture, and what to see in it.
struct Figure: Sendable {
  /// What is shown, in a few words.
  var title: String
  /// What to look for, in a sentence or two.
  var caption: String
  /// The picture in words, with its main numbers, for those who cannot see it.
  var spoken: String
  /// What is drawn.
  var plot: Plot

  /// The figure's place on the page; the page's script draws the chart into it.
  var markup: Markup {
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
