import SandboxCore
import SandboxTestSupport
import Testing

@testable import Aggregation

@Suite struct FeedbackSignalPreferenceTests {
  private func preferences(
    _ judgements: [Judgement], _ settings: LabelConverter.Settings = .init()
  ) throws -> [Preference] {
    try LabelConverter(settings).evidence(from: judgements, flaws: []).preferences
  }

  private func expect(
    _ preferences: [Preference],
    _ expected: [(chosen: String, rejected: String, probability: Double, weight: Double)],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(preferences.count == expected.count, sourceLocation: sourceLocation)
    for (found, known) in zip(preferences, expected) {
      #expect(words(found.chosen) == known.chosen, sourceLocation: sourceLocation)
      #expect(words(found.rejected) == known.rejected, sourceLocation: sourceLocation)
      #expect(
        abs(found.probability - known.probability) < 1e-12
          && abs(found.weight - known.weight) < 1e-12,
        "\(found.probability), weight \(found.weight)", sourceLocation: sourceLocation)
    }
  }

  /// Much, clearly and the other way slightly: two votes of three, or (0.97 + 0.85 + 0.35) / 3.
  @Test func gradesCountByDirectionOrByStrength() throws {
    let judgements = [3, 2, -1].enumerated().map { person, grade in
      Judgement.of(
        ["a b c", "b b c"], .gradedComparison, by: "p\(person)", .graded(grade))
    }
    try expect(preferences(judgements), [("a b c", "b b c", 2.0 / 3, 1)])
    try expect(
      preferences(judgements, .init(gradedLabels: .strength)),
      [("a b c", "b b c", 2.17 / 3, 1)])
  }

  @Test func strengthIsTheSameFromEitherSide() throws {
    for grade in 1...3 {
      let (one, other) = try (
        preferences(
          [.of(["a b c", "b b c"], .gradedComparison, .graded(grade))],
          .init(gradedLabels: .strength)),
        preferences(
          [.of(["b b c", "a b c"], .gradedComparison, .graded(-grade))],
          .init(gradedLabels: .strength))
      )
      expect(one, [("a b c", "b b c", [0.65, 0.85, 0.97][grade - 1], 1)])
      expect(other, [("a b c", "b b c", [0.65, 0.85, 0.97][grade - 1], 1)])
    }
  }

  /// Orders 1 2 3, 2 1 3 and 1 3 2: 1 beats 2 in two of three and 3 in all, 2 beats 3 in two of
  /// three.
  @Test func rankingsAreSettledPairByPair() throws {
    let judgements = [[0, 1, 2], [1, 0, 2], [0, 2, 1]].enumerated().map { person, order in
      Judgement.of(["a b c", "b b c", "c b c"], .ranking, by: "p\(person)", .ranking(order))
    }
    let third = 1.0 / 3
    try expect(
      preferences(judgements),
      [
        ("a b c", "b b c", 2 * third, third), ("a b c", "c b c", 1, third),
        ("b b c", "c b c", 2 * third, third),
      ])
    #expect(
      try preferences(judgements, .init(rankingWeight: .pair)).allSatisfy { $0.weight == 1 })
  }

  /// Four items have six pairs, two have one; a ranking weighs 1 in all.
  @Test func aRankingWeighsOneWhateverItsLength() throws {
    let found = try preferences([
      .of(["a b c", "b b c", "c b c", "a a a"], .ranking, id: 4, .ranking([3, 2, 1, 0])),
      .of(["c a a", "b b b"], .ranking, id: 9, .ranking([0, 1])),
      .of(["b a a", "c c b", "c b c", "a b a"], .ranking, id: 2, .ranking([0, 1, 2, 3])),
    ])
    #expect(found.count == 13)
    #expect(abs(found.reduce(0) { $0 + $1.weight } - 3) < 1e-12)
    #expect(found[0].weight == 1 && found[1].weight == 1.0 / 6)
    // The best first: place 3 beats all, then place 2.
    #expect(
      found[1...6].map { words($0.chosen) }
        == ["b b c", "c b c", "a a a", "c b c", "a a a", "a a a"])
  }

  /// Three majorities that run in a circle (Condorcet) are left as they are.
  @Test func majoritiesMayRunInACircle() throws {
    let judgements = [[0, 1, 2], [1, 2, 0], [2, 0, 1]].enumerated().map { person, order in
      Judgement.of(["a b c", "b b c", "c b c"], .ranking, by: "p\(person)", .ranking(order))
    }
    let third = 1.0 / 3
    try expect(
      preferences(judgements),
      [
        ("a b c", "b b c", 2 * third, third), ("c b c", "a b c", 2 * third, third),
        ("b b c", "c b c", 2 * third, third),
      ])
  }

  /// Of four who see it, one leaves it, one writes what it is already, and two write the same
  /// better one.
  @Test func whatIsWrittenIsPreferredToWhatWasShown() throws {
    let drafts = ["a a c", "c b a", "a a a"]
    let answers: [Answer] = [.draft(2), .draft(nil), .draft(1), .draft(2), .declined]
    let judgements = answers.enumerated().map { person, answer in
      Judgement.of(["c b a"], .correction, by: "p\(person)", answer, drafts: drafts)
    }
    try expect(
      preferences(judgements), [("a a a", "c b a", 1, 0.25), ("a a a", "c b a", 1, 0.25)])
    #expect(
      LabelConverter().writtenResponses(from: judgements).map(words)
        == ["a a a", "c b a", "a a a"])
  }

  @Test func demonstrationsSayNothingOfOtherResponses() throws {
    let judgements = [
      Judgement.of([], .demonstration, .draft(0), drafts: ["a a a"]),
      Judgement.of([], .demonstration, by: "p1", .draft(nil), drafts: ["a a a"]),
    ]
    #expect(try LabelConverter().evidence(from: judgements, flaws: []).isEmpty)
    #expect(LabelConverter().writtenResponses(from: judgements).map(words) == ["a a a"])
  }
}
