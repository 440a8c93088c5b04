import Aggregation
import Randomness
import SandboxCore

/// From answers to evidence, as an arm's settings say: screening, then consensus.
struct Consensus {
  let settings: ConsensusSettings
  /// The chance of methods that draw.
  let stream: RandomStream

  /// How answers become evidence.
  var signal: FeedbackSignal {
    get throws {
      FeedbackSignal(
        FeedbackSignal.Settings(rankingWeight: .pair, ratingScale: settings.ratings),
        aggregator: try aggregator)
    }
  }

  /// How votes are settled.
  private var aggregator: any Aggregator {
    get throws {
      let name = settings.aggregation.rawValue
      let stream = stream.child("consensus")
      if settings.aggregation == .majority { return MajorityVote() }
      for method in TruthMethod.all {
        if case .classes(let method) = method, method.name == name {
          return TruthVote(method, isWeighted: settings.weighsReliability, using: stream)
        }
      }
      return RankingVote(try RankingMethods.named(name), using: stream)
    }
  }

  /// The answers without those of annotators who look like trolls; `nil` when nobody looks.
  func screened(_ judgements: [Judgement]) throws -> Screening.Outcome? {
    let defence: (any Defence)? =
      switch settings.defence {
      case .none: nil
      case .majorityAgreement: MajorityAgreement()
      case .reliability: ReliabilityCheck()
      case .collusion: CollusionTest()
      }
    return try defence.map {
      try Screening(
        $0, trimmedShare: settings.trimmedShare, using: stream.child("screening")
      ).screen(judgements)
    }
  }
}
