import Experiments
import Synchronization
import Testing

@testable import rlhf

@Suite struct ProgressTests {
  private func state(_ events: [RunEvent]) -> ProgressState {
    var state = ProgressState()
    for event in events { state.apply(event) }
    return state
  }

  private let halfway: [RunEvent] = [
    .started(total: 10, alreadyDone: 2), .phaseBegan(arm: "a", replication: 0, phase: "feedback"),
    .finished(arm: "a", replication: 0, failure: nil),
    .advanced(arm: "a", replication: 1, share: 0.2, values: []),
    .finished(arm: "a", replication: 1, failure: "loss is nan"),
    .advanced(arm: "b", replication: 0, share: 0.5, values: []),
    .advanced(arm: "b", replication: 1, share: 0.5, values: []),
  ]

  @Test func replicationsUnderWayCountInPart() {
    let state = state(halfway)
    #expect(state.done == 4)
    #expect(state.work == 3)
    #expect(state.share == 0.5)
    // 3 replications in 90 s are 2 a minute; 5 are left.
    #expect(state.rate(after: 90) == 2)
    #expect(state.secondsLeft(after: 90) == 150)
  }

  @Test func nothingIsSaidBeforeAnythingIsKnown() {
    let state = state([.started(total: 10, alreadyDone: 10)])
    #expect(state.rate(after: 100) == nil)
    #expect(state.bar(after: 100, columns: 80) == String(repeating: "█", count: 20) + "  10/10  ")
  }

  @Test func whatIsSaidOfAnArmIsOneLineWithoutControls() {
    #expect(
      ProgressState.outcome(arm: "a\u{1B}[2J", replication: 0, failure: "no\nroom")
        == "a\\u{1B}[2J #1 failed: no\\u{A}room")
    let state = state([.phaseBegan(arm: "a\u{1B}[2J", replication: 0, phase: "feedback")])
    #expect(state.bar(after: 0, columns: 80).hasSuffix("a\\u{1B}[2J #1, feedback"))
  }

  @Test func theBarFitsItsTerminal() {
    let state = state(halfway)
    #expect(
      state.bar(after: 90, columns: 120)
        == String(repeating: "█", count: 15) + String(repeating: "░", count: 15)
        + "  4/10  1 failed  2.0/min  2 min 30 s left  a #1, feedback")
    #expect(state.bar(after: 90, columns: 30).count == 29)
  }

  @Test func withoutATerminalEachReplicationIsALine() {
    let written = Mutex("")
    let display = ProgressDisplay(style: .lines) { text in written.withLock { $0 += text } }
    for event in halfway { display.note(event) }
    let lines = written.withLock { $0 }.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("3/10  a #1 done"))
    #expect(lines[1].hasPrefix("4/10  a #2 failed: loss is nan"))
  }

  @Test func theBarIsRedrawnAtMostTenTimesASecondAndQuietMeansNothing() {
    let written = Mutex(["bar": 0, "silent": 0])
    let bar = ProgressDisplay(style: .bar) { _ in written.withLock { $0["bar", default: 0] += 1 } }
    let none = ProgressDisplay(style: .silent) { _ in
      written.withLock { $0["silent", default: 0] += 1 }
    }
    let start = ContinuousClock.now
    for step in 0..<1000 {
      for display in [bar, none] {
        display.note(.advanced(arm: "a", replication: 0, share: Double(step) / 1000, values: []))
      }
    }
    none.clear()
    let tenths = start.duration(to: .now) / .milliseconds(100)
    written.withLock {
      #expect($0["bar", default: 0] >= 1 && Double($0["bar", default: 0]) <= tenths + 1)
      #expect($0["silent"] == 0)
    }
  }
}
