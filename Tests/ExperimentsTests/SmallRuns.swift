import Environments
import Experiments
import Synchronization

/// Experiments of a fraction of a second, and what they leave.
enum SmallRuns {
  /// A change that an arm makes to the base.
  typealias Change = (inout ArmSettings) -> Void

  /// An experiment in small whose arms depart from the world's defaults.
  static func experiment(
    _ world: WorldName = .tiny, replications: Int = 1, arms: [(name: String, change: Change)],
    hypotheses: [Hypothesis] = []
  ) -> Experiment {
    Experiment(
      name: "small", title: "Small", seed: 7, replications: replications,
      arms: arms.map { arm in
        var settings = ArmSettings.defaults(for: world)
        settings.model.order = 3
        settings.model.width = 16
        settings.model.layers = 1
        settings.pretraining.amount = 600
        arm.change(&settings)
        return Arm(name: arm.name, settings: settings)
      }, hypotheses: hypotheses
    ).smoke
  }

  /// Runs an experiment; returns all records, arm by arm, and what was filed, in the order of filing.
  static func run(
    _ experiment: Experiment, jobs: Int = 1, completed: [ReplicationRecord] = [],
    store: ArtifactStore? = nil
  ) async throws -> (records: [ReplicationRecord], filed: [ReplicationOutcome]) {
    let filed = Mutex<[ReplicationOutcome]>([])
    try await ExperimentRunner(experiment: experiment, jobs: jobs, store: store).run(
      completed: completed.map(\.key), file: { outcome in filed.withLock { $0.append(outcome) } },
      report: { _ in })
    let outcomes = filed.withLock { $0 }
    let records = completed + outcomes.map(\.record)
    return (
      experiment.arms.flatMap { arm in
        records.filter { $0.arm == arm.name }.sorted { $0.number < $1.number }
      }, outcomes
    )
  }
}

extension ReplicationRecord {
  /// The record without its wall times, the only part that luck and AI judge may change.
  var timeless: ReplicationRecord {
    var record = self
    for index in record.phases.indices { record.phases[index].seconds = 0 }
    return record
  }

  /// The phase of a name.
  func phase(_ name: String) -> PhaseRecord? { phases.first { $0.name == name } }

  /// The metrics of the models that no person and no reward model has touched.
  var earlyMetrics: [Metric] {
    metrics.filter {
      !$0.name.hasPrefix("proxy")
        && ($0.name.hasSuffix("_pretrained") || $0.name.hasSuffix("_fine_tuned"))
    }
  }
}
