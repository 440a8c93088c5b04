import SandboxCore

/// Runs all replications of all arms, in parallel, and files each as it finishes.
///
/// The outcome depends on the experiment alone: not on the number of jobs, nor on what was already
/// on file when an interrupted run goes on.
public struct ExperimentRunner: Sendable {
  /// What is run.
  public var experiment: Experiment
  /// How many replications run at the same time; ≥ 1.
  public var jobs: Int

  /// A runner of an experiment.
  public init(experiment: Experiment, jobs: Int) {
    self.experiment = experiment
    self.jobs = jobs
  }

  /// Runs what is not yet on file.
  ///
  /// - Parameters:
  ///   - completed: replications on file from an interrupted run.
  ///   - file: called once for each finished replication, never two at a time.
  ///   - report: called with events, never two at a time.
  /// - Returns: the records of all replications, arm by arm.
  /// - Throws: what `file` throws, and `CancellationError` when the task is cancelled.
  public func run(
    completed: [ReplicationRecord],
    file: @escaping @Sendable (ReplicationOutcome) throws -> Void,
    report: @escaping @Sendable (RunEvent) -> Void
  ) async throws -> [ReplicationRecord] {
    completed
  }
}
