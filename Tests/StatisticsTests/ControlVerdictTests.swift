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
}
