import Aggregation
import SandboxCore

extension ReplicationOutcome {
  /// What a replication leaves that an error ended: its phases as far as they came, and the reason. No
  /// metric and no sample: an arm's mean is over the replications that came to their end.
  ///
  /// - Parameters:
  ///   - record: as far as it came.
  ///   - stage: where it was.
  init(record: ReplicationRecord, endedBy error: any Error, in stage: String) {
    var record = record.withoutBrokenNumbers
    (record.metrics, record.samples, record.elo) = ([], [], [])
    record.failure = Self.reason(error, stage: stage)
    // Without answers and models there is nothing that a vocabulary would be needed for.
    self.init(
      record: record, judgements: [],
      vocabulary: Vocabulary(words: ["none"], beginning: "none", end: nil), world: "", models: [])
  }

  /// The outcome, or that of a failed replication if a number in it is not finite.
  var checked: ReplicationOutcome {
    let costs = judgements.lazy.flatMap { judgement in
      [
        ("seconds", judgement.seconds), ("dollars", judgement.dollars), ("hour", judgement.hour),
      ]
    }
    let broken =
      record.brokenNumber
      ?? costs.first { !ReplicationRecord.countable.contains($0.1) }.map { name, value in
        TrainingFailure(phase: "feedback", step: 0, quantity: name, value: value)
      }
    guard let broken else { return self }
    return ReplicationOutcome(record: record, endedBy: broken, in: broken.phase)
  }

  /// What helps against numbers that run away, by phase.
  private static let remedies = [
    "pre-training": "a smaller pretraining.learning_rate",
    "fine-tuning": "a smaller fine_tuning.learning_rate",
    "reward model": "a smaller reward_model.learning_rate, or reward_model.max_grad_norm: 1",
    "policy optimisation":
      "a smaller policy_optimization.learning_rate, max_grad_norm: 1, clip_range: 0.2, or a greater kl_coefficient",
  ]

  /// Why a replication ended, on one line that begins with the stage.
  private static func reason(_ error: any Error, stage: String) -> String {
    let text =
      switch error {
      case let failure as TrainingFailure:
        "\(failure.phase), step \(failure.step): \(failure.quantity) is \(failure.value)"
          + (Self.remedies[failure.phase].map { "; try \($0)" } ?? "")
      case let failure as NoPreferences: failure.description
      case is AggregationError, is RatingError: "consensus: \(error)"
      default: "\(stage): \(error)"
      }
    return text.split(whereSeparator: \.isNewline)
      .map { $0.trimmingPrefix(while: \.isWhitespace) }.joined(separator: "; ")
  }
}
