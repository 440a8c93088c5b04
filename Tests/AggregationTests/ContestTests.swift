import SandboxCore
import SandboxTestSupport
import Testing

@testable import Aggregation

@Suite struct ContestTests {
  @Test func itemsAreNumberedAsTheyAppear() {
    var contest = Contest<String>()
    contest.record("ada", against: "bob", score: 1)
    contest.record("cyd", against: "ada", score: 0.5, weight: 2)
    #expect(contest.items == ["ada", "bob", "cyd"])
    #expect(
      contest.matches == [
        Match(first: 0, second: 1, score: 1), Match(first: 2, second: 0, score: 0.5, weight: 2),
      ])
  }

  @Test func answersBecomeMatchesOfResponses() {
    let world = ScriptedWorld()
    let episodes = ["a b c", "b b b", "c c c"].map { world.episode($0) }
    let answers: [(Int, Int, Answer)] = [
      (0, 1, .first), (1, 2, .second), (2, 0, .tie), (0, 2, .declined),
    ]
    let contest = Contest(
      answers.enumerated().map { id, entry in
        Judgement(
          question: Question(id: id, first: episodes[entry.0], second: episodes[entry.1]),
          annotator: "p", group: "g", conduct: "honest", answer: entry.2, seconds: 1, dollars: 0)
      })
    #expect(contest.items == episodes.map(\.response))
    #expect(
      contest.matches == [
        Match(first: 0, second: 1, score: 1), Match(first: 1, second: 2, score: 0),
        Match(first: 2, second: 0, score: 0.5),
      ])
  }
}
