import Randomness
import SandboxCore
import Synchronization

/// Runs all replications of all arms, in parallel, and files each as it finishes.
///
/// The outcome depends on the experiment alone: not on the number of jobs, nor on what was already
/// on file when an interrupted run goes on.
public struct ExperimentRunner: Sendable {
  /// What is run.
  public var experiment: Experiment
  /// How many replications run at the same time; ≥ 1. More than there are cores gain nothing.
  public var jobs: Int
  /// Where the models of the first two phases are kept for other runs; `nil` keeps none.
  public var store: ArtifactStore?

  /// A runner of an experiment; the parameters are the properties of the same names.
  public init(experiment: Experiment, jobs: Int, store: ArtifactStore? = nil) {
    self.experiment = experiment
    self.jobs = jobs
    self.store = store
  }

  /// Arms that begin with the same phases, in one replication: what a job works off in turn.
  private struct Job: Sendable {
    var arms: [Arm]
    var number: Int
  }

  /// Runs what is not yet on file.
  ///
  /// Nothing of a replication is kept once it is filed, so that memory does not grow with their number.
  ///
  /// - Parameters:
  ///   - completed: replications on file from an interrupted run.
  ///   - file: called once for each finished replication, never two at a time.
  ///   - report: called with events, never two at a time.
  /// - Throws: what `file` throws, and `CancellationError` when the task is cancelled.
  public func run(
    completed: [ReplicationKey],
    file: @escaping @Sendable (ReplicationOutcome) throws -> Void,
    report: @escaping @Sendable (RunEvent) -> Void
  ) async throws {
    let desk = Mutex(())
    let tell: @Sendable (RunEvent) -> Void = { event in desk.withLock { _ in report(event) } }
    let cabinet: @Sendable (ReplicationOutcome) throws -> Void = { outcome in
      try desk.withLock { _ in try file(outcome) }
    }
    let jobs = self.jobs(without: completed)
    tell(
      .started(
        total: experiment.arms.count * experiment.replications, alreadyDone: completed.count))
    try await withThrowingTaskGroup(of: Void.self) { group in
      var waiting = jobs.makeIterator()
      for _ in 0..<max(1, self.jobs) {
        guard let job = waiting.next() else { break }
        group.addTask { try work(off: job, file: cabinet, report: tell) }
      }
      while try await group.next() != nil {
        if let job = waiting.next() {
          group.addTask { try work(off: job, file: cabinet, report: tell) }
        }
      }
    }
  }

  /// The jobs in the order of replications, those with more arms first.
  private func jobs(without completed: [ReplicationKey]) -> [Job] {
    let completed = Set(completed)
    var families: [(key: String, arms: [Arm])] = []
    for arm in experiment.arms {
      let key = arm.settings.key("pre-training", of: ["world", "model", "pretraining"])
      if let index = families.firstIndex(where: { $0.key == key }) {
        families[index].arms.append(arm)
      } else {
        families.append((key, [arm]))
      }
    }
    return (0..<experiment.replications).flatMap { number in
      families.compactMap { family in
        let arms = family.arms.filter { arm in
          !completed.contains(ReplicationKey(arm: arm.name, number: number))
        }
        return arms.isEmpty ? nil : Job(arms: arms, number: number)
      }
    }
  }

  /// Runs the arms of a job one after the other; phases they share are computed once.
  private func work(
    off job: Job, file: @Sendable (ReplicationOutcome) throws -> Void,
    report: @escaping @Sendable (RunEvent) -> Void
  ) throws {
    let stream = RandomStream(seed: experiment.seed).child("replication").child(job.number)
    var cache = ArtifactCache()
    for arm in job.arms {
      let outcome = try outcome(
        of: arm, number: job.number, stream: stream, sharing: &cache, report: report)
      try file(outcome)
      report(
        .finished(arm: arm.name, replication: job.number, failure: outcome.record.failure))
    }
  }

  /// One arm of one replication. Whatever goes wrong in it ends it alone, and is named in its record; the
  /// others go on.
  ///
  /// - Throws: `CancellationError`.
  private func outcome(
    of arm: Arm, number: Int, stream: RandomStream, sharing cache: inout ArtifactCache,
    report: @escaping @Sendable (RunEvent) -> Void
  ) throws -> ReplicationOutcome {
    let world: any Environment
    do {
      world = try cache.result("world|" + arm.settings.worldKey) {
        try arm.settings.makeWorld()
      }.value
    } catch {
      return ReplicationOutcome(
        record: ReplicationRecord(arm: arm.name, number: number), endedBy: error, in: "world")
    }
    return try outcome(
      of: arm, in: world, number: number, stream: stream, sharing: &cache, report: report)
  }

  private func outcome<World: Environment>(
    of arm: Arm, in world: World, number: Int, stream: RandomStream,
    sharing cache: inout ArtifactCache, report: @escaping @Sendable (RunEvent) -> Void
  ) throws -> ReplicationOutcome {
    var replication = Replication(
      world: world, arm: arm, number: number, stream: stream, store: store, report: report)
    do {
      return try replication.run(sharing: &cache).checked
    } catch let cancellation as CancellationError {
      throw cancellation
    } catch {
      return ReplicationOutcome(
        record: replication.record, endedBy: error, in: replication.stage)
    }
  }
}
