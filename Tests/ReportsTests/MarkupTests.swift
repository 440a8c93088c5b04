import Testing

@testable import Reports

@Suite struct MarkupTests {
  @Test func literalsAreMarkupAndInterpolationsAreText() {
    let name = "<b> & \"c\" 'd'"
    let cell: Markup = "<td title=\"\(name)\">\(name)</td>"
    let text = "&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;"
    #expect(cell.html == "<td title=\"\(text)\">\(text)</td>")
  }

  @Test func markupWithinMarkupIsNotEscapedAgain() {
    let inner: Markup = "<em>\("1 < 2")</em>"
    let outer: Markup = "<p>\(inner)\([inner, inner])</p>"
    #expect(
      outer.html == "<p><em>1 &lt; 2</em><em>1 &lt; 2</em>\n<em>1 &lt; 2</em>\n</p>")
  }
}
