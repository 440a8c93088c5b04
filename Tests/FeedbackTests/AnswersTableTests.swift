import SandboxCore
import SandboxTestSupport
import Testing

@testable import Feedback

@Suite struct AnswersTableTests {
  private let world = ScriptedWorld()

  private func judgement(_ question: Question, _ answer: Answer, by name: String = "p1")
    -> Judgement
  {
    Judgement(
      question: question, annotator: name, group: "loud", behavior: "honest", answer: answer,
      seconds: 36.8, dollars: 0.3, hour: 1.5, round: 2)
  }

  private var pair: Question {
    Question(id: 7, first: world.episode("a b c"), second: world.episode("b b b"))
  }

  private func question(_ channel: Channel, _ words: [String], drafts: [String] = []) -> Question {
    Question(
      id: 7, channel: channel, prompt: world.prompts(in: .training)[0],
      items: words.map { world.episode($0) }, drafts: drafts.map { world.episode($0) })
  }

  private func row(_ question: Question, _ answer: Answer) -> String {
    let table = AnswersTable(
      judgements: [judgement(question, answer)], vocabulary: world.vocabulary, world: "w")
    // Without arm, replication and identifiers, which have a test of their own.
    return Array(table.lines)[1].split(separator: ",", omittingEmptySubsequences: false).dropLast(4)
      .joined(separator: ",")
  }

  /// The same words on another prompt are another response.
  @Test func responsesHaveNames() {
    func fields(_ prompt: Prompt) -> [String] {
      func episode(_ word: String) -> Episode {
        var response = world.episode(word).response
        response.prompt = prompt
        return Episode(response: response, attributes: Attributes([0, 0]), gold: GoldReward(0))
      }
      let table = AnswersTable(
        judgements: [
          judgement(Question(id: 0, first: episode("a b c"), second: episode("b b b")), .first)
        ], vocabulary: world.vocabulary, world: "w", arm: "base", replication: 3)
      return Array(table.lines)[1].split(separator: ",").suffix(4).map(String.init)
    }
    let prompts = world.prompts(in: .training)
    let (one, other) = (fields(prompts[0]), fields(prompts[1]))
    #expect(one[0] == "base" && one[1] == "3")
    #expect(Set(one[2...] + other[2...]).count == 4 && one[2] == fields(prompts[0])[2])
    #expect(one[2].hasPrefix("\(prompts[0].id)-"))
  }

  @Test func oneRowAnAnswerUnderTheAgreedHeader() {
    let table = AnswersTable(
      judgements: [judgement(pair, .second)], vocabulary: world.vocabulary, world: world.name)
    #expect(
      table.text == """
        question,channel,world,prompt,first,second,annotator,group,behavior,answer,seconds,dollars,\
        gold_first,gold_second,hour,round,check,topic,family,arm,replication,first_id,second_id
        7,comparison,test.scripted,a,a b c,b b b,p1,loud,honest,second,36.8,0.3,1.0,0.0,1.5,2,false,town,words,,1,\
        \(pair.first.response.identifier),\(pair.second.response.identifier)

        """)
    #expect(Array(table.lines).count == 2)
  }

  @Test func everyChannelHasItsRow() {
    #expect(
      row(question(.gradedComparison, ["a b c", "a a b"]), .graded(-2))
        == "7,graded-comparison,w,a,a b c,a a b,p1,loud,honest,-2,36.8,0.3,1.0,2.0,1.5,2,false,town,words"
    )
    #expect(
      row(question(.ranking, ["a b c", "a a b", "a a a"]), .ranking([2, 1, 0]))
        == "7,ranking,w,a,a b c,a a b | a a a,p1,loud,honest,3>2>1,36.8,0.3,1.0,2.0|3.0,1.5,2,false,town,words"
    )
    #expect(
      row(question(.rating, ["a b c"]), .rating(7))
        == "7,rating,w,a,a b c,,p1,loud,honest,7,36.8,0.3,1.0,,1.5,2,false,town,words")
    #expect(
      row(question(.rubric, ["a b c"]), .rubric(rating: 4, flaws: ["loud"]))
        == "7,rubric,w,a,a b c,,p1,loud,honest,4 loud,36.8,0.3,1.0,,1.5,2,false,town,words")
    let correction = question(.correction, ["a b c"], drafts: ["c c c", "a a c"])
    #expect(
      row(correction, .draft(1))
        == "7,correction,w,a,a b c,a a c,p1,loud,honest,draft 2,36.8,0.3,1.0,2.0,1.5,2,false,town,words"
    )
    #expect(
      row(correction, .draft(nil))
        == "7,correction,w,a,a b c,,p1,loud,honest,as it is,36.8,0.3,1.0,,1.5,2,false,town,words")
    #expect(
      row(question(.demonstration, [], drafts: ["a a c"]), .draft(0))
        == "7,demonstration,w,a,,a a c,p1,loud,honest,draft 1,36.8,0.3,,2.0,1.5,2,false,town,words")
  }

  @Test func checksAreMarked() {
    var check = pair
    check.isGoldQuestion = true
    check.id = -3
    #expect(row(check, .declined).hasPrefix("-3,comparison,"))
    #expect(row(check, .declined).hasSuffix(",declined,36.8,0.3,1.0,0.0,1.5,2,true,town,words"))
  }

  @Test func fieldsAreQuotedWhenTheyMust() {
    let table = AnswersTable(
      judgements: FeedbackDataset(
        ["a,b", "say \"hi\"", "two\r\nlines"].map { judgement(pair, .tie, by: $0) }),
      vocabulary: world.vocabulary, world: "w")
    let text = table.text
    #expect(text.contains(",\"a,b\",loud"))
    #expect(text.contains(",\"say \"\"hi\"\"\",loud"))
    #expect(text.contains(",\"two\r\nlines\",loud"))
  }

  @Test func noAnswersLeaveTheHeader() {
    let table = AnswersTable(judgements: [], vocabulary: world.vocabulary, world: "w")
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
    let table = AnswersTable(
      judgements: [
        judgement(Question(id: 0, first: episode([1, 2]), second: episode([2])), .tie)
      ], vocabulary: vocabulary, world: "w")
    #expect(table.text.contains("\n0,comparison,w,yes,yes,,p1,loud,honest,tie,"))
    // What a model says in between stays.
    let odd = AnswersTable(
      judgements: [
        judgement(Question(id: 0, first: episode([1, 0, 1, 2]), second: episode([0])), .tie)
      ], vocabulary: vocabulary, world: "w")
    #expect(odd.text.contains("\n0,comparison,w,yes,yes <s> yes,<s>,p1,loud,honest,tie,"))
  }
}
