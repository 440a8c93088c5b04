import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Aggregation

@Suite struct FeedbackSignalTests {
  /// One answer in each form, all by the same person.
  private let everything: [Judgement] = [
    .of([], .demonstration, id: 0, .draft(1), drafts: ["a a a", "a a b"]),
    .of(["c c c"], .correction, id: 1, .draft(0), drafts: ["a c c"]),
    .of(["a b b"], .thumbs, id: 2, .down),
    .of(["b a a"], .rubric, id: 3, .rubric(rating: 4, flaws: [])),
    .of(["b a b"], .rating, id: 4, .rating(9)),
    .of(["a b c", "b b c", "c b c"], .ranking, id: 5, .ranking([2, 0, 1])),
    .of(["a a c", "b b b"], .gradedComparison, id: 6, .graded(-2)),
    .of(["a b a", "c a b"], .comparison, id: 7, .first),
  ]

  @Test func readsEveryForm() throws {
    let signal = LabelConverter()
    let evidence = try signal.evidence(from: everything, flaws: [])
    #expect(
      evidence.preferences.map { words($0.chosen) + " > " + words($0.rejected) } == [
        "b b b > a a c", "a b a > c a b", "a b c > b b c", "c b c > a b c", "c b c > b b c",
        "a c c > c c c",
      ])
    let weights = evidence.preferences.map { Int((1 / $0.weight).rounded()) }
    #expect(weights == [1, 1, 3, 3, 3, 1])
    #expect(evidence.scores.map { words($0.response) } == ["b a b", "b a a"])
    #expect(evidence.approvals.map(\.probability) == [0])
    #expect(
      signal.writtenResponses(from: everything).map(words) == ["a a b", "a c c"])
  }

  /// A ranking stays one answer of each who gave it; those of one question weigh as much as one.
  @Test func rankingsStayWhole() throws {
    var signal = LabelConverter()
    signal.settings.keepsRankingsWhole = true
    let second = Judgement.of(
      ["a b c", "b b c", "c b c"], .ranking, id: 5, by: "bob", .ranking([0, 1, 2]))
    let evidence = try signal.evidence(from: everything + [second], flaws: [])
    #expect(
      evidence.rankings.map { $0.responses.map(words) } == [
        ["c b c", "a b c", "b b c"], ["a b c", "b b c", "c b c"],
      ])
    #expect(evidence.rankings.map(\.weight) == [0.5, 0.5])
    #expect(evidence.rankings[1].annotators == ["bob"])
    #expect(evidence.preferences.count == 3)
    #expect(
      evidence.rankings[0].pairs.map { words($0.chosen) + " > " + words($0.rejected) } == [
        "c b c > a b c", "c b c > b b c", "a b c > b b c",
      ])
  }

  /// Apart, every answer is a piece of its own, with its annotator, who has a group; ties are known as ties.
  @Test func answersStayApart() throws {
    let answers: [Judgement] = [
      .of(["a b a", "c a b"], .comparison, id: 7, by: "ann", .first),
      .of(["a b a", "c a b"], .comparison, id: 7, by: "bob", .second),
      .of(["a b a", "c a b"], .comparison, id: 7, by: "cid", .tie),
      .of(["a b b"], .thumbs, id: 2, by: "ann", .down),
      .of(["a b b"], .thumbs, id: 3, by: "bob", .up),
      .of(["b a b"], .rating, id: 4, by: "ann", .rating(9)),
      .of(["b a b"], .rating, id: 4, by: "bob", .rating(2)),
    ]
    let together = try LabelConverter().evidence(from: answers, flaws: [])
    #expect(together.preferences.map(\.probability) == [0.5])
    #expect(abs(together.preferences[0].tieShare - 1 / 3.0) < 1e-12)
    var signal = LabelConverter()
    signal.settings.unit = .answer
    let apart = try signal.evidence(from: answers, flaws: [])
    #expect(apart.preferences.map(\.annotators) == [["ann"], ["bob"], ["cid"]])
    #expect(apart.preferences.map(\.probability) == [1, 1, 0.5])
    #expect(apart.preferences.map(\.tieShare) == [0, 0, 1])
    #expect(apart.preferences.map { words($0.chosen) } == ["a b a", "c a b", "a b a"])
    #expect(apart.approvals.map(\.probability) == [0, 1])
    #expect(apart.scores.map(\.annotators) == [["ann"], ["bob"]])
    #expect(apart.groups.keys.sorted() == ["ann", "bob", "cid"])
  }

  @Test func checksAndRefusalsAreLeftOut() throws {
    let signal = LabelConverter(LabelConverter.Settings(gradedLabels: .strength))
    let checks = everything.map { judgement in
      var judgement = judgement
      judgement.question.isGoldQuestion = true
      return judgement
    }
    #expect(try signal.evidence(from: checks, flaws: []).isEmpty)
    #expect(signal.writtenResponses(from: checks).isEmpty)
    let refusals = everything.map { judgement in
      var judgement = judgement
      judgement.annotator = "the silent one"
      judgement.answer = .declined
      return judgement
    }
    #expect(
      try signal.evidence(from: everything + refusals + checks, flaws: [])
        == signal.evidence(from: everything, flaws: []))
    #expect(try signal.evidence(from: refusals, flaws: []).isEmpty)
  }

  /// Names of people carry nothing, in whatever order they are.
  @Test func namesDoNotMatter() throws {
    var stream = RandomStream(seed: 8)
    let answers = (0..<60).map { index in
      Judgement.of(
        [["a b c", "b b c", "c b c", "a a a", "b a c"][index % 5]], .rating, id: index % 5,
        by: "p\(index / 5)", .rating(1 + stream.uniform(below: 10)))
    }
    let renamed = answers.map { judgement in
      var judgement = judgement
      judgement.annotator = "q" + String(judgement.annotator.reversed())
      return judgement
    }
    var evidence = try LabelConverter().evidence(from: answers, flaws: [])
    for place in evidence.scores.indices {
      let names = evidence.scores[place].annotators
      #expect(names == (0..<12).map { "p\($0)" })
      evidence.scores[place].annotators = names.map { "q" + String($0.reversed()) }
    }
    evidence.groups = Dictionary(
      uniqueKeysWithValues: evidence.groups.map { ("q" + String($0.key.reversed()), $0.value) })
    #expect(try LabelConverter().evidence(from: renamed, flaws: []) == evidence)
  }

  /// Every form says who is behind each piece, in the order of their answers, and who refused is not.
  @Test(arguments: LabelConverter.GradedLabels.allCases)
  func piecesKnowWhoIsBehindThem(labels: LabelConverter.GradedLabels) throws {
    let answers = ["ann", "bob", "cleo"].flatMap { name in
      everything.map { judgement in
        var judgement = judgement
        judgement.annotator = name
        // Bob refuses whatever has an even number.
        if name == "bob", judgement.question.id % 2 == 0 { judgement.answer = .declined }
        return judgement
      }
    }
    let evidence = try LabelConverter(LabelConverter.Settings(gradedLabels: labels)).evidence(
      from: answers, flaws: [])
    let all = ["ann", "bob", "cleo"]
    func voters(_ chosen: String, _ rejected: String) -> [[String]] {
      evidence.preferences.filter {
        words($0.chosen) == chosen && words($0.rejected) == rejected
      }.map(\.annotators)
    }
    #expect(voters("a b a", "c a b") == [all])
    #expect(voters("b b b", "a a c") == [["ann", "cleo"]])
    #expect(voters("c b c", "a b c") == [all])
    // A correction is everyone's own.
    #expect(voters("a c c", "c c c") == [["ann"], ["bob"], ["cleo"]])
    #expect(evidence.scores.map(\.annotators) == [["ann", "cleo"], all])
    #expect(evidence.approvals.map(\.annotators) == [["ann", "cleo"]])
  }

  /// Comparisons of the two kinds that an aggregator settles obey its laws.
  @Test func majoritiesOfGradedAnswersObeyTheLaws() throws {
    let items = ["a b c", "b b b", "c c c", "a a a"]
    let answers: [Answer] = [
      .graded(1), .graded(-3), .declined, .graded(2), .graded(3), .graded(-1),
    ]
    try checkAggregator(
      MajorityVote(),
      judgements: (0..<18).map { index in
        .of(
          [items[index % 3], items[index % 3 + 1]], .gradedComparison, id: index % 3,
          by: "p\(index / 3)", answers[(index * 5 + index / 3) % 6])
      })
  }
}
