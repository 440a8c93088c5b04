import SandboxCore
import SandboxTestSupport
import Testing

@testable import Feedback

@Suite struct AnswersTableTests {
  private func judgement(_ world: ScriptedWorld, annotator: String) -> Judgement {
    Judgement(
      question: Question(
        id: 7, first: world.episode("a b c"), second: world.episode("b b b")),
      annotator: annotator, group: "loud", conduct: "honest", answer: .second, seconds: 36.8,
      dollars: 0.3)
  }

  @Test func oneRowAnAnswerUnderTheAgreedHeader() {
    let world = ScriptedWorld()
    let table = AnswersTable(
      judgements: [judgement(world, annotator: "p1")], vocabulary: world.vocabulary,
      world: world.name)
    #expect(
      table.text == """
        question,channel,world,prompt,first,second,annotator,group,conduct,answer,seconds,dollars,\
        gold_first,gold_second
        7,comparison,test.scripted,a,a b c,b b b,p1,loud,honest,second,36.8,0.3,1.0,0.0

        """)
    #expect(Array(table.lines).count == 2)
  }

  @Test func fieldsAreQuotedWhenTheyMust() {
    let world = ScriptedWorld()
    let table = AnswersTable(
      judgements: ["a,b", "say \"hi\"", "two\r\nlines"].map { judgement(world, annotator: $0) },
      vocabulary: world.vocabulary, world: "w")
    let text = table.text
    #expect(text.contains(",\"a,b\",loud"))
    #expect(text.contains(",\"say \"\"hi\"\"\",loud"))
    #expect(text.contains(",\"two\r\nlines\",loud"))
  }

  @Test func noAnswersLeaveTheHeader() {
    let table = AnswersTable(
      judgements: [], vocabulary: ScriptedWorld().vocabulary, world: "w")
    #expect(Array(table.lines) == [AnswersTable.columns.joined(separator: ",")])
  }

  @Test func theEndTokenIsNotWritten() {
    let vocabulary = Vocabulary(words: ["<s>", "yes", "</s>"], beginning: "<s>", end: "</s>")
    let prompt = Prompt(id: 0, tokens: [0, 1], family: "f", topic: "t")
    func episode(_ tokens: [Token]) -> Episode {
      Episode(
        response: Response(prompt: prompt, written: tokens, ending: .terminated),
        attributes: Attributes([]), gold: GoldReward(0))
    }
    let judgement = Judgement(
      question: Question(id: 0, first: episode([1, 2]), second: episode([2])), annotator: "p",
      group: "g", conduct: "honest", answer: .tie, seconds: 1, dollars: 0)
    let table = AnswersTable(judgements: [judgement], vocabulary: vocabulary, world: "w")
    #expect(table.text.hasSuffix("\n0,comparison,w,yes,yes,,p,g,honest,tie,1.0,0.0,0.0,0.0\n"))
  }
}
