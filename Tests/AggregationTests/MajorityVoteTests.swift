import SandboxCore
import SandboxTestSupport
import Testing

@testable import Aggregation

@Suite struct MajorityVoteTests {
  private func judgements(_ answers: [[Answer]]) -> [Judgement] {
    answers.enumerated().flatMap { id, votes in
      votes.enumerated().map { person, answer in
        Judgement(
          question: .ofGap(1, id: id), annotator: "p\(person)", group: "g", behavior: "honest",
          answer: answer, seconds: 1, dollars: 1)
      }
    }
  }

  @Test func theConsensusIsTheShareOfVotes() {
    let preferences = MajorityVote().preferences(
      from: judgements([
        [.first, .first, .second], [.second, .second], [.first, .tie], [.second, .tie, .declined],
      ]))
    let expected: [(chosen: Token, probability: Double)] = [
      (1, 2.0 / 3), (2, 1), (1, 0.75), (2, 0.75),
    ]
    #expect(preferences.map(\.chosen.continuation) == expected.map { [$0.chosen] })
    #expect(zip(preferences, expected).allSatisfy { abs($0.probability - $1.probability) < 1e-12 })
  }

  @Test func levelVotesAreATieOfTheOneShownFirst() {
    let preferences = MajorityVote().preferences(
      from: judgements([[.first, .second], [.tie], [.second, .first, .tie]]))
    #expect(preferences.map(\.probability) == [0.5, 0.5, 0.5])
    #expect(preferences.map(\.chosen.continuation) == [[1], [1], [1]])
  }

  @Test func whatEverybodyRefusedIsDropped() {
    let preferences = MajorityVote().preferences(
      from: judgements([[.declined, .declined], [.second]]))
    #expect(preferences.count == 1)
  }

  @Test func obeysTheLaws() throws {
    let world = ScriptedWorld()
    let episodes = ["a b c", "b b b", "c c c", "a a a"].map { world.episode($0) }
    let answers: [Answer] = [.first, .second, .tie, .first, .first, .declined]
    // Interleaved: every person answers all questions in turn.
    let judgements = (0..<18).map { index in
      Judgement(
        question: Question(
          id: index % 3, first: episodes[index % 3], second: episodes[index % 3 + 1]),
        annotator: "p\(index / 3)", group: "g", behavior: "honest",
        answer: answers[(index * 5 + index / 3) % 6], seconds: 1, dollars: 1)
    }
    try checkAggregator(MajorityVote(), judgements: judgements)
  }
}
