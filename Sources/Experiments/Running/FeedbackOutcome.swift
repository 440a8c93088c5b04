import Feedback
import PolicyOptimization
import SandboxCore

/// What the campaign of a replication left.
struct FeedbackOutcome: Sendable {
  /// The answers that count.
  var judgements: FeedbackDataset = []
  /// Every answer that was paid for.
  var everything: FeedbackDataset = []
  /// What all of it cost.
  var ledger = CostLedger()
  /// How many accounts failed their checks.
  var dismissedCount = 0
  /// How many questions could not be asked, since the models had no different responses to ask about.
  var unaskedCount = 0
  /// The share of single answers that are right, where it can be said.
  var labelAccuracy: Double?
  /// The policy's optimisation as it stands after the iterations between rounds of asking; `nil` with
  /// one round.
  var training: (any PolicyTraining)?
  /// What responses were usually like.
  var scale: UtilityScale

  /// Nothing yet.
  init(scale: UtilityScale = UtilityScale()) { self.scale = scale }

  /// Adds what a round brought.
  mutating func add(_ report: CampaignReport, ledger: CostLedger) {
    judgements += report.judgements
    everything += report.everything
    self.ledger = ledger
    dismissedCount = report.dismissed.count
    labelAccuracy = CampaignReport.labelAccuracy(of: judgements, scale: scale)
  }
}
