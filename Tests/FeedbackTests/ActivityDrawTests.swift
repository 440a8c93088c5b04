import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Feedback

@Suite struct ActivityDrawTests {
  private func draw(_ weights: [Double]) -> ActivityDraw {
    ActivityDraw(places: Array(weights.indices), weights: weights)
  }

  private func luck(_ index: Int) -> RandomKey { RandomKey(RandomStream(seed: 41), index) }

  @Test func nobodySitsTwiceOnAPanel() {
    let draw = draw([1, 5, 1, 2])
    for index in 0..<50 {
      let panel = draw.panel(4, using: luck(index)) { _ in false }
      #expect(Set(panel) == [0, 1, 2, 3] && panel.count == 4)
    }
  }

  @Test func accountsAreDrawnInProportionToTheirActivity() {
    let draw = draw([1, 3, 1])
    var counts = [0, 0, 0]
    for index in 0..<20_000 { counts[draw.place(attempt: 0, using: luck(index))] += 1 }
    // Shares 1/5, 3/5, 1/5; 5 standard errors: 5·√(0.16 · 20 000) = 283 and 5·√(0.24 · 20 000) = 346.
    #expect(abs(counts[0] - 4_000) < 283)
    #expect(abs(counts[1] - 12_000) < 346)
    #expect(abs(counts[2] - 4_000) < 283)
  }

  /// Without replacement: P({0, 1}) of weights 3, 2, 1 is 3/6·2/3 + 2/6·3/4 = 7/12.
  @Test func panelsAreDrawnWithoutReplacement() {
    let draw = draw([3, 2, 1])
    let hits = (0..<12_000).count {
      Set(draw.panel(2, using: luck($0)) { _ in false }) == [0, 1]
    }
    // 5 standard errors: 5·√(12 000 · 7/12 · 5/12) = 270.
    #expect(abs(hits - 7_000) < 270)
  }

  @Test func aNewcomerTakesItsShareOfTheDrawsAndMovesNoOther() {
    let (small, large) = (draw([1, 2, 1, 1]), draw([1, 2, 1, 1, 1]))
    var taken = 0
    for index in 0..<6_000 {
      let after = large.place(attempt: 3, using: luck(index))
      if after == 4 {
        taken += 1
      } else {
        #expect(after == small.place(attempt: 3, using: luck(index)))
      }
    }
    // 5 standard errors: 5·√(6 000 · 5/36) = 144.
    #expect(abs(taken - 1_000) < 144)
  }

  @Test func whoIsLeftIsFoundHoweverLittleTheyDo() {
    let draw = draw([1e9, 1, 1])
    for index in 0..<20 {
      let panel = draw.panel(3, using: luck(index)) { _ in false }
      #expect(Set(panel) == [0, 1, 2])
    }
    #expect(draw.panel(3, using: luck(0)) { $0 == 0 }.count == 2, "there are no three others")
  }
}
