import PlainText
import Testing

@Suite struct ExcerptTests {
  @Test func controlsAreWrittenOut() {
    #expect(Excerpt.of("a\u{1B}[31mb") == "a\\u{1B}[31mb")
    #expect(
      Excerpt.of("two\r\nlines\tand\u{202E}back") == "two\\u{D}\\u{A}lines\\u{9}and\\u{202E}back")
    #expect(Excerpt.of("naïve 日本 ‘quoted’") == "naïve 日本 ‘quoted’")
    #expect(Excerpt.visible("a\nb\u{7}", keeping: ["\n"]) == "a\nb\\u{7}")
  }

  @Test func longTextIsCut() {
    let whole = String(repeating: "x", count: 80)
    #expect(Excerpt.of(whole) == whole)
    #expect(Excerpt.of(whole + "y") == String(repeating: "x", count: 79) + "…")
    #expect(Excerpt.of(String(repeating: "\u{0}", count: 1_000_000)).count == 80)
    #expect(Excerpt.of("e" + String(repeating: "\u{301}", count: 1_000_000)).utf8.count < 100)
  }

  @Test func longListsAreCut() {
    #expect(Excerpt.list(["a", "", "c\n"]) == "a, (no name), c\\u{A}")
    #expect(Excerpt.list(["a", "b", "c"], limit: 2) == "a, b and 1 more")
  }
}
