import Foundation
import Synchronization
import Testing

@testable import rlhf

@Suite struct InterruptionTests {
  /// The work of a run keeps every thread of Swift's pool busy; the signal must be heard all the
  /// same.
  @Test func aSignalIsHeardWhileAllThreadsCompute() async {
    let heard = Heard()
    let interruption = Interruption { heard.count.withLock { $0 += 1 } }
    await withTaskGroup(of: Void.self) { group in
      for worker in 0..<ProcessInfo.processInfo.activeProcessorCount {
        group.addTask {
          let deadline = ContinuousClock.now + .seconds(5)
          if worker == 0 { kill(getpid(), SIGTERM) }
          while heard.count.withLock({ $0 }) == 0 && ContinuousClock.now < deadline {}
        }
      }
    }
    interruption.end()
    #expect(heard.count.withLock { $0 } == 1)
  }
}

private final class Heard: Sendable {
  let count = Mutex(0)
}
