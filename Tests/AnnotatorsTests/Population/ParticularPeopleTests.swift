import Randomness
import SandboxCore
import Testing

@testable import Annotators

/// Traits by topic, individuals, several kinds of trolls and of judges.
@Suite struct ParticularPeopleTests {
  private func pool(_ change: (inout PopulationSettings) -> Void) throws -> AnnotatorPool {
    var settings = PopulationSettings()
    change(&settings)
    var world = Cast.population
    world.topics = ["food", "politics"]
    return try AnnotatorPool(settings, world: world, using: RandomStream(seed: 31))
  }

  /// On a topic people keep their rank: who has more of a trait than others has more there, too.
  @Test func aTraitOnATopicIsAnotherSpreadOfTheSamePeople() throws {
    let people = try pool {
      $0.traits["length_bias"] = Spread(0, deviation: 1)
      $0.topicTraits = [SpecialTrait("length_bias", on: "politics", Spread(1, deviation: 2))]
    }.members.compactMap(\.person)
    for person in people {
      let everywhere = person.traits(on: "food")[LengthBias()]
      #expect(everywhere == person.traits[LengthBias()])
      #expect(abs(person.traits(on: "politics")[LengthBias()] - (1 + 2 * everywhere)) < 1e-9)
    }
  }

  @Test func theMoreParticularWins() throws {
    let people = try pool {
      $0.traits["lapses"] = Spread(0.1)
      $0.topicTraits = [SpecialTrait("lapses", on: "politics", Spread(0.2))]
      $0.groups = [
        GroupSettings("plain"),
        GroupSettings("loud", share: 0.5, traits: [SpecialTrait("lapses", Spread(0.3))]),
      ]
      var ann = IndividualSettings("ann")
      (ann.group, ann.traits) = ("loud", [SpecialTrait("lapses", on: "food", Spread(0.4))])
      $0.individuals = [ann]
    }.members.compactMap(\.person)
    #expect(people.count == 21)
    for person in people {
      let found = ["food", "politics"].map { person.traits(on: $0).lapses }
      switch (person.name, person.group) {
      case ("ann", let group): #expect(group == "loud" && found == [0.4, 0.3])
      case (_, "loud"): #expect(found == [0.3, 0.3])
      default: #expect(found == [0.1, 0.2])
      }
    }
  }

  /// Nobody else changes when somebody is added by name.
  @Test func individualsChangeNobodyElse() throws {
    let some = try pool { $0.traits["lapses"] = Spread(0.3, deviation: 0.1) }
    let more = try pool {
      $0.traits["lapses"] = Spread(0.3, deviation: 0.1)
      var bob = IndividualSettings("bob")
      bob.behavior = "inverted"
      $0.individuals = [bob, IndividualSettings("ann")]
    }
    #expect(more.members.prefix(20).compactMap(\.person) == some.members.compactMap(\.person))
    #expect(more.members.suffix(2).map(\.annotator.name) == ["bob", "ann"])
    #expect(more.members.suffix(2).map(\.annotator.isAdversarial) == [true, false])
    #expect(Set(more.members.map(\.identity)).count == 22)
  }

  @Test func severalKindsOfTrollsHaveTheirSharesEach() throws {
    var kinds = [TrollSettings(), TrollSettings()]
    (kinds[0].name, kinds[0].share) = ("inverted", 0.1)
    (kinds[1].name, kinds[1].share, kinds[1].behavior) = ("pests", 0.2, "sybil")
    kinds[1].accounts = 3
    let pool = try pool { $0.trollKinds = kinds }
    #expect(pool.members.count { $0.annotator.behavior == "inverted troll" } == 2)
    #expect(pool.members.count { $0.annotator.behavior == "sybil troll" } == 12)
    #expect(pool.members.count { !$0.annotator.isAdversarial } == 14)
  }

  /// Judges of different names have biases of their own; copies of one share theirs.
  @Test func severalJudgesAreDifferentJudges() throws {
    var judges = [AIJudgeSettings(), AIJudgeSettings()]
    for index in judges.indices {
      (judges[index].name, judges[index].accounts, judges[index].bias) = (["a", "b"][index], 2, 1)
    }
    let members = try pool { $0.aiJudgeKinds = judges }.members.filter(\.isAIJudge)
    #expect(members.map(\.annotator.name) == ["a-1", "a-2", "b-1", "b-2"])
    let weights = members.compactMap { $0.person?.opinion.individualWeights }
    #expect(weights[0] == weights[1] && weights[2] == weights[3] && weights[0] != weights[2])
    #expect(Set(members.map(\.identity)).count == 4)
  }

  /// On a topic a taste stands in the place of the same taste on all.
  @Test func aTasteOnATopicReplacesTheTasteOnAll() {
    let group = GroupSettings(
      "farmers", goldWeight: 0,
      tastes: [
        Group.Taste(attribute: "loud", weight: 2),
        Group.Taste(attribute: "loud", weight: -1, topics: ["politics"]),
      ]
    ).group
    func utility(_ topic: String) -> Double {
      group.utility(
        of: Episode.Moment(attributes: Attributes([0, 3]), gold: GoldReward(5)), topic: topic,
        attributeNames: ["good", "loud"])
    }
    #expect(utility("food") == 6 && utility("politics") == -3)
  }
}
