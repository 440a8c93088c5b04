import Foundation
import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Annotators

@Suite struct PopulationSummaryTests {
  private let world = Cast.world

  private func summary(
    asked questions: [Question], _ change: (inout PopulationSettings) -> Void = { _ in }
  ) throws -> PopulationSummary {
    var settings = PopulationSettings()
    change(&settings)
    let pool = try AnnotatorPool(settings, world: Cast.population, using: RandomStream(seed: 3))
    return PopulationSummary(of: pool, asked: questions, using: RandomStream(seed: 4))
  }

  private func comparison(_ first: String, _ second: String, id: Int, on prompt: Int = 0)
    -> Question
  {
    Question(
      id: id, first: world.episode(first, promptIndex: prompt),
      second: world.episode(second, promptIndex: prompt))
  }

  @Test func whoIsInIt() throws {
    let summary = try summary(asked: world.questions(.comparison)) {
      $0.count = 10
      $0.groups = [GroupSettings("plain", share: 1)]
      $0.trolls.share = 0.2
      $0.trolls.behavior = "sybil"
      $0.trolls.accounts = 3
      $0.aiJudges.accounts = 2
      $0.traits["lapses"] = Spread(0.1)
    }
    #expect(summary.groups.map(\.name) == ["plain", "ai-judge"])
    #expect(summary.groups.map(\.accounts) == [14, 2])
    #expect(summary.groups.map(\.people) == [10, 2])
    let sybils = summary.behaviors.first { $0.name == "sybil troll" }
    #expect(sybils?.accounts == 6 && sybils?.people == 2)
    #expect(summary.humanAccounts == 14 && summary.people == 10 && summary.aiJudges == 2)
    #expect(
      summary.traits == [.init(key: "lapses", people: 10, mean: 0.1, least: 0.1, greatest: 0.1)])
  }

  @Test func traitsHaveTheirRange() throws {
    let summary = try summary(asked: []) {
      $0.count = 200
      $0.traits.rationality = Spread(2, deviation: 0.5)
    }
    #expect(summary.traits.map(\.key) == ["rationality"])
    let rationality = summary.traits[0]
    // Five standard errors: 5 · 0.5 / √200 = 0.18.
    #expect(abs(rationality.mean - 2) < 0.18)
    #expect(rationality.least < 1.5 && rationality.greatest > 2.5 && rationality.people == 200)
    #expect(summary.agreement == nil && summary.accuracy == nil)
  }

  @Test func howFarGroupsAreApart() throws {
    // On topic "town": the plain want a's, the loud 2 for each b and no gold. On "country" the loud
    // care for nothing.
    let questions = [
      comparison("a a a", "b b b", id: 0), comparison("a a b", "a c c", id: 1),
      comparison("a c c", "b c c", id: 2), comparison("a a a", "c c c", id: 3, on: 1),
    ]
    let summary = try summary(asked: questions)
    #expect(summary.tastes.map(\.group) == ["plain", "loud"])
    #expect(summary.tastes.map(\.gold) == [1, 0])
    #expect(summary.tastes.map(\.attributes) == [[0, 0], [0, 1.5]], "on three of four questions")
    let distance = summary.distances[0]
    // Apart on the first and the third.
    #expect(summary.distances.count == 1 && distance.disagreement == 0.5)
    // Plain: 3 0 2 1 0 3 0 (a c c once), loud: 0 6 2 0 2 0 0; sums of squares about the means 9/7
    // and 10/7: 80/7 and 208/7; of products: 4 − 90/7 = −62/7.
    #expect(abs((distance.correlation ?? 0) + 62 / (80.0 * 208).squareRoot()) < 1e-12)
  }

  @Test func howTheyWouldAnswer() throws {
    let questions = [
      comparison("a a a", "b b b", id: 0), comparison("a a c", "a b c", id: 1),
      comparison("c c c", "b c c", id: 2),
    ]
    // The plain are right where there is gold; a tenth of them says the opposite.
    let summary = try summary(asked: questions) {
      $0.groups = [GroupSettings("plain", share: 1)]
      $0.trolls.share = 0.1
    }
    #expect(summary.accuracy == 0.9)
    // Of 20 · 19 / 2 = 190 pairs, 2 · 18 differ on each of the first two; the third is a toss.
    let sure = 154.0 / 190
    let agreement = try #require(summary.agreement)
    #expect((2 * sure + 0.3) / 3 < agreement && agreement < (2 * sure + 1) / 3)
  }

  @Test func nobodyAgreesWithThemselves() throws {
    let summary = try summary(asked: world.questions(.comparison)) {
      $0.count = 1
      $0.trolls.share = 1
      $0.trolls.behavior = "sybil"
      $0.trolls.accounts = 3
    }
    #expect(summary.agreement == nil)
    #expect(summary.people == 1 && summary.humanAccounts == 3)
  }

  @Test func itIsData() throws {
    let summary = try summary(asked: world.questions(.comparison))
    let written = try JSONEncoder().encode(summary)
    #expect(try JSONDecoder().decode(PopulationSummary.self, from: written) == summary)
  }
}
