import Environments
import Experiments
import SandboxCore
import Synchronization
import Testing

@Suite struct ExperimentRunnerTests {
  /// Two families of arms (different models), one of them with two arms.
  static let experiment = SmallRuns.experiment(
    replications: 2,
    arms: [
      ("base", { _ in }), ("trolls", { $0.annotators.population.trolls.share = 0.4 }),
      ("bigrams", { $0.model.order = 2 }),
    ])

  @Test(arguments: [WorldName.tiny, .ticTacToe])
  func theOutcomeDoesNotDependOnTheNumberOfJobs(world: WorldName) async throws {
    let experiment = SmallRuns.experiment(
      world, replications: 2,
      arms: [("base", { _ in }), ("other", { $0.pretraining.learningRate = 1e-3 })])
    let alone = try await SmallRuns.run(experiment, jobs: 1).records
    let together = try await SmallRuns.run(experiment, jobs: 2).records
    #expect(alone.map(\.timeless) == together.map(\.timeless))
    #expect(alone.map { "\($0.arm) \($0.number)" } == ["base 0", "base 1", "other 0", "other 1"])
    // The luck of one replication is not the luck of the next.
    #expect(alone[0].metrics != alone[1].metrics)
  }

  /// Rounds, ensembles, AI judges, checks, tired people: none of them knows how many jobs there are.
  @Test func crowdsOfAnyKindDoNotDependOnTheNumberOfJobs() async throws {
    let experiment = SmallRuns.experiment(
      replications: 2, arms: AnswerReplayTests.campaigns.map { ($0.name, $0.change) })
    let alone = try await SmallRuns.run(experiment, jobs: 1)
    let together = try await SmallRuns.run(experiment, jobs: 3)
    #expect(alone.records.allSatisfy { $0.failure == nil })
    #expect(alone.records.map(\.timeless) == together.records.map(\.timeless))
    func answers(_ filed: [ReplicationOutcome]) -> [FeedbackDataset] {
      filed.sorted { ($0.record.arm, $0.record.number) < ($1.record.arm, $1.record.number) }
        .map(\.judgements)
    }
    #expect(answers(alone.filed) == answers(together.filed))
  }

  @Test func aRunThatGoesOnFindsWhatAnUnbrokenOneFinds() async throws {
    let whole = try await SmallRuns.run(Self.experiment)
    let order = whole.filed.map(\.record)
    #expect(order.count == 6)
    for known in 1..<order.count {
      let rest = try await SmallRuns.run(
        Self.experiment, completed: Array(order.prefix(known)))
      #expect(rest.filed.map(\.record.timeless) == order.dropFirst(known).map(\.timeless))
      #expect(rest.records.map(\.timeless) == whole.records.map(\.timeless))
    }
    let nothing = try await SmallRuns.run(Self.experiment, completed: order)
    #expect(nothing.filed.isEmpty)
    #expect(nothing.records == whole.records)
  }

  @Test(arguments: 1...4)
  func cancellingLeavesWholeReplicationsFromTheBeginning(count: Int) async throws {
    let whole = try await SmallRuns.run(Self.experiment).filed.map(\.record.timeless)
    let filed = Mutex<[ReplicationRecord]>([])
    let handle = Mutex<Task<Void, any Error>?>(nil)
    let task = Task {
      while handle.withLock({ $0 == nil }) { await Task.yield() }
      return try await ExperimentRunner(experiment: Self.experiment, jobs: 1).run(
        completed: [],
        file: { outcome in
          let isEnough = filed.withLock { records in
            records.append(outcome.record)
            return records.count == count
          }
          if isEnough { handle.withLock { $0?.cancel() } }
        }, report: { _ in })
    }
    handle.withLock { $0 = task }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(filed.withLock { $0.map(\.timeless) } == Array(whole.prefix(count)))
  }

  @Test func whatFilingThrowsEndsTheRun() async throws {
    struct DiskFull: Error {}
    let runner = ExperimentRunner(experiment: Self.experiment, jobs: 2)
    await #expect(throws: DiskFull.self) {
      try await runner.run(completed: [], file: { _ in throw DiskFull() }, report: { _ in })
    }
  }

  @Test func eventsTellWhatHappens() async throws {
    let events = Mutex<[RunEvent]>([])
    let runner = ExperimentRunner(experiment: Self.experiment, jobs: 1)
    try await runner.run(
      completed: [], file: { _ in }, report: { event in events.withLock { $0.append(event) } })
    let seen = events.withLock { $0 }
    #expect(seen.first == .started(total: 6, alreadyDone: 0))
    #expect(seen.last == .finished(arm: "bigrams", replication: 1, failure: nil))
    let phases = seen.compactMap { event -> String? in
      guard case .phaseBegan("base", 0, let phase) = event else { return nil }
      return phase
    }
    #expect(
      phases == [
        "pre-training", "fine-tuning", "feedback", "reward model", "policy optimisation",
        "evaluation",
      ])
  }
}
