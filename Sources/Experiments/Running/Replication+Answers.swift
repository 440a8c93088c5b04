import Feedback
import SandboxCore
import Statistics

extension Replication {
  /// What the answers cost and how good they were; nothing where nobody was asked.
  mutating func noteAnswers(_ outcome: FeedbackOutcome) throws {
    try note("labels", Double(outcome.ledger.answers))
    try note("cost_dollars", outcome.ledger.dollars)
    try note("annotator_hours", outcome.ledger.hours)
    guard outcome.ledger.answers > 0 else { return }
    try note("wall_clock_hours", outcome.ledger.wallClockHours)
    try note("machine_labels", Double(outcome.ledger.machineAnswers))
    try note("dismissed_annotators", Double(outcome.dismissedCount))
    if outcome.unaskedCount > 0 { try note("unasked_questions", Double(outcome.unaskedCount)) }
    if let accuracy = outcome.labelAccuracy { try note("label_accuracy", accuracy) }
    try noteAgreement(outcome)
  }

  /// How far people agree, where questions were answered more than once.
  private mutating func noteAgreement(_ outcome: FeedbackOutcome) throws {
    guard let table = outcome.repeatedAnswers else { return }
    let isRating = table.levels.count > 3
    if let agreement = table.agreement(.percentAgreement) {
      try note("agreement_percent", agreement)
      if !isRating {
        try note("label_accuracy_ceiling", (1 + max(0, 2 * agreement - 1).squareRoot()) / 2)
      }
    }
    if let alpha = table.agreement(.krippendorffAlpha(isRating ? .interval : .nominal)) {
      try note("agreement_alpha", alpha)
    }
  }

  /// How often what is handed to the reward model is right.
  ///
  /// Of preferences the share that agrees with the gold reward; of scores and approvals the share of pairs
  /// of responses that they order as the gold reward does, (1 + τ)/2.
  mutating func noteConsensus(_ evidence: RewardEvidence) throws {
    func gold(_ response: Response) -> Double { world.episode(response).gold.value }
    var right = 0.0
    var count = 0.0
    for preference in evidence.preferences {
      let gap = gold(preference.chosen) - gold(preference.rejected)
      guard gap != 0 else { continue }
      count += 1
      right += preference.probability == 0.5 ? 0.5 : gap > 0 ? 1 : 0
    }
    if count > 0 {
      try note("consensus_accuracy", right / count)
      return
    }
    let singles =
      evidence.scores.map { ($0.response, $0.score) }
      + evidence.approvals.map { ($0.response, $0.probability) }
    guard singles.count > 1 else { return }
    // A sample will do: counting all pairs takes their number squared.
    let sample = singles.prefix(1_000)
    if let tau = kendallTauB(sample.map(\.1), sample.map { gold($0.0) }) {
      try note("consensus_accuracy", (1 + tau) / 2)
    }
  }
}
