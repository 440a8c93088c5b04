import Foundation
import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Annotators

@Suite struct AIJudgeTests {
  private func judge(
    _ account: Int = 0, seed: UInt64 = 6, change: (inout AIJudgeSettings) -> Void = { _ in }
  ) -> AIJudge {
    var settings = AIJudgeSettings()
    change(&settings)
    return AIJudge(
      name: "m\(account)", account: account, settings: settings, world: Cast.population,
      using: RandomStream(seed: seed))
  }

  private func answers(_ judge: AIJudge, _ questions: [Question]) -> [Answer] {
    var judge = judge
    return questions.map { judge.answer($0, using: RandomKey(Cast.luck, $0.id)) }
  }

  @Test func misperceptionFollowsFromAccuracy() {
    #expect(AIJudge.misperception(accuracy: 1) == 0)
    #expect(abs(AIJudge.misperception(accuracy: 0.75) - 1) < 1e-12)
    // a = 5/6: tan 30° = 1/√3.
    #expect(abs(AIJudge.misperception(accuracy: 5.0 / 6) - 1 / 3.0.squareRoot()) < 1e-12)
  }

  @Test(arguments: [0.6, 0.75, 0.9, 1])
  func itAgreesWithItsOwnOrderAsOftenAsItIsAccurate(accuracy: Double) {
    let pairs = normalPairs(40_000)
    let given = answers(judge { $0.accuracy = accuracy }, pairs)
    let right = zip(pairs, given).count { ($0.first.gold > $0.second.gold) == ($1 == .first) }
    // Five standard errors of a share: 5 · √(a(1 − a) / 40 000), 0.0122 at a = 0.6.
    let bound = 5 * (accuracy * (1 - accuracy) / 40_000).squareRoot()
    #expect(abs(Double(right) / 40_000 - accuracy) <= bound)
  }

  @Test(arguments: [(0.0, 0.5), (0.5, 2.0 / 3), (1.0, 1.0)])
  func copiesErrAlikeAsFarAsTheirErrorsAreCorrelated(correlation: Double, agreement: Double) {
    // Between equals only errors decide, and two normal numbers of correlation ρ have the same sign
    // with probability 1 − arccos(ρ)/π: ½, ⅔ and 1.
    let pairs = normalPairs(10_000, spread: 0)
    let copies = (0..<2).map { account in
      answers(
        judge(account) {
          $0.accuracy = 0.8
          $0.errorCorrelation = correlation
        }, pairs)
    }
    let same = zip(copies[0], copies[1]).count { $0 == $1 }
    let bound = 5 * (agreement * (1 - agreement) / 10_000).squareRoot()
    #expect(abs(Double(same) / 10_000 - agreement) <= bound, "five standard errors, 0.025 at ½")
  }

  @Test func anotherJudgeErrsByItself() {
    let pairs = normalPairs(10_000, spread: 0)
    let (one, other) = (judge(seed: 6) { $0.accuracy = 0.8 }, judge(seed: 7) { $0.accuracy = 0.8 })
    let same = zip(answers(one, pairs), answers(other, pairs)).count { $0 == $1 }
    #expect(abs(same - 5_000) < 250, "5 · √(10 000 / 4)")
  }

  @Test func featureBiasIsTheJudgesAndGrowsWithItsSetting() {
    func weights(_ account: Int, _ bias: Double, seed: UInt64 = 6) -> [Double] {
      judge(account, seed: seed) { $0.bias = bias }.person.opinion.individualWeights
    }
    let one = weights(0, 0.5)
    #expect(one.count == 2 && one.allSatisfy { $0 != 0 })
    #expect(weights(3, 0.5) == one, "the same in every account")
    #expect(weights(0, 1) == one.map { 2 * $0 })
    #expect(weights(0, 0.5, seed: 7) != one)
    #expect(weights(0, 0).isEmpty)
    let squares = (0..<2_000).flatMap { weights(0, 1, seed: $0) }.map { $0 * $0 }
    // The mean square of 4 000 numbers of N(0, 1) has a standard error of √(2 / 4 000) = 0.022.
    #expect(abs(squares.reduce(0, +) / 4_000 - 1) < 0.11)
  }

  @Test func itPrefersItsOwnWriting() {
    let world = Cast.world
    let prompt = world.prompts(in: .training)[0]
    let items = [world.episode("a a c"), world.episode("a c c")]
    func said(_ writers: [String]) -> Answer {
      answers(
        judge { $0.selfPreference = 1.5 },
        [Question(id: 0, channel: .comparison, prompt: prompt, items: items, writers: writers)])[0]
    }
    #expect(said(["expert", "expert"]) == .first)
    #expect(said(["expert", "policy"]) == .second)
  }
}
