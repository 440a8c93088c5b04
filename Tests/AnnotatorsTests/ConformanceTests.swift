import Foundation
import Networks
import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Annotators

@Suite struct ConformanceTests {
  private let questions = Cast.world.questionsOfEveryChannel()

  @Test func peopleObeyTheLawsOnEveryChannel() {
    checkAnnotator(Cast.person(), questions: questions)
    checkAnnotator(Cast.person(Cast.colourful), questions: questions)
    var coin = Traits()
    coin.rationality = .boltzmann(rationality: 0)
    checkAnnotator(Cast.person(coin), questions: questions)
    var beginner = Traits()
    beginner.rationality = .boltzmann(rationality: 2)
    beginner.beginnerShare = 0
    checkAnnotator(Cast.person(beginner), questions: questions)
  }

  @Test(arguments: Cast.behaviors)
  func trollsObeyTheLawsOnEveryChannel(behavior: any AdversarialBehavior) {
    checkAnnotator(
      AdversarialAnnotator(person: Cast.person(), behavior: behavior), questions: questions)
    checkAnnotator(
      AdversarialAnnotator(person: Cast.person(Cast.colourful), behavior: behavior),
      questions: questions)
  }

  @Test func aiJudgesObeyTheLawsOnEveryChannel() {
    var settings = AIJudgeSettings()
    settings.rationality = Spread(3)
    settings.accuracy = 0.8
    settings.bias = 1
    settings.positionBias = 0.9
    settings.selfPreference = 0.5
    checkAnnotator(
      AIJudge(
        name: "m1", account: 0, settings: settings, world: Cast.population,
        using: RandomStream(seed: 4)), questions: questions)
    for isAveraged in [false, true] {
      checkAnnotator(
        ModelJudge(
          name: "m1", model: UniformModel(weights: [1, 5, 2, 1], contextLength: 9),
          method: .init(principle: [2], isOrderAveraged: isAveraged), traits: Cast.colourful,
          world: Cast.population), questions: questions)
    }
  }

  @Test(arguments: Cast.behaviors)
  func whatATrollSaysOfItselfCanBeWrittenAsJSON(behavior: any AdversarialBehavior) throws {
    var troll = AdversarialAnnotator(person: Cast.person(), behavior: behavior)
    for question in questions {
      let explanation = troll.explainedAnswer(
        question, using: RandomKey(Cast.luck, question.id)
      ).explanation
      let written = try JSONEncoder().encode(explanation)
      #expect(try JSONDecoder().decode(Explanation.self, from: written) == explanation)
    }
  }
}
