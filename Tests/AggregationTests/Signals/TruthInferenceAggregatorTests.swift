import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Aggregation

@Suite struct TruthVoteTests {
  static let methods: [any TruthInference] = TruthMethod.all.compactMap {
    if case .classes(let method) = $0 { method } else { nil }
  }
  private let stream = RandomStream(seed: 41)

  /// Everything that finds classes keeps the laws of consensus, with ties and without.
  @Test(arguments: methods.map(\.name), [0, 0.2])
  func obeysTheLaws(name: String, ties: Double) throws {
    let method = try #require(Self.methods.first { $0.name == name })
    let answers = crowd(
      questions: 12, accuracies: [0.9, 0.8, 0.7, 0.9], ties: ties, seed: 3
    ).judgements
    try checkAggregator(TruthInferenceAggregator(method, using: stream), judgements: answers)
  }

  /// μ = P(first) + ½ P(tie), of the same labels given by hand.
  @Test(arguments: [0, 0.2]) func thePosteriorBecomesTheProbability(ties: Double) throws {
    let answers = crowd(
      questions: 40, accuracies: [0.9, 0.8, 0.6], ties: ties, seed: 4
    ).judgements
    let table = try LabelTable(
      answers.enumerated().map { place, judgement in
        let label: Int =
          switch judgement.answer {
          case .first: 0
          case .second: 1
          default: 2
          }
        return CrowdLabel(task: place / 3, worker: place % 3, label: label)
      })
    let estimate = try DawidSkene().infer(table, using: stream)
    let preferences = try TruthInferenceAggregator(DawidSkene(), using: stream).preferences(
      from: answers)
    #expect(preferences.count == 40)
    for (task, preference) in preferences.enumerated() {
      let posterior = Array(estimate.posterior(of: task))
      let expected = posterior[0] + (posterior.count > 2 ? posterior[2] / 2 : 0)
      let first = answers[3 * task].question.first.response
      let found =
        preference.chosen == first ? preference.probability : 1 - preference.probability
      #expect(abs(found - expected) < 1e-12)
    }
  }

  /// Of somebody who has contradicted everybody it is known that the opposite is true.
  @Test(arguments: ["dawid-skene", "one-coin", "weighted-majority"])
  func theVoteOfATrollIsTurned(name: String) throws {
    let method = try #require(Self.methods.first { $0.name == name })
    let known = crowd(questions: 40, accuracies: [1, 1, 1, 1, 0], seed: 5).judgements
    let alone = Judgement.of(["a b c", "c c c"], .comparison, id: 40, by: "p4", .first)
    let last = try #require(
      try TruthInferenceAggregator(method, using: stream).preferences(from: known + [alone]).last)
    #expect(words(last.chosen) == "c c c" && last.probability > 0.8)
    let counted = try #require(MajorityVote().preferences(from: known + [alone]).last)
    #expect(words(counted.chosen) == "a b c" && counted.probability == 1)
  }

  /// Three who are always right, and on other questions three who toss coins: one coin's accuracy a is worth
  /// (2a − 1)², 1 for the former, and much less for the latter.
  @Test func whatReliablePeopleSayWeighsMore() throws {
    let answers =
      crowd(questions: 40, accuracies: [1, 1, 1], seed: 6).judgements
      + crowd(questions: 40, accuracies: [0.5, 0.5, 0.5], people: 3, firstID: 40, seed: 7)
      .judgements
    let method = DawidSkene(errors: .oneCoin)
    let weights = try TruthInferenceAggregator(method, using: stream).preferences(from: answers)
      .map(\.weight)
    #expect(abs(weights.reduce(0, +) / 80 - 1) < 1e-12)
    #expect(weights.allSatisfy { $0 > 0 })
    let (sure, unsure) = (weights[..<40].reduce(0, +), weights[40...].reduce(0, +))
    #expect(sure > 1.5 * unsure)
    let even = try TruthInferenceAggregator(method, isWeighted: false, using: stream).preferences(
      from: answers)
    #expect(even.allSatisfy { $0.weight == 1 })
  }

  /// Everybody dissents from the others equally often: then who says it does not matter.
  @Test(arguments: ["dawid-skene", "one-coin", "weighted-majority", "majority"])
  func amongEqualsTheMajorityIsRight(name: String) throws {
    let method = try #require(Self.methods.first { $0.name == name })
    let answers = (0..<24).flatMap { question in
      (0..<3).map { person -> Judgement in
        let isFirst = (question < 12) != (question % 4 == person)
        return .of(
          ["a b c", "b b c"], .comparison, id: question, by: "p\(person)",
          isFirst ? .first : .second)
      }
    }
    let inferred = try TruthInferenceAggregator(method, using: stream).preferences(from: answers)
    let counted = MajorityVote().preferences(from: answers)
    #expect(inferred.map(\.chosen) == counted.map(\.chosen))
    #expect(inferred.allSatisfy { abs($0.weight - 1) < 1e-9 })
  }

  /// Truth inference by counting is counting.
  @Test func majorityLabelsAreTheMajorityVote() throws {
    let answers = crowd(
      questions: 60, accuracies: [0.8, 0.7, 0.6, 0.5], ties: 0.2, seed: 8
    ).judgements
    let inferred = try TruthInferenceAggregator(MajorityLabels(), isWeighted: false, using: stream)
      .preferences(from: answers)
    let counted = MajorityVote().preferences(from: answers)
    #expect(inferred.count == counted.count)
    for (one, other) in zip(inferred, counted) {
      #expect(abs(one.probability - other.probability) < 1e-12)
      #expect(one.chosen == other.chosen || abs(one.probability - 0.5) < 1e-12)
    }
  }
}
