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
  private var prompts: [Prompt] { world.prompts(in: .training) }

  private func source(_ mix: QuestionSpec = QuestionSpec()) -> QuestionSampler<ScriptedWorld> {
    QuestionSampler(engine: RolloutEngine(environment: world), mix: mix)
  }

  /// One of each channel, in equal shares.
  private let everything = QuestionSpec(parts: Channel.allCases.map { QuestionSpec.Part($0) })

  @Test func pairsDifferAndAreJudgedByTheWorld() {
    let questions = source().questions(300, from: uniform, prompts: prompts, using: stream)
    #expect(questions.map(\.id) == Array(0..<300), "27 responses: five equal in a row never happen")
    for question in questions {
      #expect(question.first.response.continuation != question.second.response.continuation)
      #expect(question.first == world.episode(question.first.response))
      #expect(question.writers == ["policy", "policy"] && question.drafts.isEmpty)
    }
    for prompt in prompts {
      #expect(questions.count { $0.prompt == prompt } == 50)
    }
  }

  @Test func aLongerCampaignBeginsWithTheShorterOne() {
    // Mostly a's: many pairs have to be sampled again.
    let dull = UniformModel(weights: [1, 8, 1, 1], contextLength: 5)
    var mix = everything
    mix.pairing = .withOtherPolicy(share: 0.3)
    for mix in [QuestionSpec(), mix] {
      let short = source(mix).questions(
        100, from: dull, other: uniform, prompts: prompts, using: stream)
      let long = source(mix).questions(
        250, from: dull, other: uniform, prompts: prompts, using: stream)
      #expect(Array(long.prefix(short.count)) == short)
      #expect(long.count > short.count)
    }
  }

  @Test func channelsHaveTheirShares() {
    let mix = QuestionSpec(parts: [.init(.comparison, share: 1), .init(.rating, share: 3)])
    let questions = source(mix).questions(2_000, from: uniform, prompts: prompts, using: stream)
    // 5 standard errors: 5·√(2 000 · 0.1875) = 97.
    #expect(abs(questions.count { $0.channel == .rating } - 1_500) < 97)
    #expect(Set(questions.map(\.id)).count == questions.count)
  }

  @Test func everyChannelShowsWhatItNeeds() {
    let questions = source(everything).questions(
      800, from: uniform, prompts: prompts, using: stream)
    for channel in Channel.allCases {
      let own = questions.filter { $0.channel == channel }
      #expect(own.count > 50)
      for question in own {
        #expect(question.items.count == channel.itemCount ?? 4)
        #expect(Set(question.items.map(\.response)).count == question.items.count)
        #expect(question.writers.count == question.items.count)
        let hasDrafts = channel.form == .draft
        #expect(question.drafts.isEmpty != hasDrafts)
        let all = (question.items + question.drafts).map(\.response)
        #expect(Set(all).count == all.count, "no draft twice, and none that is shown")
      }
    }
    let corrections = questions.filter { $0.channel == .correction }
    #expect(
      corrections.count { $0.drafts.contains { $0.response.continuation.prefix(1) == [1] } }
        > corrections.count / 2, "an expert's is among them")
  }

  @Test func armsThatDifferInChannelSeeTheSameFirstResponses() {
    func first(_ channel: Channel) -> [[Response]] {
      source(QuestionSpec(channel)).questions(
        50, from: uniform, prompts: prompts, using: stream
      ).map { $0.items.map(\.response) }
    }
    for (single, several) in zip(first(.rating), first(.ranking)) {
      #expect(several.contains(single[0]))
    }
    for (pair, several) in zip(first(.comparison), first(.ranking)) {
      #expect(Set(pair).isSubset(of: several))
    }
  }

  @Test func aPolicyThatAlwaysSaysTheSameGetsNoComparisons() {
    let parrot = UniformModel(weights: [0, 1, 0, 0], contextLength: 5)
    #expect(source().questions(20, from: parrot, prompts: prompts, using: stream).isEmpty)
    let ratings = source(QuestionSpec(.rating)).questions(
      20, from: parrot, prompts: prompts, using: stream)
    #expect(ratings.count == 20, "each can be rated")
  }

  /// A model that says one of two things, and mostly the first: of pairs that stay equal through five
  /// samples, (0.95⁵ + …) there are many, and each gets another prompt.
  @Test func aQuestionWithoutDifferentResponsesGetsAnotherPrompt() {
    let sure = UniformModel(weights: [0, 0.6, 0.4, 0], contextLength: 5)
    var source = source()
    let full = source.questions(500, from: sure, prompts: prompts, using: stream)
    source.resamplingLimit = 0
    let filled = source.questions(500, from: sure, prompts: prompts, using: stream)
    source.replacementLimit = 0
    let gaps = source.questions(500, from: sure, prompts: prompts, using: stream)
    #expect(full.count == 500 && gaps.count < filled.count)
    #expect(
      filled.map(\.id) == filled.map(\.id).sorted() && Set(filled.map(\.id)).count == filled.count)
    // What was whole at once is as it was.
    let first = Dictionary(uniqueKeysWithValues: filled.map { ($0.id, $0) })
    for question in gaps { #expect(first[question.id]?.first.response == question.first.response) }
    // A longer campaign begins with the shorter one, its replacements too.
    source.replacementLimit = 4
    let longer = source.questions(700, from: sure, prompts: prompts, using: stream)
    #expect(longer.filter { $0.id < 500 }.map(\.first.response) == filled.map(\.first.response))
  }

  @Test func ordersOfPresentationAreEquallyLikely() {
    let mix = QuestionSpec(parts: [.init(.ranking)], rankingSize: 3)
    let first = source(QuestionSpec(.rating)).questions(
      3_000, from: uniform, prompts: prompts, using: stream)
    let rankings = source(mix).questions(3_000, from: uniform, prompts: prompts, using: stream)
    var places = [0, 0, 0]
    for ranking in rankings {
      let response = first[ranking.id].first.response
      if let place = ranking.items.firstIndex(where: { $0.response == response }) {
        places[place] += 1
      }
    }
    // 5 standard errors: 5·√(3 000 · 2/9) = 129.
    for count in places { #expect(abs(count - 1_000) < 129) }
  }

  @Test func theOtherPolicyWritesItsShareAndIsNamed() {
    let (a, b) = (
      UniformModel(weights: [0, 1, 0, 0], contextLength: 5),
      UniformModel(weights: [0, 0, 1, 0], contextLength: 5)
    )
    // Where both are a's the pair is equal for ever and left out: 30 % remain.
    let mix = QuestionSpec(
      pairing: .withOtherPolicy(share: 0.3), writerNames: .init(policy: "A", other: "B"))
    let questions = source(mix).questions(
      1_000, from: a, other: b, prompts: prompts, using: stream)
    // 5 standard errors: 5·√(0.21 · 1 000) = 72; who stands first is a coin's doing: 5·√(0.25 · 300) = 43.
    #expect(abs(questions.count - 300) < 72)
    let policyFirst = questions.count { $0.first.gold.value == 3 }
    #expect(abs(policyFirst - questions.count / 2) < 43)
    for question in questions {
      #expect(question.writers == (question.first.gold.value == 3 ? ["A", "B"] : ["B", "A"]))
    }
  }

  @Test func theCourseIsThereWhenItIsWanted() {
    let without = source().questions(5, from: uniform, prompts: prompts, using: stream)
    let with = source(QuestionSpec(withCourse: true)).questions(
      5, from: uniform, prompts: prompts, using: stream)
    #expect(without.allSatisfy { $0.first.course.isEmpty })
    #expect(with.allSatisfy { $0.first.course.count == 4 && $0.first.course[3] == $0.first.end })
    #expect(with.map(\.first.response) == without.map(\.first.response))
  }

  @Test func aLaterRoundHasIdsOfItsOwn() {
    let questions = source().questions(
      10, from: uniform, prompts: prompts, firstID: 40, using: stream)
    #expect(questions.map(\.id) == Array(40..<50))
  }

  @Test func candidatesAreOnlyMadeWhereTheyAreOfUse() {
    func chosen(_ selection: any QuestionSelection, _ predictions: QuestionSelection.Predictions?)
      -> (questions: [Question], strategy: String)
    {
      source().questions(
        20, chosenBy: selection, candidatesPerQuestion: 5, predictions: predictions, from: uniform,
        prompts: prompts, using: stream)
    }
    let random = chosen(RandomSelection(), nil)
    #expect(random.questions.map(\.id) == Array(0..<20) && random.strategy == "random")
    let early = chosen(UncertaintySelection(), nil)
    #expect(early.questions == random.questions && early.strategy == "random", "and says so")
    let diverse = chosen(DiversitySelection(), nil)
    #expect(diverse.strategy == "diversity" && diverse.questions.count == 20)
    #expect(
      diverse.questions.contains { $0.id >= 20 } && diverse.questions.allSatisfy { $0.id < 100 })
  }
}
