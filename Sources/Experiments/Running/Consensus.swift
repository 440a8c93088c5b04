import Aggregation
import Randomness
import SandboxCore

/// From answers to evidence, as an arm's settings say: screening, then consensus.
struct Consensus {
  let settings: ConsensusSettings
  /// The chance of methods that draw.
  let stream: RandomStream

  /// How answers become evidence.
  var signal: LabelConverter {
    LabelConverter(
      LabelConverter.Settings(rankingWeight: .pair, ratingScale: settings.ratings),
      aggregator: Aggregators.all.named(settings.aggregation).make(
        settings, using: stream.child("consensus")))
  }

  /// The answers without those of annotators who look like trolls; `nil` when nobody looks.
  func screened(_ judgements: FeedbackDataset) throws -> Screening.Outcome? {
    try Defences.named(settings.defence).map {
      try Screening(
        $0, trimmedShare: settings.trimmedShare, using: stream.child("screening")
      ).screen(judgements)
    }
  }
}
