import Foundation
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Aggregation

@Suite struct FeedbackSignalSinglesTests {
  private let items = ["a b c", "b b c", "c b c", "a a a"]
  private let raw = LabelConverter.Settings(ratingScale: .raw)

  /// Ratings of the items, a row for each person; `nil` where somebody was not asked.
  private func judgements(_ ratings: [[Int?]]) -> [Judgement] {
    ratings.enumerated().flatMap { person, row in
      row.enumerated().compactMap { item, rating in
        rating.map {
          .of([items[item]], .rating, id: item, by: "p\(person)", .rating($0))
        }
      }
    }
  }

  private func scores(
    _ judgements: [Judgement], _ settings: LabelConverter.Settings = .init(), flaws: [Flaw] = []
  ) throws -> [Double] {
    try LabelConverter(settings).evidence(from: judgements, flaws: flaws).scores.map(\.score)
  }

  private func agree(_ left: [Double], _ right: [Double]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < 1e-9 }
  }

  /// Means 3, 6 and 9 have mean 6 and deviation √6.
  @Test func rawRatingsAreAveragedAndScaled() throws {
    let found = try scores(judgements([[2, 6, 10], [4, 6, 8]]), raw)
    #expect(agree(found, [-3 / 6.0.squareRoot(), 0, 3 / 6.0.squareRoot()]))
    let surer = LabelConverter.Settings(ratingScale: .raw, scoreDeviation: 2)
    #expect(try agree(scores(judgements([[2, 6, 10], [4, 6, 8]]), surer), found.map { 2 * $0 }))
  }

  /// 1 and 3 are −1 and 1 to the one, 9, 9 and 6 are 1/√2, 1/√2 and −√2 to the other. Means
  /// −0.146447, 0.853553 and −1.414214 have mean −0.235702 and deviation 0.927961, from (0.089256,
  /// 1.089256, −1.178511) with squares 0.007967, 1.186478, 1.388889.
  @Test func ratingsAreStandardizedWithinPeople() throws {
    let found = try scores(judgements([[1, 3, nil], [9, 9, 6]]))
    #expect(agree(found.map { ($0 * 1e5).rounded() / 1e5 }, [0.09618, 1.17382, -1.27000]))
  }

  /// Whoever saw the same mixture is heard alike, be they severe, or sparing with the ends of the
  /// scale.
  @Test func severityAndStretchCancel() throws {
    let tastes: [[Int?]] = [[2, 5, 8, 5], [4, 6, 2, 4]]
    let severe: [[Int?]] = [[1, 4, 7, 4], [7, 8, 6, 7]]
    #expect(try agree(scores(judgements(tastes)), scores(judgements(severe))))
    #expect(try !agree(scores(judgements(tastes), raw), scores(judgements(severe), raw)))
  }

  @Test(arguments: LabelConverter.RatingScale.allCases)
  func addingToAllRatingsChangesNothing(scale: LabelConverter.RatingScale) throws {
    let ratings: [[Int?]] = [[1, 3, nil, 4], [6, 2, 7, nil], [5, 5, 5, 5]]
    let shifted = ratings.map { $0.map { $0.map { $0 + 3 } } }
    let settings = LabelConverter.Settings(ratingScale: scale)
    let found = try scores(judgements(ratings), settings)
    #expect(try agree(found, scores(judgements(shifted), settings)))
    #expect(abs(found.reduce(0, +)) < 1e-9)
    #expect(abs(found.reduce(0) { $0 + $1 * $1 } / 4 - 1) < 1e-9)
  }

  /// Of 2, 8, 8, 8 and 4, the last by somebody who rated nothing else, the mean is 6 and the
  /// deviation √6.4. So the last is −2/√6.4 = −0.790569; the first four are −√3 and 1/√3 three
  /// times.
  @Test func whoNeverVariesIsMeasuredAgainstAll() throws {
    let found = try scores(judgements([[2, 8, 8, 8], [nil, nil, nil, 4]]))
    let means = [-3.0.squareRoot(), 1 / 3.0.squareRoot(), 1 / 3.0.squareRoot()]
    let last = (1 / 3.0.squareRoot() - 2 / 6.4.squareRoot()) / 2
    #expect(agree(found, zScores(of: means + [last])))
  }

  @Test func whereAllAreAlikeAllAreAverage() throws {
    #expect(try scores(judgements([[7, 7, 7], [7, 7, 7]])) == [0, 0, 0])
    #expect(try scores(judgements([[3]])) == [0])
    #expect(try scores([]) == [])
  }

  /// Ratings 4 and 8 are −1 and 1; a flaw of weight 0.5 makes −1.5 of the first, two of 2.5 in all
  /// make −1.5 of the second: level. With the light flaw alone, −1.5 and 1 are again −1 and 1.
  @Test func flawsAreTakenOffTheRating() throws {
    let flaws = [
      Flaw(name: "loud", meaning: "", attribute: "loud", limit: .above(1), weight: 0.5),
      Flaw(name: "bad", meaning: "", attribute: "good", limit: .below(1), weight: 2),
    ]
    func rubrics(_ named: [[String]]) -> [Judgement] {
      zip([4, 8], named).enumerated().map { item, answer in
        .of([items[item]], .rubric, id: item, .rubric(rating: answer.0, flaws: answer.1))
      }
    }
    for settings in [raw, LabelConverter.Settings()] {
      #expect(try agree(scores(rubrics([[], []]), settings, flaws: flaws), [-1, 1]))
      #expect(try agree(scores(rubrics([["loud"], []]), settings, flaws: flaws), [-1, 1]))
      #expect(
        try agree(scores(rubrics([["loud"], ["loud", "bad"]]), settings, flaws: flaws), [0, 0]))
      #expect(try agree(scores(rubrics([[], ["loud", "bad"]]), settings, flaws: flaws), [1, -1]))
    }
  }

  /// One person names a flaw everywhere, another rates alike and names none: they say the same.
  @Test func seeingFlawsEverywhereCancels() throws {
    let flaws = [Flaw(name: "loud", meaning: "", attribute: "loud", limit: .above(1), weight: 3)]
    func rubrics(_ named: [[String]]) -> [Judgement] {
      named.enumerated().flatMap { person, names in
        [3, 9, 6, 6].enumerated().map { item, rating in
          Judgement.of(
            [items[item]], .rubric, id: item, by: "p\(person)",
            .rubric(rating: rating, flaws: names))
        }
      }
    }
    let alike = try scores(rubrics([[], []]), flaws: flaws)
    #expect(try agree(scores(rubrics([["loud"], []]), flaws: flaws), alike))
    #expect(agree(alike, [-2.0.squareRoot(), 2.0.squareRoot(), 0, 0]))
  }

  /// Two questions about one response are one response; a share of thumbs is a probability.
  @Test func thumbsAreShares() throws {
    let judgements: [Judgement] = [
      .of(["a b c"], .thumbs, id: 0, by: "p0", .up),
      .of(["b b c"], .thumbs, id: 1, by: "p0", .down),
      .of(["a b c"], .thumbs, id: 0, by: "p1", .down),
      .of(["a b c"], .thumbs, id: 5, by: "p2", .up),
      .of(["c b c"], .thumbs, id: 6, by: "p2", .up),
    ]
    let approvals = try LabelConverter().evidence(from: judgements, flaws: []).approvals
    #expect(approvals.map { words($0.response) } == ["a b c", "b b c", "c b c"])
    #expect(approvals.map(\.probability) == [2.0 / 3, 0, 1])
    #expect(approvals.allSatisfy { $0.weight == 1 })
  }
}
