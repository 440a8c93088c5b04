import Aggregation
import Randomness
import SandboxCore

/// From answers to evidence, as an arm's settings say: screening, then consensus.
struct Consensus {
  let settings: ConsensusSettings
  /// What a piece of evidence is to be.
  var unit = LabelConverter.Unit.consensus
  /// Whether rankings are to stay whole.
  var keepsRankingsWhole = false
  /// The chance of methods that draw.
  let stream: RandomStream

  /// How answers become evidence.
  var signal: LabelConverter {
    var conventions = LabelConverter.Settings(
      rankingWeight: .pair, ratingScale: settings.ratings)
    conventions.unit = unit
    conventions.keepsRankingsWhole = keepsRankingsWhole
    return LabelConverter(
      conventions,
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
