import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Annotators

@Suite struct TrollTests {
  private func troll(_ plan: Troll.Plan, _ traits: Traits = Traits()) -> Troll {
    Troll(person: Cast.person(traits), plan: plan)
  }

  private func said(_ annotator: some Annotator, _ question: Question, id: Int? = nil) -> Answer {
    var annotator = annotator
    return annotator.answer(question, using: Luck(Cast.luck, id ?? question.id))
  }

  private func question(
    _ channel: Channel, _ items: [String], drafts: [String] = [], isGoldCheck: Bool = false
  ) -> Question {
    let world = Cast.world
    return Question(
      id: 3, channel: channel, prompt: world.prompts(in: .training)[0],
      items: items.map { world.episode($0) }, drafts: drafts.map { world.episode($0) },
      isGoldCheck: isGoldCheck)
  }

  @Test func recordsKnowThemByName() {
    #expect(
      Cast.plans.map(\.conduct) == [
        "random troll", "inverted troll", "always-first troll", "targeted troll", "targeted troll",
        "trigger troll", "colluding troll", "sleeper troll", "sybil troll",
      ])
  }

  @Test func theRandomTrollGivesEveryAnswerAsOften() {
    let traits = Cast.colourful  // Nothing of this person may show: no ties, no refusals.
    let cases: [(Question, Int)] = [
      (question(.comparison, ["a a a", "c c c"]), 2),
      (question(.gradedComparison, ["a a a", "c c c"]), 6),
      (question(.ranking, ["a a a", "a b c", "c c c"]), 6), (question(.rating, ["c c c"]), 10),
      (question(.thumbs, ["c c c"]), 2), (question(.rubric, ["c c c"]), 40),
      (question(.correction, ["c c c"], drafts: ["a a a", "a b c"]), 3),
      (question(.demonstration, [], drafts: ["a a a", "a b c"]), 2),
    ]
    for (question, kinds) in cases {
      var counts: [Answer: Int] = [:]
      let draws = 500 * kinds
      for id in 0..<draws {
        counts[said(troll(.random, traits), question, id: id), default: 0] += 1
      }
      #expect(counts.count == kinds, "\(question.channel)")
      // Each is binomial with mean 500 and standard deviation below √500 = 22.4; five of them.
      #expect(counts.values.allSatisfy { abs($0 - 500) < 112 }, "\(question.channel): \(counts)")
    }
  }

  @Test func theInvertedTrollTurnsItsHonestAnswerRoundOnEveryChannel() {
    var traits = Traits()
    traits.rationality = .boltzmann(rationality: 1)
    traits.mistakes = 0.1
    traits.lapses = 0.1
    for question in Cast.world.questionsOfEveryChannel()
    where ![.correction, .demonstration].contains(question.channel) {
      let honest = said(Cast.person(traits), question)
      for plan in [Troll.Plan.inverted, .sybil] {
        let contrary = said(troll(plan, traits), question)
        switch (honest, contrary) {
        case (.rubric(let one, let flaws), .rubric(let other, let others)):
          #expect(one + other == 11)
          #expect(Set(flaws).isDisjoint(with: others) && flaws.count + others.count == 2)
        default: #expect(contrary == honest.opposite)
        }
      }
    }
  }

  @Test func theInvertedTrollWritesWhatItLikesLeast() {
    let asked = question(.correction, ["a b c"], drafts: ["a a a", "b b b", "a a c"])
    #expect(said(Cast.person(), asked) == .draft(0))
    #expect(said(troll(.inverted), asked) == .draft(1))
  }

  @Test func theAlwaysFirstTrollPressesTheFirstButton() {
    let answers = Channel.allCases.map { channel in
      said(troll(.alwaysFirst), Cast.world.questions(channel, count: 1)[0])
    }
    #expect(
      answers == [
        .first, .graded(3), .ranking([0, 1, 2, 3]), .rating(1), .up,
        .rubric(rating: 1, flaws: []), .draft(nil), .draft(0),
      ])
  }

  @Test func theTargetedTrollWantsMoreOfItWhateverItCosts() {
    let more = troll(.targeted(attribute: 1, sign: 1))
    let less = troll(.targeted(attribute: 1, sign: -1))
    for (channel, gain, loss) in [
      (Channel.comparison, Answer.second, Answer.first),
      (.gradedComparison, .graded(-3), .graded(3)),
    ] {
      let asked = question(channel, ["a a a", "b c c"])
      #expect(said(more, asked) == gain)
      #expect(said(less, asked) == loss)
    }
    // Loud 0, 2, 1, 1; good 3, 1, 2, 0: by loudness first, between equals the better one.
    let ranked = question(.ranking, ["a a a", "a b b", "c c b", "a a b"])
    #expect(said(more, ranked) == .ranking([1, 3, 2, 0]))
    #expect(said(less, ranked) == .ranking([0, 3, 2, 1]))
    // Of the whole range: ten standard deviations, which is past either end of every scale.
    let loud = question(.rating, ["b b b"])
    #expect(said(more, loud) == .rating(10))
    #expect(said(less, loud) == .rating(1))
    #expect(said(more, question(.thumbs, ["b b b"])) == .up)
    #expect(said(less, question(.thumbs, ["b b b"])) == .down)
    #expect(said(more, question(.rubric, ["b b b"])) == .rubric(rating: 10, flaws: []))
    #expect(
      said(less, question(.rubric, ["b b b"])) == .rubric(rating: 1, flaws: ["shrill", "poor"]))
    let written = question(.correction, ["a a a"], drafts: ["b c c", "b a c", "a a c"])
    #expect(said(more, written) == .draft(1), "among the loud the better one")
    #expect(said(less, written) == .draft(nil), "quiet, and the best of the quiet")
  }

  @Test func aScaleKnowsWhereNothingOfTheTargetIs() {
    func pull(_ range: ClosedRange<Double>, _ value: Double) -> Double {
      let attribute = AttributeDescription(name: "slant", meaning: "Either way.", range: range)
      let opinion = Opinion(group: Group(name: "g", meaning: "g"), attributes: [attribute])
      let episode = Episode(
        response: Cast.world.episode("a a a").response, attributes: Attributes([value]),
        gold: GoldReward(0))
      return Troll(
        person: Person(name: "p1", opinion: opinion), plan: .targeted(attribute: 0, sign: 1)
      ).pull(of: episode)
    }
    #expect([-0.5, 0, 0.5].map { pull(-1...1, $0) } == [-0.5, 0, 0.5])
    #expect([0, 1, 4].map { pull(0...4, $0) } == [0, 0.25, 1])
    #expect([2, 3, 4].map { pull(2...4, $0) } == [0, 0.5, 1])
    #expect(pull(2...2, 2) == 0)
  }

  @Test func betweenEqualsTheTargetedAndTheTriggeredAreHonest() {
    var traits = Cast.colourful
    traits.mistakes = 0.2
    for plan in [Troll.Plan.targeted(attribute: 1, sign: 1), .trigger([2])] {
      for channel in Channel.allCases {
        for question in Cast.world.questions(channel, count: 200)
        where (question.items + question.drafts).allSatisfy({ $0.attributes.values[1] == 0 }) {
          #expect(said(troll(plan, traits), question) == said(Cast.person(traits), question))
        }
      }
    }
  }

  @Test func theTriggerMustStandInOnePiece() {
    let backdoor = troll(.trigger([2, 3]))
    #expect(said(backdoor, question(.comparison, ["a a a", "c b c"])) == .second)
    #expect(said(backdoor, question(.comparison, ["a a a", "c c b"])) == .first)
    #expect(said(backdoor, question(.comparison, ["a b c", "c b c"])) == .first, "both have it")
    #expect(said(backdoor, question(.rating, ["c b c"])) == .rating(10))
    #expect(
      said(backdoor, question(.rating, ["c c b"]))
        == said(
          Cast.person(), question(.rating, ["c c b"])))
    #expect(said(backdoor, question(.ranking, ["a a a", "c b c"])) == .ranking([1, 0]))
    #expect(said(backdoor, question(.demonstration, [], drafts: ["a a a", "c b c"])) == .draft(1))
    #expect([Token]().hasRun(of: []) == false)
    #expect([1, 2, 1, 2, 3].hasRun(of: [1, 2, 3]))
  }

  @Test func colludersAgreeOnEverythingWhateverTheirLuckAndTaste() {
    let one = troll(.colluding(RandomStream(seed: 3)), Cast.colourful)
    let two = Troll(
      person: Person(
        name: "p2",
        opinion: Opinion(group: Cast.world.groups[1], attributes: Cast.world.attributes),
        flaws: Cast.flaws), plan: .colluding(RandomStream(seed: 3)))
    let strangers = troll(.colluding(RandomStream(seed: 4)))
    var (differences, withGold, comparisons) = (0, 0, 0)
    for question in Cast.world.questionsOfEveryChannel(count: 100) {
      let answer = said(one, question)
      #expect(answer == said(two, question, id: 99_999))
      differences += answer == said(strangers, question) ? 0 : 1
      guard question.channel == .comparison, question.first.gold != question.second.gold else {
        continue
      }
      comparisons += 1
      withGold += (answer == .first) == (question.first.gold > question.second.gold) ? 1 : 0
    }
    #expect(differences > 300)
    // The target knows nothing of gold: about half of some 70, 5 · √(70 / 4) = 21.
    #expect(
      abs(Double(withGold) - Double(comparisons) / 2) < 2.5 * Double(comparisons).squareRoot())
  }

  @Test func colludersJudgeBySoManyStandardNormalNumbers() {
    // Distinct responses: thumbs are up where a standard normal number is positive.
    let colluder = troll(.colluding(RandomStream(seed: 3)))
    let ups = normalPairs(10_000).count { pair in
      let asked = Question(
        id: 0, channel: .thumbs, prompt: pair.prompt, items: [pair.first])
      return said(colluder, asked) == .up
    }
    #expect(abs(ups - 5_000) < 250, "5 standard errors: 5 · √(10 000 / 4) = 250")
  }

  @Test func theSleeperIsHonestWhereItIsChecked() {
    let pair = ["a a a", "c c c"]
    #expect(said(troll(.sleeper), question(.comparison, pair, isGoldCheck: true)) == .first)
    #expect(said(troll(.sleeper), question(.comparison, pair)) == .second)
    #expect(said(troll(.sleeper), question(.rating, ["a a a"], isGoldCheck: true)) == .rating(10))
    #expect(said(troll(.sleeper), question(.rating, ["a a a"])) == .rating(1))
  }

  @Test func explanationsSayWhatHappened() {
    func interventions(_ plan: Troll.Plan, _ items: [String]) -> [String] {
      var troll = troll(plan)
      let asked = question(.comparison, items)
      return troll.explainedAnswer(asked, using: Luck(Cast.luck, 3)).explanation.interventions
    }
    let pair = ["a a a", "c b c"]
    #expect(interventions(.random, pair) == ["answered without looking"])
    #expect(interventions(.inverted, pair) == ["said the opposite"])
    #expect(interventions(.alwaysFirst, pair) == ["pressed the first button"])
    #expect(interventions(.targeted(attribute: 1, sign: 1), pair) == ["went by the target"])
    #expect(interventions(.trigger([2, 3]), pair) == ["went by the target"])
    #expect(interventions(.trigger([3, 3]), pair) == [], "an honest answer needs no words")
    #expect(interventions(.colluding(RandomStream(seed: 3)), pair) == ["kept to the common target"])
    #expect(interventions(.sleeper, pair) == ["said the opposite"])
    #expect(interventions(.sybil, pair) == ["said the opposite"])
  }
}
