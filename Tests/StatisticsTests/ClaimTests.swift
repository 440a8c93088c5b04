import Testing

@testable import Statistics

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
    #expect(Claim.above(0).verdict(on: nil as Estimate?) == .inconclusive)
    #expect(Claim.below(0).verdict(on: Estimate(of: [5])) == .inconclusive)
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

  /// Six equal values on one side have the probability 2 · (1/2)⁶ = 3 % by chance, five have 6 %.
  @Test func equalValuesAreDecidedByTheSignTest() {
    let (five, six) = (
      Estimate(of: Array(repeating: 2, count: 5)), Estimate(of: Array(repeating: 2, count: 6))
    )
    #expect(Claim.above(0).verdict(on: five) == .inconclusive)
    #expect(Claim.above(0).verdict(on: six) == .supported)
    #expect(Claim.below(0).verdict(on: six) == .refuted)
    #expect(Claim.below(3).verdict(on: six) == .supported)
    #expect(Claim.above(2).verdict(on: six) == .inconclusive, "on the threshold")
    #expect(Claim.above(0).verdict(on: Estimate(of: [1, 1, 1, 1, 1, 1.5])) == .supported)
    #expect(ControlVerdict(claim: .above(0), estimate: six) == .holds)
  }

  @Test func theJsonNamesAreThoseOfTheSummaryFile() {
    #expect(Verdict.allCases.map(\.rawValue) == ["supported", "refuted", "inconclusive"])
    #expect(ControlVerdict.allCases.map(\.rawValue) == ["holds", "fails", "inconclusive"])
  }
}
