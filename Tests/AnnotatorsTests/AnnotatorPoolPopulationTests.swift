import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Annotators

@Suite struct AnnotatorPoolPopulationTests {
  private let world = ScriptedWorld()

  private func pool(_ settings: PopulationSettings, seed: UInt64 = 31) throws -> AnnotatorPool {
    try AnnotatorPool(
      settings, groups: world.groups, attributes: world.attributes,
      using: RandomStream(seed: seed))
  }

  private func person(_ member: AnnotatorPool.Member) -> HonestAnnotator? {
    switch member.annotator {
    case let honest as HonestAnnotator: honest
    case let troll as InvertedTroll: troll.person
    case let troll as RandomTroll: troll.person
    default: nil
    }
  }

  @Test func sharesAreMetExactly() throws {
    for seed in 0..<20 as Range<UInt64> {
      let pool = try pool(
        PopulationSettings(
          count: 20, groups: [.init(group: "plain", share: 3), .init(group: "loud", share: 1)],
          trollShare: 0.2),
        seed: seed)
      #expect(pool.members.count { $0.annotator.conduct == "inverted troll" } == 4)
      #expect(pool.members.count { $0.annotator.group == "loud" } == 5)
    }
  }

  @Test func withoutSharesTheGroupsOfTheWorldAreEqual() throws {
    let pool = try pool(PopulationSettings(count: 10))
    #expect(pool.members.count { $0.annotator.group == "plain" } == 5)
    #expect(Set(pool.members.map(\.annotator.name)).count == 10)
    #expect(pool.members[0].annotator.name == "p01")
    #expect(pool.members.allSatisfy { $0.annotator.conduct == "honest" && $0.activity == 1 })
  }

  @Test func trollsAreNestedAndEverybodyElseStaysWhoTheyWere() throws {
    func members(_ share: Double) throws -> [AnnotatorPool.Member] {
      try pool(
        PopulationSettings(
          count: 30, individualTaste: 0.4, trollShare: share, trollConduct: .random,
          trollActivity: 2)
      ).members
    }
    let shares = [0, 0.1, 0.2, 0.5, 1]
    let arms = try shares.map(members)
    for (less, more) in zip(arms, arms.dropFirst()) {
      for (before, after) in zip(less, more) {
        #expect(person(before)?.opinion == person(after)?.opinion)
        #expect(before.annotator.name == after.annotator.name)
        if before.annotator.conduct == "random troll" {
          #expect(after.annotator.conduct == "random troll")
          #expect(after.activity == 2)
        }
      }
    }
    #expect(arms.map { $0.count { $0.annotator.conduct != "honest" } } == [0, 3, 6, 15, 30])
  }

  @Test func peopleOfOneGroupDifferOnlyWithATasteOfTheirOwn() throws {
    let alike = try pool(PopulationSettings(count: 8))
    let diverse = try pool(PopulationSettings(count: 8, individualTaste: 1))
    #expect(Set(alike.members.compactMap { person($0)?.opinion }).count == 2)
    #expect(Set(diverse.members.compactMap { person($0)?.opinion }).count == 8)
  }

  @Test func theSameSeedIsTheSameCrowd() throws {
    let settings = PopulationSettings(count: 12, individualTaste: 1, trollShare: 0.25)
    let (one, two) = (try pool(settings), try pool(settings))
    let other = try pool(settings, seed: 32)
    #expect(one.members.compactMap(person) == two.members.compactMap(person))
    #expect(one.members.map(\.annotator.conduct) == two.members.map(\.annotator.conduct))
    #expect(one.members.compactMap(person) != other.members.compactMap(person))
  }

  @Test func everyProblemIsNamedAtOnce() {
    let settings = PopulationSettings(
      count: 0, groups: [.init(group: "lod", share: -1)],
      choice: ChoiceModel(rationality: .boltzmann(rationality: -1), mistakeProbability: 2),
      trollShare: 1.5, trollActivity: 0)
    #expect {
      try pool(settings)
    } throws: { error in
      let lines = String(describing: error).split(separator: "\n").map(String.init)
      #expect(
        lines == [
          "count: 0 people answer nothing; use at least 1",
          "trollShare: 1.5 is no probability; use a number from 0 to 1",
          "trollActivity: trolls are asked 0.0 times as often as others; "
            + "use a positive number, 1 for as often",
          "choice.mistakeProbability: 2.0 is no probability; use a number from 0 to 1",
          "choice.rationality: rationality is -1.0, but must be at least 0; "
            + "use 0 for random answers, 1 to 5 for a typical person, or `perfect`",
          "groups[0]: the world has no group \"lod\"; use one of: plain, loud",
          "groups[0]: the share of \"lod\" is -1.0; use 0 or a positive number",
        ])
      return true
    }
  }

  @Test func sharesThatAreAllZeroOrNamedTwiceAreRefused() {
    let settings = PopulationSettings(groups: [
      .init(group: "loud", share: 0), .init(group: "loud", share: 0),
    ])
    let found = settings.problems(groups: world.groups).map(\.what)
    #expect(found == ["the group \"loud\" is named twice", "all shares are 0"])
    #expect(PopulationSettings().problems(groups: world.groups).isEmpty)
  }
}
