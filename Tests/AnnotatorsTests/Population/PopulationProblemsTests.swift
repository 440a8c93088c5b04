import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Annotators

@Suite struct PopulationProblemsTests {
  private func problems(_ change: (inout PopulationSettings) -> Void) -> [String] {
    var settings = PopulationSettings()
    change(&settings)
    return settings.problems(in: Cast.population).map(\.description)
  }

  @Test func aGoodPopulationHasNone() {
    #expect(problems { _ in } == [])
  }

  @Test func numbersOutsideTheirRange() {
    #expect(
      problems {
        $0.count = 0
        $0.traits.rationality = Spread(-1)
        $0.traits["mistakes"] = Spread(1.5)
        $0.traits["severity"] = Spread(0, deviation: -1)
        $0.traits["halo"] = Spread(0.5, deviation: 0.5)
        $0.individualTaste = -2
        $0.expertise = Spread(2)
        $0.topicBias = Spread(0, deviation: .infinity)
        $0.tieThreshold = .deviations(0)
        $0.skipThreshold = .shareOfMeanReturn(.nan)
      } == [
        "annotators.count: there are 0 people; use a number from 1 to 100000",
        "annotators.rationality: rationality is -1.0; use 0 for random answers, 1 to 5 for a "
          + "typical person, or `perfect`",
        "annotators.mistakes: the mean is 1.5; use a number from 0.0 to 1.0",
        "annotators.halo: no share with the mean 0.5 has a standard deviation of 0.5; use less "
          + "than 0.5",
        "annotators.severity: the standard deviation is -1.0; use a number from 0.0 to 20.0",
        "annotators.individual_taste: the standard deviation is -2.0; use a number from 0.0 to 1000.0",
        "annotators.expertise: the mean is 2.0; use a number from 0.0 to 1.0",
        "annotators.topic_bias: the standard deviation is inf; use a number from 0.0 to 20.0",
        "annotators.tie_threshold: the threshold is 0.0; use a number from 1e-09 to 1000.0",
        "annotators.skip_threshold: the threshold is nan; use a number from "
          + "-1000.0 to 1000.0",
      ])
  }

  @Test func groups() {
    #expect(
      problems {
        $0.groups = [
          GroupSettings("lod", share: -1), GroupSettings("loud", share: 0),
          GroupSettings("loud", share: 1),
        ]
      } == [
        "annotators.groups.lod: the world has no group \"lod\"; write loud",
        "annotators.groups.lod.share: -1.0 is no share; use a number from 0 to 1",
        "annotators.groups.loud: the group \"loud\" is named twice; give it one share",
      ])
    #expect(
      problems { $0.groups = [GroupSettings("loud", share: 0)] } == [
        "annotators.groups: the shares add up to 0, but must add up to 1; change them, or leave one out: "
          + "that group takes what the others leave"
      ])
    #expect(
      problems {
        $0.count = 3
        $0.groups = [GroupSettings("plain"), GroupSettings("loud", share: 0.05)]
      } == [
        "annotators.groups.loud: a group with no people: 0.05 of 3 is nobody; use more people, a "
          + "larger share, or 0"
      ])
    #expect(
      problems {
        $0.count = 1
      } == [], "groups that nobody asked for may stay empty")
    #expect(
      PopulationSettings().problems(in: PopulationWorld(groups: [], attributes: [])).map(
        \.description) == ["annotators.groups: the world has no groups; give it at least one"])
  }

  @Test func groupTraits() {
    #expect(
      problems {
        $0.groups = [
          GroupSettings("loud", share: 0.5, traits: [SpecialTrait("charm", Spread(1))]),
          GroupSettings("lod", share: 0.5, traits: [SpecialTrait("lapses", Spread(-0.1))]),
        ]
      } == [
        "annotators.groups.loud.traits.charm: there is no trait \"charm\"; use one of: rationality, "
          + TraitCatalog.all.map(\.key).joined(separator: ", "),
        "annotators.groups.lod.traits.lapses: the mean is -0.1; use a number from 0.0 to 1.0",
        "annotators.groups.lod: the world has no group \"lod\"; write loud",
      ])
  }

  @Test func flattery() {
    #expect(
      problems { $0.traits["sycophancy"] = Spread(1) } == [
        "annotators.sycophancy_attribute: people can be flattered, but it does not say by what; "
          + "name an attribute of the world"
      ])
    #expect(
      problems { $0.sycophancyAttribute = "slant" } == [
        "annotators.sycophancy_attribute: the world has no attribute \"slant\"; use one of: good, "
          + "loud"
      ])
  }

  @Test func trolls() {
    #expect(
      problems {
        $0.trolls.share = 1.2
        $0.trolls.activity = 0
        $0.trolls.behavior = "targeted"
        $0.trolls.attribute = "-harm"
      } == [
        "annotators.trolls.share: 1.2 is no share; use a number from 0 to 1",
        "annotators.trolls.activity: trolls answer 0.0 times as often as others; use a number "
          + "from 0.001 to 1000.0",
        "annotators.trolls.attribute: the world has no attribute \"harm\"; use one of: good, loud",
      ])
    #expect(
      problems {
        $0.trolls.share = 0.1
        $0.trolls.behavior = "targeted"
      } == [
        "annotators.trolls.attribute: no attribute is named; use one of: good, loud"
      ])
    #expect(
      problems {
        $0.trolls.share = 0.1
        $0.trolls.behavior = "trigger"
      } == [
        "annotators.trolls.trigger: the trigger has no words; name the words that trolls prefer"
      ])
    #expect(
      problems {
        $0.trolls.behavior = "trigger"
        $0.trolls.trigger = [1, 4]
      } == [
        "annotators.trolls.trigger: the vocabulary of 4 words has no token 4; use words of the "
          + "world"
      ])
    #expect(
      problems { $0.trolls.behavior = "invert" } == [
        "annotators.trolls.behavior: there is no behavior \"invert\"; use one of: random, inverted, "
          + "constant, targeted, trigger, colluding, sybil, evasive"
      ])
    #expect(
      problems {
        $0.trolls.behavior = "sybil"
        $0.trolls.accounts = 0
      } == [
        "annotators.trolls.accounts: each sybil has 0 accounts; use a number from 1 to "
          + "10000"
      ])
  }

  @Test func aiJudges() {
    #expect(
      problems {
        $0.aiJudges.accounts = -1
        $0.aiJudges.rationality = Spread(-2)
        $0.aiJudges.accuracy = 0.5
        $0.aiJudges.errorCorrelation = 2
        $0.aiJudges.positionBias = 11
        $0.aiJudges.bias = -1
        $0.aiJudges.dollars = .nan
      } == [
        "annotators.ai_judges.accounts: the judge has -1 accounts; use a number from 0 to 10000",
        "annotators.ai_judges.rationality: rationality is -2.0; use 0 for random answers, 1 to 5 "
          + "for a typical person, or `perfect`",
        "annotators.ai_judges.accuracy: an accuracy of 0.5 is no judge's; use a number above 0.5, "
          + "which is a coin's, up to 1",
        "annotators.ai_judges.error_correlation: 2.0 is no share; use a number from 0 to 1",
        "annotators.ai_judges.position_bias: the bias is 11.0; use a number from -10.0 to 10.0",
        "annotators.ai_judges.bias: the standard deviation is -1.0; use a number from 0.0 to "
          + "1000.0",
        "annotators.ai_judges.dollars: the factor is nan; use a number from 0.0 to 1000.0",
      ])
  }

  /// Each number within its range, and together a crowd that no AI judge holds.
  @Test func crowdsThatAreTooLarge() {
    #expect(
      problems { $0.count = .max } == [
        "annotators.count: there are 9223372036854775807 people; use a number from 1 to 100000"
      ])
    #expect(problems { $0.count = 100_000 } == [])
    #expect(
      problems {
        $0.count = 100_000
        $0.trolls.share = 0.5
        $0.trolls.behavior = "sybil"
        $0.aiJudges.accounts = 7
      } == [
        "annotators.trolls.accounts: annotators and AI judges have 300007 accounts together; use fewer "
          + "people, trolls or accounts: 200000 at most"
      ])
    #expect(
      problems { $0.individualTaste = .infinity } == [
        "annotators.individual_taste: the standard deviation is inf; use a number from 0.0 to 1000.0"
      ])
    #expect(
      problems { $0.traits["severity"] = Spread(0, deviation: 20.1) } == [
        "annotators.severity: the standard deviation is 20.1; use a number from 0.0 to 20.0"
      ])
  }

  @Test func allAreThrownAtOnce() {
    var settings = PopulationSettings()
    settings.count = 0
    settings.trolls.share = 2
    #expect {
      try AnnotatorPool(settings, world: Cast.population, using: RandomStream(seed: 1))
    } throws: { error in
      String(describing: error)
        == "annotators.count: there are 0 people; use a number from 1 to 100000\n"
        + "annotators.trolls.share: 2.0 is no share; use a number from 0 to 1"
    }
  }
}
