import Randomness
import SandboxCore
import Testing

@testable import Annotators

@Suite struct CompositionTests {
  /// At least two of each kind, and both units of threshold.
  static let parts: [Part] = [
    .rationality(.boltzmann(rationality: 3.1)), .rationality(.boltzmann(rationality: 1.7)),
    .rationality(.perfect), .mistakes(0.1), .mistakes(0.07), .mistakes(0.03), .lapses(0.1),
    .lapses(0.23), .misperception(deviation: 0.3, correlation: 1),
    .misperception(deviation: 0.7, correlation: 0.1),
    .misperception(deviation: 0.1, correlation: 0), .expertise(topic: "any", share: 0.3),
    .expertise(topic: "any", share: 0.6), .expertise(topic: "maths", share: 0.1), .discount(0.9),
    .discount(0.97), .ties(.deviations(0.2)), .ties(.shareOfMeanReturn(0.1)),
    .ties(.deviations(0.1)), .skips(.deviations(-1.4)), .skips(.shareOfMeanReturn(0.2)),
    .positionBias(0.9), .positionBias(-0.3), .positionBias(0.1), .lengthBias(0.5),
    .lengthBias(0.2), .topicBias(topic: "any", deviations: 0.1),
    .topicBias(topic: "any", deviations: 0.7), .topicBias(topic: "any", deviations: -0.4),
    .sycophancy(0.8), .sycophancy(0.3), .selfPreference(0.7), .selfPreference(0.4), .halo(0.3),
    .halo(0.1), .anchoring(0.2), .anchoring(0.3), .severity(0.5), .severity(-0.2),
    .scaleUse(0.7), .scaleUse(1.3), .fatigue(limit: 0.3, answers: 50),
    .fatigue(limit: 0.1, answers: 7), .learning(beginnerShare: 0.5, answers: 30),
    .learning(beginnerShare: 0.8, answers: 70),
  ]

  /// Every kind of part with its trait at neutral.
  static let neutral: [Part] = [
    .rationality(.perfect), .mistakes(0), .lapses(0),
    .misperception(deviation: 0, correlation: 0.7), .expertise(topic: "any", share: 0),
    .discount(1), .ties(.deviations(0)), .ties(.shareOfMeanReturn(0)),
    .skips(.deviations(-.infinity)), .positionBias(0), .lengthBias(0),
    .topicBias(topic: "any", deviations: 0), .sycophancy(0), .selfPreference(0), .halo(0),
    .anchoring(0), .severity(0), .scaleUse(1), .fatigue(limit: 0, answers: 3),
    .learning(beginnerShare: 1, answers: 3),
  ]

  /// A questionnaire of every channel, with everything in it that a part could look at.
  static let questions: [Question] = {
    var stream = RandomStream(seed: 61)
    let prompt = Prompt(id: 0, tokens: [0], family: "specimens", topic: "any")
    func episode(_ number: Int) -> Episode {
      let course = (0..<4).map { _ in stream.normal() }
      return Specimens.episode(
        number, gold: stream.normal(), attributes: [stream.uniform(), stream.uniform()],
        length: 1 + stream.uniform(below: 9), course: course)
    }
    return (0..<160).map { id in
      let channel = Channel.allCases[id % Channel.allCases.count]
      let items = (0..<(channel.itemCount ?? 4)).map { episode(10 * id + $0) }
      let drafts = id.isMultiple(of: 3) ? [] : (5..<8).map { episode(10 * id + $0) }
      return Question(
        id: id, channel: channel, prompt: prompt, items: items,
        writers: items.indices.map { $0.isMultiple(of: 2) ? "policy" : "self" }, drafts: drafts)
    }
  }()

  static func answers(_ traits: Traits) -> [Answer] {
    let flaws = [
      Flaw(name: "cold", meaning: "Cold.", attribute: "warm", limit: .below(0.5)),
      Flaw(name: "long", meaning: "Long.", attribute: "brief", limit: .below(0.3)),
    ]
    var person = Specimens.person(
      scale: QualityScale(goldMean: 0.3, goldDeviation: 1.2, lengthMean: 4, lengthDeviation: 2),
      stance: .init(attribute: 0, sign: -1), flaws: flaws
    ) { $0 = traits }
    let stream = RandomStream(seed: 62)
    return questions.map { person.answer($0, using: Luck(stream, $0.id)) }
  }

  @Test func everyOrderMakesTheSamePerson() {
    var stream = RandomStream(seed: 63)
    let traits = Traits(parts: Self.parts, favouredWriter: "self")
    let answers = Self.answers(traits)
    #expect(traits.rationality != .perfect && traits.errorCorrelation > 0)
    for _ in 0..<200 {
      var shuffled = Self.parts
      stream.shuffle(&shuffled)
      #expect("\(Traits(parts: shuffled, favouredWriter: "self"))" == "\(traits)")
      let oneByOne = shuffled.reduce(Composition()) { $0.adding($1) }
      var other = oneByOne.traits
      other.favouredWriter = "self"
      #expect(
        "\(other)" == "\(traits)", "written out, doubles show every bit, and zeros their sign")
    }
    var last = Self.parts
    last.reverse()
    #expect(Self.answers(Traits(parts: last, favouredWriter: "self")) == answers)
  }

  /// Beside nothing, and beside everything: bit for bit the same traits and answers on every channel.
  @Test(arguments: neutral.indices) func aNeutralPartChangesNothing(_ place: Int) {
    let part = Self.neutral[place]
    #expect(Self.answers(Traits(parts: [part])) == Self.answers(Traits()))
    let full = Self.answers(Traits(parts: Self.parts, favouredWriter: "self"))
    #expect(Self.answers(Traits(parts: Self.parts + [part], favouredWriter: "self")) == full)
  }

  /// A trait set by hand to its neutral value, with all that goes with it out of place.
  @Test func neutralTraitsChangeNothingWhateverStandsBesideThem() {
    var traits = Traits()
    traits.errorCorrelation = 0.4
    traits.expertise = [TopicValue(topic: "any", value: 0.5)]
    traits.favouredWriter = "self"
    traits.fatigueAnswers = 3
    traits.learningAnswers = 3
    traits.topicBiases = [TopicValue(topic: "any", value: 0)]
    #expect(Self.answers(traits) == Self.answers(Traits()))
  }

  /// What stands alone keeps its bits.
  @Test func onePartIsItsTrait() {
    var traits = Traits()
    traits.rationality = .boltzmann(rationality: 1.3)
    traits.lapses = 0.1
    traits.fatigueLimit = 0.3
    traits.fatigueAnswers = 7
    traits.misperception = 0.3
    traits.errorCorrelation = 0.7
    traits.skipThreshold = .shareOfMeanReturn(0.1)
    #expect(
      Traits(parts: [
        .fatigue(limit: 0.3, answers: 7), .misperception(deviation: 0.3, correlation: 0.7),
        .lapses(0.1), .skips(.shareOfMeanReturn(0.1)), .rationality(.boltzmann(rationality: 1.3)),
      ]) == traits)
  }

  @Test func rulesOfCombination() {
    let traits = Traits(parts: Self.parts)
    func expect(_ found: Double, _ expected: Double) {
      #expect(abs(found - expected) < 1e-12, "\(found) instead of \(expected)")
    }
    if case .boltzmann(let rationality) = traits.rationality {
      expect(1 / (rationality * rationality), 1 / (3.1 * 3.1) + 1 / (1.7 * 1.7))
    }
    // Slips: 1 − 2ε multiplies.
    expect(1 - 2 * traits.mistakes, 0.8 * 0.86 * 0.94)
    expect(1 - traits.lapses, 0.9 * 0.77)
    expect(traits.misperception * traits.misperception, 0.09 + 0.49 + 0.01)
    expect(traits.errorCorrelation, (0.09 + 0.049) / 0.59)
    expect(1 - traits.expertise.value(of: "any"), 0.7 * 0.4)
    expect(traits.discount, 0.9 * 0.97)
    #expect(traits.tieThreshold == .greater(deviations: 0.2, shareOfMeanReturn: 0.1))
    #expect(traits.skipThreshold == .greater(deviations: -1.4, shareOfMeanReturn: 0.2))
    expect(traits.positionBias, 0.7)
    expect(traits.topicBiases.value(of: "any"), 0.4)
    expect(1 - traits.anchoring, 0.8 * 0.7)
    expect(traits.scaleUse, 0.91)
    expect(1 - traits.fatigueLimit, 0.7 * 0.9)
    expect(traits.fatigueLimit / traits.fatigueAnswers, 0.3 / 50 + 0.1 / 7)
    expect(traits.beginnerShare, 0.4)
    // (1 − s)/(sτ): 0.5/(0.5·30) + 0.2/(0.8·70).
    expect(0.6 / (0.4 * traits.learningAnswers), 1.0 / 30 + 0.25 / 70)
  }

  /// A slip of 0.1 and one of 0.07 on one person are one person after the other.
  @Test func slipsOfTwoPartsAreSlipsInSuccession() {
    let together = Traits(parts: [.mistakes(0.1), .mistakes(0.07)]).mistakes
    let count = 20_000
    let stream = RandomStream(seed: 64)
    var one = Specimens.person { $0.mistakes = 0.1 }
    var two = Specimens.person { $0.mistakes = 0.07 }
    let wrong = (0..<count).count {
      let question = Specimens.comparison($0, 1, 0)
      let isRight = one.answer(question, using: Luck(stream.child("one"), $0)) == .first
      let isKept = two.answer(question, using: Luck(stream.child("two"), $0)) == .first
      return isRight != isKept
    }
    let error = (together * (1 - together) / Double(count)).squareRoot()
    #expect(abs(Double(wrong) / Double(count) - together) < 5 * error)
  }

  /// Luck is by person: another who is asked, before or in between, leaves everybody's answers.
  @Test func addingAPersonChangesNobodyElse() {
    let root = RandomStream(seed: 65)
    func campaign(_ names: [String]) -> [String: [Answer]] {
      var people = names.map { name in
        Specimens.person(name) { $0 = Traits(parts: Self.parts, favouredWriter: "self") }
      }
      var answers: [String: [Answer]] = [:]
      for question in Self.questions {
        for place in people.indices {
          let luck = Luck(root.child(names[place]), question.id)
          answers[names[place], default: []].append(people[place].answer(question, using: luck))
        }
      }
      return answers
    }
    let few = campaign(["ann", "ben"])
    let many = campaign(["cem", "ann", "dia", "ben"])
    #expect(few["ann"] == many["ann"] && few["ben"] == many["ben"])
    #expect(many["cem"] != many["ann"], "people differ by their luck and errors")
  }
}
