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
    await #expect(throws: ExitCode(130)) { try await session.run() }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).isEmpty)
  }
}

private final class Heard: Sendable {
  let count = Mutex(0)
}
