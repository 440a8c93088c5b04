import Testing

@testable import OwnLabels

@Suite struct PageNamesTests {
  @Test func shortNamesStayAsTheyAre() {
    #expect(PageNames(["ann", "bob"]).all == ["ann", "bob"])
  }

  @Test func longNamesAreCutAndTwinsNumbered() {
    let long = String(repeating: "n", count: 100)
    let cut = String(repeating: "n", count: 79) + "…"
    let names = PageNames([long + "1", "b\u{1B}", long + "2", long + "3"])
    #expect(names.all == [cut, "b\\u{1B}", "\(cut) (2)", "\(cut) (3)"])
    #expect(names[2] == "\(cut) (2)")
  }
}
