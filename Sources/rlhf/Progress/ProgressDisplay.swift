import Experiments
import Foundation
import Synchronization

/// Shows a run's progress on standard error while it goes on.
final class ProgressDisplay: Sendable {
  /// How progress is shown.
  enum Style: Sendable {
    /// One line redrawn in place, for a person at a terminal.
    case bar
    /// One line for each finished replication, for logs.
    case lines
    /// Nothing.
    case silent
  }

  private struct Shown {
    var state = ProgressState()
    /// Whether it was said already that results cannot be kept: once is enough.
    var hasSaidNotKept = false
    var lastDrawn: ContinuousClock.Instant?
  }

  private let style: Style
  private let write: @Sendable (String) -> Void
  private let start = ContinuousClock.now
  private let shown = Mutex(Shown())
  /// At most ten times a second: more cannot be read, and costs time.
  private static let pause = Duration.milliseconds(100)

  /// A display of a style; `write` is where it goes.
  init(style: Style, write: @escaping @Sendable (String) -> Void = { Terminal.write($0) }) {
    self.style = style
    self.write = write
  }

  /// The replications that are on file by now.
  var done: (count: Int, total: Int) { shown.withLock { ($0.state.done, $0.state.total) } }

  /// Takes note of an event and shows it, if it is time.
  func note(_ event: RunEvent) {
    shown.withLock { shown in
      shown.state.apply(event)
      if case .notKept(let phase, let reason) = event, !shown.hasSaidNotKept {
        shown.hasSaidNotKept = true
        let start = if case .bar = style { "\r\u{1B}[K" } else { "" }
        write(
          "\(start)note: the model of \(phase) is not kept for other runs: \(reason)\n"
            + "  fix: name another folder in RLHF_CACHE, or write --no-cache\n")
      }
      switch style {
      case .silent: break
      case .bar: redraw(&shown, event)
      case .lines:
        if case .finished(let arm, let replication, let failure) = event {
          write(
            shown.state.line(
              arm: arm, replication: replication, failure: failure, after: seconds) + "\n")
        }
      }
    }
  }

  /// Takes the bar away, so that what follows begins on a clean line.
  func clear() {
    if case .bar = style { write("\r\u{1B}[K") }
  }

  private func redraw(_ shown: inout Shown, _ event: RunEvent) {
    if case .finished(let arm, let replication, let failure?) = event {
      let outcome = ProgressState.outcome(arm: arm, replication: replication, failure: failure)
      write("\r\u{1B}[K\(outcome)\n")
    } else if let last = shown.lastDrawn, last.duration(to: .now) < Self.pause {
      return
    }
    shown.lastDrawn = .now
    write(
      "\r" + shown.state.bar(after: seconds, columns: Terminal.width(of: STDERR_FILENO))
        + "\u{1B}[K")
  }

  private var seconds: Double { start.duration(to: .now) / .seconds(1) }
}
