import ArgumentParser
import Experiments
import Foundation
import Synchronization
import Testing

@testable import rlhf

@Suite struct InterruptionTests {
  /// All replications are on file when the signal comes; summary and report are not. Every thread of
  /// Swift's pool is busy, and the signal is heard all the same.
  ///
  /// One test for both, since a process listens for signals once.
  @Test func aSignalDuringTheLastWritesLeavesARunThatGoesOn() async throws {
    let place = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let arm = Arm(name: "base", settings: ArmSettings())
    let experiment = Experiment(name: "x", title: "X", seed: 1, replications: 1, arms: [arm])
    let record = RunRecord(
      experiment: experiment,
      arms: [ArmRecord(arm: arm, replications: [ReplicationRecord(arm: "base", number: 0)])],
      hypotheses: [], seconds: 0, version: "0")
    let session = RunSession(
      experiment: experiment,
      folder: RunFolder(
        path: place.path, completed: [ReplicationKey(arm: "base", number: 0)], repairs: [],
        secondsBefore: 0, file: { _ in }, read: { record },
        finish: { _ in
          // Signals are listened for by another thread, which may not be there yet.
          Thread.sleep(forTimeInterval: 0.2)
          kill(getpid(), SIGINT)
          let deadline = ContinuousClock.now + .seconds(5)
          while !Task.isCancelled && ContinuousClock.now < deadline {}
          return "{}"
        }),
      jobs: 1, progress: .silent, printsJSON: false, arguments: ["rlhf", "run"])
    let heard = Heard()
    let others = (1..<ProcessInfo.processInfo.activeProcessorCount).map { _ in
      Task {
        let deadline = ContinuousClock.now + .seconds(5)
        while heard.count.withLock({ $0 }) == 0 && ContinuousClock.now < deadline {}
      }
    }
    await #expect(throws: ExitCode(130)) { try await session.run() }
    heard.count.withLock { $0 += 1 }
    for other in others { await other.value }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).isEmpty)
  }
}

private final class Heard: Sendable {
  let count = Mutex(0)
}
