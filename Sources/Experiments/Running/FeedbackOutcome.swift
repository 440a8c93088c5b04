import Feedback
import Networks
import SandboxCore

/// What the campaign of a replication left.
struct FeedbackOutcome: Sendable {
  /// The answers that count.
  var judgements: [Judgement] = []
  /// Every answer that was paid for.
  var everything: [Judgement] = []
  /// What all of it cost.
  var ledger = CostLedger()
  /// How many accounts failed their checks.
  var dismissedCount = 0
  /// How many questions could not be asked, since the models had no different responses to ask about.
  var unaskedCount = 0
  /// The share of single answers that are right, where it can be said.
  var labelAccuracy: Double?
  /// The policy after the rounds of optimisation between rounds of asking; `nil` with one round.
  var policy: (any LanguageModel)?
  /// How many iterations of policy optimisation are still to come; `nil` for all of them.
  var iterationsLeft: Int?
  /// What responses were usually like.
  var scale: QualityScale

  /// Nothing yet.
  init(scale: QualityScale = QualityScale()) { self.scale = scale }

  /// Adds what a round brought.
  mutating func add(_ report: CampaignReport, ledger: CostLedger) {
    judgements += report.judgements
    everything += report.everything
    self.ledger = ledger
    dismissedCount = report.dismissed.count
    labelAccuracy = CampaignReport.labelAccuracy(of: judgements, scale: scale)
  }
}
