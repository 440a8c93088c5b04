import Statistics
import Testing

@Suite struct ControlVerdictTests {
  @Test func anIntervalWithinTheMarginHolds() {
    #expect(ControlVerdict(interval: -0.02...0.03, margin: 0.05) == .holds)
    #expect(ControlVerdict(interval: -0.05...0.05, margin: 0.05) == .holds)
    #expect(ControlVerdict(interval: 0.01...0.03, margin: 0.05) == .holds, "small, if not zero")
  }

  @Test func anIntervalBeyondTheMarginFails() {
    #expect(ControlVerdict(interval: 0.06...0.3, margin: 0.05) == .fails)
    #expect(ControlVerdict(interval: -0.3 ... -0.06, margin: 0.05) == .fails)
  }

  @Test func anIntervalAcrossTheMarginIsInconclusive() {
    #expect(ControlVerdict(interval: 0.01...0.3, margin: 0.05) == .inconclusive)
    #expect(ControlVerdict(interval: -1...1, margin: 0.05) == .inconclusive)
    #expect(ControlVerdict(interval: nil, margin: 0.05) == .inconclusive)
  }

  @Test func withNoMarginOnlyExactlyZeroHolds() {
    #expect(ControlVerdict(interval: 0...0, margin: 0) == .holds)
    #expect(ControlVerdict(interval: 0...0.1, margin: 0) == .inconclusive)
    #expect(ControlVerdict(interval: 0.1...0.1, margin: 0) == .fails)
  }

  @Test func aControlOfOneSideAllowsTheOther() {
    let intervals: [(ClosedRange<Double>, above: ControlVerdict, below: ControlVerdict)] = [
      (-0.02...0.03, .holds, .holds), (-9 ... -0.2, .holds, .fails), (0.2...9, .fails, .holds),
      (-9...0.15, .holds, .inconclusive), (-0.15...9, .inconclusive, .holds),
      (-9...9, .inconclusive, .inconclusive), (-9...0.1500001, .inconclusive, .inconclusive),
    ]
    for (interval, above, below) in intervals {
      #expect(ControlVerdict(interval: interval, margin: 0.15, bound: .atMost) == above)
      #expect(ControlVerdict(interval: interval, margin: 0.15, bound: .atLeast) == below)
    }
    #expect(ControlVerdict(interval: nil, margin: 0.15, bound: .atMost) == .inconclusive)
    #expect(ControlBound.atMost.stated(margin: 0.15) == 0.15)
    #expect(ControlBound.atLeast.stated(margin: 0.15) == -0.15)
  }

  @Test func aPositiveControlMustBeSeen() {
    func verdict(_ claim: Claim, _ interval: ClosedRange<Double>?) -> ControlVerdict {
      ControlVerdict(
        claim: claim, estimate: interval.map { Estimate(mean: 0, interval: $0, count: 5) })
    }
    #expect(verdict(.above(0), 0.1...0.3) == .holds)
    #expect(verdict(.above(0.2), 0.1...0.3) == .inconclusive)
    #expect(verdict(.above(0), -0.3 ... -0.1) == .fails)
    #expect(verdict(.below(0), -0.3 ... -0.1) == .holds)
    #expect(verdict(.above(0), nil) == .inconclusive)
    #expect(verdict(.above(0), 1...1) == .inconclusive, "equal values do not say how far they vary")
  }
}
