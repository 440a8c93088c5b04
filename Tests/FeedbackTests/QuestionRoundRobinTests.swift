import SandboxCore
import SandboxTestSupport
import Testing

@testable import Feedback

@Suite struct QuestionRoundRobinTests {
  @Test func everyTwoMeetOnce() {
    let world = ScriptedWorld()
    let items = ["a a a", "a b c", "b b b", "c c c"].map { world.episode($0) }
    let set = Question(
      id: 3, channel: .ranking, prompt: items[0].response.prompt, items: items,
      writers: ["w", "x", "y", "z"])
    let questions = set.roundRobin(firstID: 18)
    #expect(questions.map(\.id) == Array(18..<24))
    #expect(
      questions.map { $0.items.map { world.vocabulary.text($0.response.continuation) } } == [
        ["a a a", "a b c"], ["a a a", "b b b"], ["a a a", "c c c"], ["a b c", "b b b"],
        ["a b c", "c c c"], ["b b b", "c c c"],
      ])
    #expect(
      questions.map(\.writers) == [
        ["w", "x"], ["w", "y"], ["w", "z"], ["x", "y"], ["x", "z"], ["y", "z"],
      ])
    #expect(
      questions.allSatisfy {
        $0.channel == .comparison && $0.prompt == set.prompt && !$0.isGoldQuestion
      })
  }

  @Test(arguments: 2...8) func aSetOfKHasAsManyPairs(count: Int) {
    let world = ScriptedWorld()
    let texts = ["a a a", "a b c", "b b b", "c c c", "a c b", "b a a", "c b a", "a b a"]
    let items = texts.prefix(count).map { world.episode($0) }
    let questions = Question(
      id: 0, channel: .ranking, prompt: items[0].response.prompt, items: Array(items)
    ).roundRobin(firstID: 0)
    #expect(questions.count == count * (count - 1) / 2)
    #expect(Set(questions.map { Set($0.items) }).count == questions.count)
    #expect(questions.allSatisfy { $0.writers.isEmpty })
  }
}
