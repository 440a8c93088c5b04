import Statistics
import Testing

@Suite struct ClaimTests {
  @Test func verdictsOnIntervals() {
    let raises = Claim.above(0)
    #expect(raises.verdict(on: 0.1...0.5) == .supported)
    #expect(raises.verdict(on: -0.5 ... -0.1) == .refuted)
    #expect(raises.verdict(on: -0.1...0.5) == .inconclusive)
    let lowers = Claim.below(-0.05)
    #expect(lowers.verdict(on: -0.5 ... -0.1) == .supported)
    #expect(lowers.verdict(on: -0.02...0.5) == .refuted)
    #expect(lowers.verdict(on: -0.1...0) == .inconclusive)
  }

  @Test func withoutAnIntervalNothingIsDecided() {
    #expect(Claim.above(0).verdict(on: nil) == .inconclusive)
    #expect(Claim.below(0).verdict(on: Estimate(of: [5]).interval) == .inconclusive)
  }

  @Test func theThresholdItselfIsNotOnTheClaimedSide() {
    #expect(Claim.above(0).verdict(on: 0...1) == .inconclusive)
    #expect(Claim.above(0).verdict(on: -1...0) == .refuted)
  }

  /// Replications that all found the same do not say how far others might depart from it.
  @Test func anIntervalOfNoWidthDecidesNothing() {
    for value in [-1.0, 0, 1] {
      #expect(Claim.above(0).verdict(on: value...value) == .inconclusive)
      #expect(Claim.below(0).verdict(on: value...value) == .inconclusive)
    }
  }

  @Test func theJsonNamesAreThoseOfTheSummaryFile() {
    #expect(Verdict.allCases.map(\.rawValue) == ["supported", "refuted", "inconclusive"])
    #expect(ControlVerdict.allCases.map(\.rawValue) == ["holds", "fails", "inconclusive"])
  }
}
