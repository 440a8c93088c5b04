import Dispatch
import Foundation
import Synchronization

/// Listens for Ctrl-C and its like: the first asks the work to stop, the second stops the program.
///
/// The handlers run on a thread of their own, so they answer while all others are busy computing.
final class Interruption {
  private let sources: [any DispatchSourceSignal]

  /// Begins to listen.
  ///
  /// - Parameters:
  ///   - stop: called once, at the first signal.
  ///   - stopAtOnce: called at the second, before the program ends with 130.
  init(
    stop: @escaping @Sendable () -> Void, stopAtOnce: @escaping @Sendable () -> Void = {}
  ) {
    let queue = DispatchQueue(label: "signals", qos: .userInteractive)
    let state = SignalCount()
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        if state.next() == 1 {
          stop()
        } else {
          stopAtOnce()
          _exit(130)
        }
      }
      source.resume()
      return source
    }
  }

  /// Stops listening; signals end the program again.
  func end() {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }
}

/// How many signals came.
private final class SignalCount: Sendable {
  private let count = Mutex(0)
  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
