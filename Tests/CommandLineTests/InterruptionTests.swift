import ArgumentParser
import Experiments
import Foundation
import Synchronization
import Testing

@testable import rlhf

@Suite(.serialized) struct InterruptionTests {
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

  /// All replications are on file when the signal comes; summary and report are not.
  @Test func aSignalDuringTheLastWritesLeavesARunThatGoesOn() async throws {
    let place = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let arm = Arm(name: "base", settings: ArmSettings())
    let session = RunSession(
      experiment: Experiment(name: "x", title: "X", seed: 1, replications: 1, arms: [arm]),
      folder: RunFolder(
        path: place.path, completed: [ReplicationRecord(arm: "base", number: 0)],
        secondsBefore: 0, file: { _ in },
        finish: { _ in
          kill(getpid(), SIGINT)
          let deadline = ContinuousClock.now + .seconds(5)
          while !Task.isCancelled && ContinuousClock.now < deadline {}
          return "{}"
        }),
      jobs: 1, progress: .silent, printsJSON: false, isSmoke: false, arguments: ["rlhf", "run"])
    await #expect(throws: ExitCode(130)) { try await session.run() }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).isEmpty)
  }
}

private final class Heard: Sendable {
  let count = Mutex(0)
}
