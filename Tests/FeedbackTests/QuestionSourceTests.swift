import Randomness
import Rollouts
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Feedback

@Suite struct QuestionSourceTests {
  private let world = ScriptedWorld()
  private let uniform = UniformModel(vocabularyCount: 4, contextLength: 5)
  private let stream = RandomStream(seed: 51)

  private func source(
    _ pairing: FeedbackSettings.Pairing = .samePolicy
  ) -> QuestionSource<ScriptedWorld> {
    QuestionSource(engine: RolloutEngine(environment: world), pairing: pairing)
  }

  @Test func pairsDifferAndAreJudgedByTheWorld() {
    let prompts = world.prompts(in: .training)
    let questions = source().questions(300, from: uniform, prompts: prompts, using: stream)
    #expect(questions.map(\.id) == Array(0..<300), "27 responses: five equal in a row never happen")
    for question in questions {
      #expect(question.first.response.continuation != question.second.response.continuation)
      #expect(question.first == world.episode(question.first.response))
    }
    for prompt in prompts {
      #expect(questions.count { $0.first.response.prompt == prompt } == 50)
    }
  }

  @Test func aLongerCampaignBeginsWithTheShorterOne() {
    let prompts = world.prompts(in: .training)
    // Mostly a's: many pairs have to be sampled again.
    let dull = UniformModel(weights: [1, 8, 1, 1], contextLength: 5)
    let short = source().questions(100, from: dull, prompts: prompts, using: stream)
    let long = source().questions(250, from: dull, prompts: prompts, using: stream)
    #expect(Array(long.prefix(short.count)) == short)
  }

  @Test func aPolicyThatAlwaysSaysTheSameGetsNoQuestions() {
    let parrot = UniformModel(weights: [0, 1, 0, 0], contextLength: 5)
    let questions = source().questions(
      20, from: parrot, prompts: world.prompts(in: .training), using: stream)
    #expect(questions.isEmpty)
  }

  @Test func presentationOrderIsRandom() {
    // The policy says only a's, the other only b's: who stands first is the coin's doing.
    let (a, b) = (
      UniformModel(weights: [0, 1, 0, 0], contextLength: 5),
      UniformModel(weights: [0, 0, 1, 0], contextLength: 5)
    )
    let questions = source(.withOtherPolicy(share: 1)).questions(
      1_000, from: a, other: b, prompts: world.prompts(in: .training), using: stream)
    #expect(questions.count == 1_000)
    // 5 standard errors: 5·√(0.25 · 1 000) = 79.
    #expect(abs(questions.count { $0.first.gold.value == 3 } - 500) < 79)
  }

  @Test func theOtherPolicyWritesItsShare() {
    let (a, b) = (
      UniformModel(weights: [0, 1, 0, 0], contextLength: 5),
      UniformModel(weights: [0, 0, 1, 0], contextLength: 5)
    )
    // Where both are a's the pair is equal for ever and left out: 30 % remain.
    let questions = source(.withOtherPolicy(share: 0.3)).questions(
      1_000, from: a, other: b, prompts: world.prompts(in: .training), using: stream)
    // 5 standard errors: 5·√(0.21 · 1 000) = 72.
    #expect(abs(questions.count - 300) < 72)
  }
}
