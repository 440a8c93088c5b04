import Testing

import PlainText

@Suite struct SpellingTests {
  @Test func distancesCountEdits() {
    #expect(Spelling.distance("", "abc") == 3)
    #expect(Spelling.distance("kitten", "sitting") == 3)
    #expect(Spelling.distance("share", "shrae") == 1)  // a swap of neighbours is one edit
    #expect(Spelling.distance("same", "same") == 0)
  }

  @Test func onlyWhatIsCloseIsOffered() {
    let keys = ["annotators.count", "annotators.trolls.share", "feedback.questions"]
    #expect(Spelling.nearest(to: "annotator.count", in: keys) == "annotators.count")
    #expect(Spelling.nearest(to: "trolls.share", in: keys) == "annotators.trolls.share")
    #expect(Spelling.nearest(to: "budget", in: keys) == nil)
    #expect(Spelling.nearest(to: "x", in: []) == nil)
  }
}
