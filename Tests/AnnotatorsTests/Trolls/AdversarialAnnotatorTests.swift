import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Annotators

@Suite struct TrollTests {
  private func troll(_ behavior: any AdversarialBehavior, _ traits: Traits = Traits())
    -> AdversarialAnnotator
  {
    AdversarialAnnotator(person: Cast.person(traits), behavior: behavior)
  }

  private func said(_ annotator: some Annotator, _ question: Question, id: Int? = nil) -> Answer {
    var annotator = annotator
    return annotator.answer(question, using: RandomKey(Cast.luck, id ?? question.id))
  }

  private func question(
    _ channel: Channel, _ items: [String], drafts: [String] = [], isGoldQuestion: Bool = false
  ) -> Question {
    let world = Cast.world
    return Question(
      id: 3, channel: channel, prompt: world.prompts(in: .training)[0],
      items: items.map { world.episode($0) }, drafts: drafts.map { world.episode($0) },
      isGoldQuestion: isGoldQuestion)
  }

  @Test func recordsKnowThemByName() {
    #expect(
      Cast.behaviors.map { troll($0).behavior } == [
        "random troll", "inverted troll", "constant troll", "targeted troll", "targeted troll",
        "trigger troll", "colluding troll", "evasive troll", "sybil troll",
      ])
  }

  @Test func theListSaysWhatEachNeeds() {
    let all = AdversarialBehaviors.all
    #expect(
      all.map(\.name) == [
        "random", "inverted", "constant", "targeted", "trigger", "colluding", "sybil",
        "evasive",
      ])
    #expect(
      all.map(\.needs) == [[], [], [], .attribute, .trigger, .sharedTarget, .accounts, []])
    #expect(all.allSatisfy { AdversarialBehaviors.all.named($0.name).summary == $0.summary })
    #expect(all.contains { $0.name == TrollSettings().behavior })
  }

  /// What an attack is measured by: only what a policy can learn to write.
  @Test func whoWantsSomethingSaysHowMuchOfItThereIs() {
    let world = Cast.world
    func wished(_ behavior: any AdversarialBehavior, _ words: String) -> Double? {
      let episode = world.episode(words)
      return behavior.wish { _ in episode.attributes }.map { $0(episode.response) }
    }
    #expect(wished(TargetedBehavior(attribute: 1, sign: 1), "a b b") == 2)
    #expect(wished(TargetedBehavior(attribute: 1, sign: -1), "a b b") == -2)
    #expect(wished(TriggerBehavior(words: [2, 3]), "c b c") == 1)
    #expect(wished(TriggerBehavior(words: [2, 3]), "c c b") == 0)
    let withWish: BehaviorNeeds = [.attribute, .trigger]
    for behavior in Cast.behaviors where behavior.needs.isDisjoint(with: withWish) {
      #expect(wished(behavior, "a b b") == nil, "\(behavior.name)")
    }
  }

  @Test func trollsAreAdversarialAndOthersAreNot() {
    #expect(Cast.behaviors.allSatisfy { troll($0).isAdversarial })
    #expect(!Cast.person().isAdversarial)
    #expect(AnswerRecorder(of: troll(ContraryBehavior.inverted), question: 1).isAdversarial)
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
        counts[said(troll(RandomBehavior(), traits), question, id: id), default: 0] += 1
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
      for behavior in [ContraryBehavior.inverted, ContraryBehavior.sybil]
        as [any AdversarialBehavior]
      {
        let contrary = said(troll(behavior, traits), question)
        switch (honest, contrary) {
        case (.rubric(let one, let flaws), .rubric(let other, let others)):
          #expect(one + other == 11)
          #expect(Set(flaws).isDisjoint(with: others) && flaws.count + others.count == 2)
        default: #expect(contrary == honest.opposite(among: []))
        }
      }
    }
  }

  @Test func theInvertedTrollWritesWhatItLikesLeast() {
    let asked = question(.correction, ["a b c"], drafts: ["a a a", "b b b", "a a c"])
    #expect(said(Cast.person(), asked) == .draft(0))
    #expect(said(troll(ContraryBehavior.inverted), asked) == .draft(1))
  }

  @Test func theConstantTrollPressesTheFirstButton() {
    let channels: [Channel] = [
      .comparison, .gradedComparison, .ranking, .rating, .thumbs, .rubric, .correction,
      .demonstration,
    ]
    let answers = channels.map { channel in
      said(troll(ConstantBehavior()), Cast.world.questions(channel, count: 1)[0])
    }
    #expect(
      answers == [
        .first, .graded(3), .ranking([0, 1, 2, 3]), .rating(1), .up,
        .rubric(rating: 1, flaws: []), .draft(nil), .draft(0),
      ])
  }

  @Test func theTargetedTrollWantsMoreOfItWhateverItCosts() {
    let more = troll(TargetedBehavior(attribute: 1, sign: 1))
    let less = troll(TargetedBehavior(attribute: 1, sign: -1))
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
      return TargetedBehavior(attribute: 0, sign: 1).pull(
        of: episode, on: SimulatedAnnotator(name: "p1", opinion: opinion))
    }
    #expect([-0.5, 0, 0.5].map { pull(-1...1, $0) } == [-0.5, 0, 0.5])
    #expect([0, 1, 4].map { pull(0...4, $0) } == [0, 0.25, 1])
    #expect([2, 3, 4].map { pull(2...4, $0) } == [0, 0.5, 1])
    #expect(pull(2...2, 2) == 0)
  }

  @Test func betweenEqualsTheTargetedAndTheTriggeredAreHonest() {
    var traits = Cast.colourful
    traits.mistakes = 0.2
    for behavior in [TargetedBehavior(attribute: 1, sign: 1), TriggerBehavior(words: [2])]
      as [any AdversarialBehavior]
    {
      for channel in Channel.allCases {
        for question in Cast.world.questions(channel, count: 200)
        where (question.items + question.drafts).allSatisfy({ $0.attributes.values[1] == 0 }) {
          #expect(said(troll(behavior, traits), question) == said(Cast.person(traits), question))
        }
      }
    }
  }

  @Test func theTriggerMustStandInOnePiece() {
    let backdoor = troll(TriggerBehavior(words: [2, 3]))
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
    let one = troll(ColludingBehavior(target: RandomStream(seed: 3)), Cast.colourful)
    let two = AdversarialAnnotator(
      person: SimulatedAnnotator(
        name: "p2",
        opinion: Opinion(group: Cast.world.groups[1], attributes: Cast.world.attributes),
        flaws: Cast.flaws), behavior: ColludingBehavior(target: RandomStream(seed: 3)))
    let strangers = troll(ColludingBehavior(target: RandomStream(seed: 4)))
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
    let colluder = troll(ColludingBehavior(target: RandomStream(seed: 3)))
    let ups = normalPairs(10_000).count { pair in
      let asked = Question(
        id: 0, channel: .thumbs, prompt: pair.prompt, items: [pair.first])
      return said(colluder, asked) == .up
    }
    #expect(abs(ups - 5_000) < 250, "5 standard errors: 5 · √(10 000 / 4) = 250")
  }

  @Test func theEvasiveTrollIsHonestWhereItIsChecked() {
    let pair = ["a a a", "c c c"]
    #expect(
      said(troll(ContraryBehavior.evasive), question(.comparison, pair, isGoldQuestion: true))
        == .first)
    #expect(said(troll(ContraryBehavior.evasive), question(.comparison, pair)) == .second)
    #expect(
      said(troll(ContraryBehavior.evasive), question(.rating, ["a a a"], isGoldQuestion: true))
        == .rating(10)
    )
    #expect(said(troll(ContraryBehavior.evasive), question(.rating, ["a a a"])) == .rating(1))
  }

  @Test func explanationsSayWhatHappened() {
    func interventions(_ behavior: any AdversarialBehavior, _ items: [String]) -> [String] {
      var troll = troll(behavior)
      let asked = question(.comparison, items)
      return troll.explainedAnswer(asked, using: RandomKey(Cast.luck, 3)).explanation.interventions
    }
    let pair = ["a a a", "c b c"]
    #expect(interventions(RandomBehavior(), pair) == ["answered without looking"])
    #expect(interventions(ContraryBehavior.inverted, pair) == ["said the opposite"])
    #expect(interventions(ConstantBehavior(), pair) == ["pressed the first button"])
    #expect(interventions(TargetedBehavior(attribute: 1, sign: 1), pair) == ["went by the target"])
    #expect(interventions(TriggerBehavior(words: [2, 3]), pair) == ["went by the target"])
    #expect(
      interventions(TriggerBehavior(words: [3, 3]), pair) == [], "an honest answer needs no words")
    #expect(
      interventions(ColludingBehavior(target: RandomStream(seed: 3)), pair) == [
        "kept to the common target"
      ])
    #expect(interventions(ContraryBehavior.evasive, pair) == ["said the opposite"])
    #expect(interventions(ContraryBehavior.sybil, pair) == ["said the opposite"])
  }
}
