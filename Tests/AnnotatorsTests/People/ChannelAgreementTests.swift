import Foundation
import Randomness
import SandboxCore
import Testing

@testable import Annotators

/// The same opinion, in whatever form it is asked for.
@Suite struct ChannelAgreementTests {
  private let count = 20_000
  private let stream = RandomStream(seed: 71)

  private func noisy() -> SimulatedAnnotator {
    Specimens.person(rationality: 1.3) {
      $0.mistakes = 0.1
      $0.lapses = 0.1
      $0.misperception = 0.5
      $0.positionBias = 0.4
      $0.tieThreshold = .deviations(0.1)
      $0.skipThreshold = .deviations(-0.7)
    }
  }

  /// A graded comparison, under the same luck, is the plain one with a size.
  @Test func gradesHaveTheDirectionOfThePlainComparison() {
    let gaps = Specimens.uniforms(2_000, "gaps", limit: 1.5)
    let others = Specimens.uniforms(2_000, "others", limit: 1.5)
    var (plain, graded) = (noisy(), noisy())
    var kinds = Set<Answer>()
    for i in gaps.indices {
      let one = plain.answer(
        Specimens.question(i, .comparison, [gaps[i], others[i]]), using: RandomKey(stream, i))
      let other = graded.answer(
        Specimens.question(i, .gradedComparison, [gaps[i], others[i]]), using: RandomKey(stream, i))
      kinds.insert(one)
      if case .graded = other {
        #expect(one.scoreOfFirst == other.scoreOfFirst)
      } else {
        #expect(one == other, "ties and refusals are the same")
      }
    }
    #expect(kinds == [.first, .second, .tie, .declined])
  }

  /// Cut at |ℓ − logit u|/β of ½ and 1¼: with g = βΔ, P(grade ≥ +2) = σ(g − β/2), and so on.
  @Test func gradesAreCutsOfTheNoisyGap() {
    var person = Specimens.person(rationality: 1.3)
    var counts: [Int: Int] = [:]
    for i in 0..<count {
      let answer = person.answer(
        Specimens.question(i, .gradedComparison, [0.4, 0]), using: RandomKey(stream, i))
      if case .graded(let grade) = answer { counts[grade, default: 0] += 1 }
    }
    func above(_ limit: Double) -> Double { logistic(1.3 * (0.4 - limit)) }
    let limits = [-1.25, -0.5, 0, 0.5, 1.25]
    let tails = [1] + limits.map(above) + [0]
    for (place, grade) in [-3, -2, -1, 1, 2, 3].enumerated() {
      let p = tails[place] - tails[place + 1]
      let error = (p * (1 - p) / Double(count)).squareRoot()
      #expect(abs(Double(counts[grade] ?? 0) / Double(count) - p) < 5 * error, "\(grade)")
    }
  }

  @Test func thePerfectGradeByTheGapItself() {
    var person = Specimens.person()
    for (gap, grade) in [(0.4, 1), (0.6, 2), (1.3, 3), (-0.4, -1), (-0.6, -2), (-1.3, -3)] {
      let question = Specimens.question(0, .gradedComparison, [gap, 0])
      #expect(person.answer(question, using: RandomKey(stream, 0)) == .graded(grade))
    }
  }

  /// P(first before second) = σ(βΔ + b), as in a comparison.
  @Test(arguments: [(0.6, 0.0), (0.6, 0.8), (-0.3, 0.5)])
  func aRankingOfTwoHasTheLawOfTheComparison(_ gap: Double, _ bias: Double) {
    var person = Specimens.person(rationality: 1.3) { $0.positionBias = bias }
    let hits = (0..<count).count {
      person.answer(Specimens.question($0, .ranking, [gap, 0]), using: RandomKey(stream, $0))
        == .ranking([0, 1])
    }
    let p = logistic(1.3 * gap + bias)
    let error = (p * (1 - p) / Double(count)).squareRoot()
    #expect(abs(Double(hits) / Double(count) - p) < 5 * error)
  }

  /// The perfect, between equals, lean like the comparison does: σ(b).
  @Test(arguments: [Channel.comparison, .ranking])
  func betweenEqualsThePerfectFollowTheirPositionBias(_ channel: Channel) {
    var person = Specimens.person { $0.positionBias = 0.8 }
    let hits = (0..<count).count {
      let answer = person.answer(
        Specimens.question($0, channel, [1, 1]), using: RandomKey(stream, $0))
      return answer == .first || answer == .ranking([0, 1])
    }
    let p = logistic(0.8)
    let error = (p * (1 - p) / Double(count)).squareRoot()
    #expect(abs(Double(hits) / Double(count) - p) < 5 * error)
  }

  /// Weights 4, 3, 2, 1: P(1 ≻ 2 ≻ 3 ≻ 4) = 2/15, and every order has Π_k w_k / Σ_{l ≥ k} w_l.
  @Test func aRankingIsPlackettLuce() {
    let weights = [4.0, 3, 2, 1]
    var person = Specimens.person(rationality: 0.8)
    var counts: [[Int]: Int] = [:]
    for i in 0..<count {
      let question = Specimens.question(i, .ranking, weights.map { log($0) / 0.8 })
      if case .ranking(let order) = person.answer(question, using: RandomKey(stream, i)) {
        counts[order, default: 0] += 1
      }
    }
    func probability(_ order: [Int]) -> Double {
      order.indices.reduce(1) { product, place in
        let left = order[place...].reduce(0) { $0 + weights[$1] }
        return product * weights[order[place]] / left
      }
    }
    #expect(abs(probability([0, 1, 2, 3]) - 2.0 / 15) < 1e-12)
    var total = 0.0
    for code in 0..<256 {
      let order = [code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6]
      guard Set(order).count == 4 else { continue }
      let p = probability(order)
      total += p
      let error = (p * (1 - p) / Double(count)).squareRoot()
      #expect(abs(Double(counts[order] ?? 0) / Double(count) - p) < 5 * error, "\(order)")
    }
    #expect(abs(total - 1) < 1e-12)
  }

  /// One latent opinion: what a person gets wrong about a response they get wrong in every form, by the same
  /// amount, and whoever else is shown.
  @Test func theSameMisperceptionInEveryChannel() {
    var person = Specimens.person(rationality: 2) {
      $0.misperception = 0.7
      $0.errorCorrelation = 0.3
    }
    let shown = Specimens.episode(5, gold: 0.2)
    let prompt = shown.response.prompt
    let errors = Channel.allCases.flatMap { channel -> [Double] in
      let shownCount = channel.itemCount ?? 4
      let others = (1..<max(shownCount, 1)).map { Specimens.episode(100 + $0, gold: 0) }
      let items = shownCount == 0 ? [] : [shown] + others
      let question = Question(
        id: 1, channel: channel, prompt: prompt, items: items, drafts: [shown])
      let explanation = person.explainedAnswer(question, using: RandomKey(stream, 1)).explanation
      let terms =
        (items.isEmpty ? [] : [explanation.qualities[0]]) + explanation.qualities.suffix(1)
      return terms.map { $0.first { $0.name == "misperception" }?.value ?? .nan }
    }
    let showing = Channel.allCases.count { $0.itemCount != 0 }
    #expect(errors.count == Channel.allCases.count + showing)
    #expect(Set(errors).count == 1 && errors[0].isFinite && errors[0] != 0)
  }

  /// An explained answer is the answer, and its terms add up to what it is judged by.
  @Test func explanationsAreOfTheAnswerThatWasGiven() throws {
    for question in Questionnaire.questions {
      var person = noisy()
      var same = person
      let luck = RandomKey(stream, question.id)
      let answer = person.answer(question, using: luck)
      let (explained, explanation) = same.explainedAnswer(question, using: luck)
      #expect(answer == explained && person == same)
      #expect(
        explanation.qualities.isEmpty
          || explanation.qualities.count == question.items.count + question.drafts.count)
      for number in explanation.draws + explanation.leanings + explanation.qualities.joined() {
        #expect(number.value.isFinite, "\(number)")
      }
      _ = try JSONEncoder().encode(explanation)
    }
  }

  /// Nobody who sees nothing is without words: the explanation stays finite.
  @Test func coinTossersExplainThemselvesInFiniteNumbers() throws {
    var person = Specimens.person(rationality: 0)
    for question in Questionnaire.questions {
      let explained = person.explainedAnswer(question, using: RandomKey(stream, question.id))
      _ = try JSONEncoder().encode(explained.explanation)
    }
  }
}
