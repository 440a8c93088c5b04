import Foundation
import Randomness
import Testing

@testable import Aggregation

@Suite struct ComparisonsTests {
  @Test func rowsAreChecked() {
    #expect(throws: RatingError.comparedWithItself(item: 1, row: 1)) {
      try Comparisons(itemCount: 2, left: [0, 1], right: [1, 1], outcomes: [.left, .left])
    }
    #expect(throws: RatingError.unknownItem(2, row: 0, itemCount: 2)) {
      try Comparisons(itemCount: 2, left: [2], right: [1], outcomes: [.left])
    }
    #expect(throws: RatingError.unknownItem(-1, row: 0, itemCount: 2)) {
      try Comparisons(itemCount: 2, left: [0], right: [-1], outcomes: [.left])
    }
    #expect(throws: RatingError.columnLength(column: "outcome", count: 0, expected: 1)) {
      try Comparisons(itemCount: 2, left: [0], right: [1], outcomes: [])
    }
    #expect(throws: RatingError.badWeight(-1, row: 0)) {
      try Comparisons(itemCount: 2, left: [0], right: [1], outcomes: [.left], weights: [-1])
    }
    #expect(throws: RatingError.self) {
      try Comparisons(itemCount: 2, left: [0], right: [1], outcomes: [.left], weights: [.nan])
    }
    #expect(throws: RatingError.self) {
      try Comparisons(
        itemCount: 2, left: [0, 0], right: [1, 1], outcomes: [.left, .left], periods: [1, 0])
    }
    #expect(throws: RatingError.self) {
      try Comparisons(
        itemCount: 2, left: [0], right: [1], outcomes: [.left], covariates: [.infinity],
        covariateCount: 1)
    }
  }

  @Test func aScoreInBetweenBecomesTwoRows() {
    let rows = Comparisons(
      [Match(first: 0, second: 1, score: 0.75, weight: 4), Match(first: 1, second: 0, score: 0.5)],
      itemCount: 2)
    #expect(rows.outcomes == [.left, .right, .tie])
    #expect(rows.weights == [3, 1, 1])
    #expect(rows.match(at: 2) == Match(first: 1, second: 0, score: 0.5))
  }

  /// The cells of few items and the buckets of many sum up the same.
  @Test(arguments: [false, true]) func bothWaysOfSummingAgree(keepsSides: Bool) {
    let (_, few) = planted(items: 40, count: 3_000, seed: 71)
    var many = Comparisons(itemCount: 400)
    for row in 0..<few.count {
      many.append(
        left: Int(few.left[row]), right: Int(few.right[row]), outcome: few.outcomes[row])
    }
    let (a, b) = (
      PairTable(few, keepsSides: keepsSides), PairTable(many, keepsSides: keepsSides)
    )
    #expect(a.first == b.first && a.second == b.second)
    #expect(a.wins == b.wins && a.losses == b.losses && a.ties == b.ties)
    #expect(a.totals.reduce(0, +) == 6_000)
    if !keepsSides { #expect(zip(a.first, a.second).allSatisfy { $0 < $1 }) }
    // Weights go the same way.
    let weighted = few.rows(0..<few.count)
    #expect(PairTable(weighted, keepsSides: keepsSides).wins == a.wins)
  }

  /// Full rows of cells and sparse ones, with weights.
  @Test func sumsAreThoseOfADictionary() throws {
    var luck = RandomStream(seed: 72)
    var rows = Comparisons(itemCount: 300)
    var points: [Int: Double] = [:]
    for _ in 0..<20_000 {
      // Item 0 meets everybody, the rest a few.
      let a = luck.bernoulli(0.5) ? 0 : luck.uniform(below: 300)
      let b = (a + 1 + luck.uniform(below: 299)) % 300
      let weight = Double(1 + luck.uniform(below: 3))
      let outcome = ComparisonOutcome.allCases[luck.uniform(below: 3)]
      rows.append(left: a, right: b, outcome: outcome, weight: weight)
      let score = a < b ? outcome.scoreOfLeft : 1 - outcome.scoreOfLeft
      points[min(a, b) * 300 + max(a, b), default: 0] += weight * score
    }
    let table = PairTable(rows)
    #expect(table.count == points.count)
    for row in 0..<table.count {
      let expected = points[Int(table.first[row]) * 300 + Int(table.second[row])]
      #expect(table.pointsOfFirst(row) == expected)
    }
  }

  @Test func islandsAreWhatComparisonsOfWeightConnect() {
    var comparisons = Comparisons(itemCount: 7)
    comparisons.append(left: 5, right: 6, outcome: .left)
    comparisons.append(left: 4, right: 1, outcome: .tie)
    comparisons.append(left: 1, right: 3, outcome: .right)
    comparisons.append(left: 3, right: 6, outcome: .left, weight: 0)
    #expect(comparisons.islands == [[1, 3, 4], [5, 6], [0], [2]])
    comparisons.append(left: 3, right: 6, outcome: .left, weight: 0.5)
    #expect(comparisons.islands == [[1, 3, 4, 5, 6], [0], [2]])
  }
}
