import Foundation
import Randomness
import SandboxCore
import Testing

@testable import Annotators

@Suite struct ComparisonSimulationTests {
  /// Comparisons in which everything varies that a person could look at.
  static let questions: [Question] = {
    var stream = RandomStream(seed: 81)
    func episode(_ number: Int, topic: String, steps: Int) -> Episode {
      let course = (0..<steps).map { _ in stream.normal() }
      return Specimens.episode(
        number, gold: stream.normal(), attributes: [stream.uniform(), stream.uniform()],
        length: 1 + stream.uniform(below: 9), topic: topic, course: course)
    }
    return (0..<1_500).map { id in
      let topic = ["any", "maths", "art"][id % 3]
      var question = Question(
        id: id, first: episode(2 * id, topic: topic, steps: id % 10),
        second: episode(2 * id + 1, topic: topic, steps: (id + 3) % 10))
      if !id.isMultiple(of: 5) {
        question.writers = id.isMultiple(of: 2) ? ["self", "policy"] : ["policy", "self"]
      }
      return question
    }
  }()

  static let table = ComparisonTable(questions)

  /// A person with these traits, and with a taste of their own or without.
  static func person(_ parts: [Part], ownTaste: Bool = false, groupTaste: Bool = false) -> Person {
    let group = Group(
      name: "g", meaning: "g", goldWeight: groupTaste ? 0.7 : 1,
      tastes: groupTaste
        ? [
          .init(attribute: "brief", weight: 0.8),
          .init(attribute: "warm", weight: -1.1, topics: ["maths", "art"]),
        ] : [])
    return Person(
      name: "p",
      opinion: Opinion(
        group: group, attributes: Specimens.attributes,
        individualWeights: ownTaste ? [0.6, -0.4] : []),
      traits: Traits(parts: parts, favouredWriter: "self"),
      scale: QualityScale(goldMean: 0.3, goldDeviation: 1.2, lengthMean: 4, lengthDeviation: 2),
      stance: .init(attribute: 0, sign: -1))
  }

  private let stream = RandomStream(seed: 82)

  /// One by one, as questions.
  private func plainAnswers(_ person: inout Person, _ rows: Range<Int>? = nil) -> [Answer] {
    (rows ?? Self.questions.indices).map {
      person.answer(Self.questions[$0], using: Luck(stream, $0))
    }
  }

  static let partSets: [[Part]] =
    [[], CompositionTests.parts, [.rationality(.boltzmann(rationality: 0))]]
    + CompositionTests.parts.map { [$0] }
    + CompositionTests.parts.map { [$0, .rationality(.boltzmann(rationality: 1.2))] }

  /// Alone, beside noise, and all together: the very answers of the person.
  @Test(arguments: partSets, [false, true])
  func answersAreThoseOfThePerson(_ parts: [Part], _ hasTastes: Bool) {
    var one = Self.person(parts, ownTaste: hasTastes, groupTaste: hasTastes)
    var other = one
    let answers = ComparisonSimulation(Self.table).answers(of: &one, using: stream)
    #expect(answers.map(\.answer) == plainAnswers(&other))
    #expect(one == other, "tired and practised alike")
  }

  /// A composition in which every answer occurs, and none too seldom to test anything.
  @Test func everyAnswerOccurs() {
    var person = Self.person(CompositionTests.parts)
    let answers = ComparisonSimulation(Self.table).answers(of: &person, using: stream)
    for answer in [ComparisonAnswer.first, .second, .tie, .declined] {
      #expect(answers.count { $0 == answer } > 50, "\(answer)")
    }
  }

  @Test func runsInPiecesAreTheRun() {
    var whole = Self.person(CompositionTests.parts)
    var pieces = whole
    let simulation = ComparisonSimulation(Self.table)
    let expected = simulation.answers(of: &whole, using: stream)
    var found: [ComparisonAnswer] = []
    for rows in [0..<1, 1..<300, 300..<300, 300..<555, 555..<1_500] {
      found += simulation.answers(of: &pieces, to: rows, using: stream)
    }
    #expect(found == expected)
    #expect(pieces == whole)
    whole.rest()
    var other = whole
    let rested = simulation.answers(of: &whole, to: 100..<400, using: stream)
    #expect(rested.map(\.answer) == plainAnswers(&other, 100..<400))
  }

  @Test func aCrowdIsItsPeople() {
    let root = RandomStream(seed: 83)
    var crowd = [[], CompositionTests.parts, [.mistakes(0.2)]].map { Self.person($0) }
    var people = crowd
    let simulation = ComparisonSimulation(Self.table)
    let streams = crowd.indices.map { root.child($0) }
    let answers = simulation.answers(of: &crowd, using: streams)
    for j in people.indices {
      #expect(answers[j] == simulation.answers(of: &people[j], using: streams[j]))
    }
    #expect(answers.count == 3 && crowd == people)
  }

  /// Any answer of a run can be asked for its reasons afterwards.
  @Test func answersAreExplainedOnRequest() {
    let fresh = Self.person(CompositionTests.parts, ownTaste: true)
    let simulation = ComparisonSimulation(Self.table)
    var person = fresh
    let rows = 200..<900
    let answers = simulation.answers(of: &person, to: rows, using: stream)
    var live = fresh
    for row in rows {
      let (answer, explanation) = live.explainedAnswer(
        Self.questions[row], using: Luck(stream, row))
      #expect(answer == answers[row - rows.lowerBound].answer)
      guard row.isMultiple(of: 50) else { continue }
      let found = simulation.explainedAnswer(to: row, of: fresh, answering: rows, using: stream)
      #expect(found.answer == answer && found.explanation == explanation)
    }
  }

  /// Where a draw is as near to its probability as doubles can be, the formula itself decides.
  @Test func closeCallsAreDecidedByTheFormula() {
    var golds: [Double] = []
    let count = 4_000
    for i in 0..<count {
      let draw = Luck(stream, i).uniform(at: LuckPlace.choice)
      var gap = log(draw / (1 - draw))
      for _ in 0..<(i % 5) { gap = gap.nextUp }
      for _ in 0..<(i % 3) { gap = gap.nextDown }
      golds.append(gap * (i.isMultiple(of: 7) ? 1 + 1e-6 : 1))
    }
    let table = ComparisonTable(
      first: ResponseColumns(gold: golds),
      second: ResponseColumns(gold: [Double](repeating: 0, count: count)))
    var person = Specimens.person(rationality: 1)
    let answers = ComparisonSimulation(table).answers(of: &person, using: stream)
    for i in 0..<count {
      let isFirst = Luck(stream, i).uniform(at: LuckPlace.choice) < 1 / (1 + exp(-golds[i]))
      #expect((answers[i] == .first) == isFirst)
    }
    #expect(Set(answers).count == 2)
  }
}
