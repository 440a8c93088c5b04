import Randomness
import SandboxCore
import Testing

@testable import Aggregation

/// What scenarios can name to settle votes and to look for bad actors.
@Suite struct AggregatorsTests {
  private let stream = RandomStream(seed: 1)

  @Test func everyNameIsItsMethod() {
    for named in Aggregators.all {
      switch named.make(ConsensusSettings(), using: stream) {
      case is MajorityVote: #expect(named.name == "majority")
      case let vote as TruthInferenceAggregator:
        #expect(vote.method.name == named.name && vote.isWeighted)
      case let vote as RankingAggregator: #expect(vote.method.name == named.name)
      case let other: Issue.record("\(named.name) became \(other)")
      }
      #expect(named.summary.count > 20 && Aggregators.all.named(named.name).name == named.name)
    }
  }

  /// What can be named is everything there is, but for what needs covariates.
  @Test func noMethodIsLeftOut() {
    let classes = TruthMethod.all.compactMap { method -> String? in
      if case .classes(let method) = method { method.name } else { nil }
    }
    let ratings = RankingMethods.all.filter { !$0.needs.contains(.covariates) }.map(\.name)
    #expect(Aggregators.all.names == classes + ratings)
    #expect(Set(Aggregators.all.names).count == 23)
  }

  @Test func weightsCanBeTurnedOff() {
    var settings = ConsensusSettings()
    settings.weightsByReliability = false
    let vote =
      Aggregators.all.named("dawid-skene").make(settings, using: stream)
      as? TruthInferenceAggregator
    #expect(vote?.isWeighted == false)
  }

  @Test func defencesHaveNamesOfTheirOwn() {
    #expect(Defences.names == ["none", "majority-agreement", "reliability", "collusion"])
    #expect(Defences.named("none") == nil)
    for defence in Defences.all {
      #expect(Defences.named(defence.name)?.summary == defence.summary)
      #expect(defence.summary.hasPrefix("Suspects"))
    }
  }

  /// The settings offer what the lists hold, and start from the majority with nobody screened.
  @Test func settingsOfferTheLists() {
    func choices(_ key: String) -> [String] {
      guard
        case .choice(let names) = ConsensusSettings.settings.first(where: { $0.setting.key == key }
        )?
        .setting.kind
      else { return [] }
      return names
    }
    #expect(choices("feedback.aggregation") == Aggregators.all.names)
    #expect(choices("feedback.defence.method") == Defences.names)
    #expect(ConsensusSettings().aggregation == "majority" && ConsensusSettings().defence == "none")
  }
}
