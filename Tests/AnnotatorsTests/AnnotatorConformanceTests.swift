import Foundation
import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Annotators

@Suite struct AnnotatorConformanceTests {
  private let questions = (0..<60).map { Question.ofGap(Double($0 - 30) / 10, id: $0) }

  private func person(_ choice: ChoiceModel) -> HonestAnnotator {
    HonestAnnotator(
      name: "p1", opinion: Opinion(group: Group(name: "plain", meaning: "plain"), attributes: []),
      choice: choice)
  }

  @Test(arguments: [
    ChoiceModel(), ChoiceModel(rationality: .perfect), ChoiceModel(mistakeProbability: 0.3),
    ChoiceModel(lapseProbability: 1), ChoiceModel(positionBias: -2, indifferenceThreshold: 0.5),
  ])
  func everyoneObeysTheLaws(choice: ChoiceModel) {
    checkAnnotator(person(choice), questions: questions)
    checkAnnotator(InvertedTroll(person: person(choice)), questions: questions)
    checkAnnotator(RandomTroll(person: person(choice)), questions: questions)
  }

  @Test func theInvertedTrollAlwaysContradictsItsHonestSelf() {
    var honest = person(ChoiceModel(mistakeProbability: 0.1, lapseProbability: 0.1))
    var troll = InvertedTroll(person: honest)
    for question in questions {
      var luck = RandomStream(seed: 5).child(question.id)
      var same = luck
      let said = honest.answer(question, using: &luck).answer
      let contrary = troll.answer(question, using: &same).answer
      #expect(said == .first ? contrary == .second : contrary == .first)
    }
    #expect(troll.conduct == "inverted troll")
  }

  @Test func theInvertedTrollLeavesTiesAlone() {
    var troll = InvertedTroll(person: person(ChoiceModel(indifferenceThreshold: 1)))
    var luck = RandomStream(seed: 6)
    #expect(troll.answer(.ofGap(0.5), using: &luck).answer == .tie)
  }

  @Test func theRandomTrollDoesNotCareHowBadItIs() {
    var troll = RandomTroll(person: person(ChoiceModel(rationality: .perfect)))
    var luck = RandomStream(seed: 7)
    let firsts = (0..<10_000).count { _ in
      troll.answer(.ofGap(50), using: &luck).answer == .first
    }
    // 5 standard errors: 5 · √(0.25 · 10 000) = 250.
    #expect(abs(firsts - 5_000) < 250)
  }

  @Test func anExplanationOfAPerfectPersonCanBeWrittenAsJSON() throws {
    var honest = person(ChoiceModel(rationality: .perfect))
    var luck = RandomStream(seed: 8)
    let explanation = honest.answer(.ofGap(-1), using: &luck).explanation
    let written = try JSONEncoder().encode(explanation)
    #expect(try JSONDecoder().decode(Explanation.self, from: written) == explanation)
  }
}
