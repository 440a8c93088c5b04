import Foundation
import Randomness
import SandboxTestSupport
import Statistics
import Testing

@testable import Aggregation

@Suite struct QualityInferenceTests {
  static let methods: [any QualityInference] = [
    AverageRating(.mean), AverageRating(.median), StandardizedRating(), ManyFacetRasch(),
    GradedResponse(),
  ]
  private let stream = RandomStream(seed: 30)

  private func expectClose(
    _ ours: [Double], _ theirs: [Double], within tolerance: Double = 1e-6,
    location: SourceLocation = #_sourceLocation
  ) {
    #expect(ours.count == theirs.count, sourceLocation: location)
    for (one, other) in zip(ours, theirs) {
      #expect(abs(one - other) < tolerance, sourceLocation: location)
    }
  }

  @Test func closedForms() {
    let graded = GradedResponse.probabilities(
      quality: 0.3, discrimination: 1.5, thresholds: [-1.5, -0.5, 0.5, 1.5])
    expectClose(graded, [0.062973, 0.168502, 0.342967, 0.283706, 0.141851])
    let mean = graded.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
    #expect(abs(mean - 3.272960) < 1e-6)
    expectClose(
      ManyFacetRasch.probabilities(quality: 0.3, severity: 0.5, thresholds: [-1, 0, 1]),
      [0.178684, 0.397669, 0.325584, 0.098064])
  }

  /// Mean of ten against the gold: a correlation of .9519, as published (.952).
  @Test(.enabled(if: SharedData.has("n01_snow_wordsim"))) func wordSimilarity() throws {
    let (table, gold) = try Self.wordSimilarity()
    for method in Self.methods {
      let quality = try method.infer(table, using: stream).quality.map { $0 ?? .nan }
      let r = Self.correlation(quality, gold)
      if method.name == "mean" {
        let reference = try SharedData.number(
          "n01_snow_wordsim", "reference.json", "wordsim", "pearson_mean_vs_gold")
        #expect(abs(r - reference) < 1e-9)
      } else {
        #expect(r > 0.9, "\(method.name): \(r)")
      }
    }
  }

  private static func wordSimilarity() throws -> (RatingTable, [Double]) {
    var units: [String: Int] = [:]
    var raters: [String: Int] = [:]
    let ratings = try SharedData.rows("n01_snow_wordsim", "labels.csv").dropFirst().map { cells in
      let unit = units[cells[0]] ?? units.count
      units[cells[0]] = unit
      let rater = raters[cells[1]] ?? raters.count
      raters[cells[1]] = rater
      return Rating(unit: unit, rater: rater, value: Double(cells[2]) ?? .nan)
    }
    var gold = [Double](repeating: .nan, count: units.count)
    for cells in try SharedData.rows("n01_snow_wordsim", "truth.csv").dropFirst() {
      if let unit = units[cells[0]] { gold[unit] = Double(cells[1]) ?? .nan }
    }
    return (try RatingTable(ratings), gold)
  }

  private static func correlation(_ first: [Double], _ second: [Double]) -> Double {
    let (a, b) = (mean(of: first), mean(of: second))
    let products = zip(first, second).map { ($0 - a) * ($1 - b) }
    return mean(of: products) / standardDeviation(of: first) / standardDeviation(of: second)
      * Double(first.count) / Double(first.count - 1)
  }

  /// Ratings drawn from a model whose parameters are known.
  struct Drawn {
    var table: RatingTable
    var quality: [Double]
    var severity: [Double]
    var discrimination: [Double]

    init(seed: UInt64, units: Int, raters: Int, perUnit: Int, graded: Bool) throws {
      var chance = RandomStream(seed: seed)
      quality = (0..<units).map { _ in chance.normal() }
      severity = (0..<raters).map { _ in chance.normal(standardDeviation: 0.5) }
      discrimination = (0..<raters).map { _ in
        graded ? exp(chance.normal(standardDeviation: 0.5)) : 1
      }
      var ratings: [Rating] = []
      for unit in 0..<units {
        let first = chance.uniform(below: raters)
        for place in 0..<perUnit {
          let rater = (first + place * 3) % raters
          let shares =
            graded
            ? GradedResponse.probabilities(
              quality: quality[unit], severity: severity[rater],
              discrimination: discrimination[rater], thresholds: [-1.5, -0.5, 0.5, 1.5])
            : ManyFacetRasch.probabilities(
              quality: quality[unit], severity: severity[rater], thresholds: [-1.5, -0.5, 0.5, 1.5])
          ratings.append(
            Rating(unit: unit, rater: rater, value: Double(chance.categorical(shares) + 1)))
        }
      }
      table = try RatingTable(ratings, unitCount: units, raterCount: raters)
    }
  }

  /// 20 raters of 500 ratings each: a severity has a standard error of about
  /// 1 / √(500 · 0.8) = 0.05 (the variance of a rating, 0.8, is the information), five are 0.25.
  /// A threshold lies between levels of some 2,000 ratings: about 0.05, five are 0.25.
  @Test func raschFindsSeverities() throws {
    let drawn = try Drawn(seed: 31, units: 1_000, raters: 20, perUnit: 10, graded: false)
    let estimate = try ManyFacetRasch().infer(drawn.table, using: stream)
    #expect(estimate.hasConverged)
    let severities = try #require(estimate.raterParameters.first).values.map { $0 ?? .nan }
    let centre = mean(of: drawn.severity)
    expectClose(severities, drawn.severity.map { $0 - centre }, within: 0.25)
    expectClose(estimate.thresholds, [-1.5, -0.5, 0.5, 1.5], within: 0.25)
    let quality = estimate.quality.map { $0 ?? .nan }
    let plain = try AverageRating().infer(drawn.table, using: stream).quality.map { $0 ?? .nan }
    let r = Self.correlation(quality, drawn.quality)
    #expect(r > 0.9 && r > Self.correlation(plain, drawn.quality))
    // A standard error is the size of an error: of 1,000 units the mean square of their ratio is 1
    // within 5 · √(2 / 1,000) = 0.22.
    let ratios = zip(zip(quality, drawn.quality), estimate.standardErrors).map { pair, error in
      (pair.0 - pair.1 + centre) / (error ?? .nan)
    }
    #expect((0.78...1.22).contains(mean(of: ratios.map { $0 * $0 })))
  }

  /// Discriminations span a factor of about seven; their order is found.
  @Test func gradedResponseFindsWhoSeesSharply() throws {
    let drawn = try Drawn(seed: 32, units: 1_000, raters: 20, perUnit: 10, graded: true)
    let estimate = try GradedResponse().infer(drawn.table, using: stream)
    #expect(estimate.hasConverged)
    let sharpness = estimate.raterParameters[1].values.map { log($0 ?? .nan) }
    #expect(Self.correlation(sharpness, drawn.discrimination.map { log($0) }) > 0.95)
    let severities = estimate.raterParameters[0].values.map { $0 ?? .nan }
    #expect(Self.correlation(severities, drawn.severity) > 0.9)
    let quality = estimate.quality.map { $0 ?? .nan }
    let plain = try AverageRating().infer(drawn.table, using: stream).quality.map { $0 ?? .nan }
    #expect(
      Self.correlation(quality, drawn.quality) > Self.correlation(plain, drawn.quality) + 0.01)
  }

  /// d log P/dη, −d²/dη², d/d log a and d/d threshold against central differences.
  @Test func derivativesOfBothScales() {
    check(PartialCreditScale.self)
    check(GradedScale.self)
  }

  private func check<Scale: OrdinalScale>(_ scale: Scale.Type) {
    let thresholds = [-1.2, 0.1, 0.9]
    let step = 1e-5
    func at(_ eta: Double, _ logA: Double, _ thresholds: [Double]) -> ScaleEvaluation {
      var result = ScaleEvaluation(levelCount: 4)
      Scale.evaluate(
        eta, discrimination: Scale.hasDiscrimination ? exp(logA) : 1, thresholds: thresholds,
        into: &result)
      return result
    }
    let middle = at(0.3, 0.4, thresholds)
    let (up, down) = (at(0.3 + step, 0.4, thresholds), at(0.3 - step, 0.4, thresholds))
    let (sharper, duller) = (at(0.3, 0.4 + step, thresholds), at(0.3, 0.4 - step, thresholds))
    for level in 0..<4 {
      func difference(_ one: ScaleEvaluation, _ other: ScaleEvaluation) -> Double {
        (one.logProbabilities[level] - other.logProbabilities[level]) / (2 * step)
      }
      #expect(abs(difference(up, down) - middle.slopes[level]) < 1e-8)
      let curvature = (down.slopes[level] - up.slopes[level]) / (2 * step)
      #expect(abs(curvature - middle.curvatures[level]) < 1e-8)
      #expect(abs(difference(sharper, duller) - middle.discriminationSlopes[level]) < 1e-8)
      #expect(
        abs(exp(middle.logProbabilities[level]) - middle.above[level] + middle.above[level + 1])
          < 1e-12)
      var counts = [0.0, 0, 0, 0]
      counts[level] = 2
      var slopes = [0.0, 0, 0]
      var information = [Double](repeating: 0, count: 9)
      Scale.addThresholdSlopes(
        middle, discrimination: Scale.hasDiscrimination ? exp(0.4) : 1, counts: counts[...],
        slopes: &slopes, information: &information)
      for place in 0..<3 {
        var (above, below) = (thresholds, thresholds)
        above[place] += step
        below[place] -= step
        let slope = difference(at(0.3, 0.4, above), at(0.3, 0.4, below))
        #expect(abs(2 * slope - slopes[place]) < 1e-7)
      }
    }
  }

  /// Two raters of the same three units, one two levels stricter and twice as bold.
  @Test func standardizingTakesOutLeniencyAndSpread() throws {
    let table = try RatingTable(
      [1.0, 2, 3].enumerated().flatMap { unit, value in
        [
          Rating(unit: unit, rater: 0, value: value),
          Rating(unit: unit, rater: 1, value: 2 * value - 2),
        ]
      } + [Rating(unit: 0, rater: 2, value: 7)])
    let estimate = try StandardizedRating().infer(table, using: stream)
    expectClose(estimate.quality.map { $0 ?? .nan }, [-1, 0, 1], within: 1e-12)
    #expect(
      estimate.notes == [
        "1 rater never varied and did not count.",
        "3 raters gave fewer than ten ratings; their scale is uncertain.",
      ])
  }

  @Test(arguments: methods.indices) func namesDoNotMatter(_ index: Int) throws {
    let method = Self.methods[index]
    let drawn = try Drawn(seed: 33, units: 60, raters: 8, perUnit: 5, graded: true)
    var chance = RandomStream(seed: 34)
    let units = chance.permutation(60)
    let raters = chance.permutation(8)
    var renamed = drawn.table.ratings.map {
      Rating(unit: units[$0.unit], rater: raters[$0.rater], value: $0.value)
    }
    chance.shuffle(&renamed)
    let before = try method.infer(drawn.table, using: stream)
    let after = try method.infer(RatingTable(renamed), using: stream)
    for unit in units.indices {
      let (one, other) = (before.quality[unit] ?? .nan, after.quality[units[unit]] ?? .nan)
      #expect(abs(one - other) < 1e-4, "\(method.name)")
    }
  }

  @Test(arguments: methods.indices) func edgesAreFiniteOrSaidSo(_ index: Int) throws {
    let method = Self.methods[index]
    let empty = try RatingTable([], unitCount: 2, raterCount: 2)
    #expect(throws: AggregationError.noLabels(method: method.name)) {
      try method.infer(empty, using: stream)
    }
    let oneRater = try RatingTable((0..<4).map { Rating(unit: $0, rater: 1, value: Double($0)) })
    let estimate = try method.infer(oneRater, using: stream)
    #expect(estimate.quality.allSatisfy { ($0 ?? .nan).isFinite })
    #expect(
      zip(estimate.quality, estimate.quality.dropFirst()).allSatisfy { ($0 ?? 0) < ($1 ?? 0) })
    let constant = try RatingTable((0..<4).map { Rating(unit: $0 / 2, rater: $0 % 2, value: 3) })
    switch method.name {
    case "mean", "median":
      #expect(try method.infer(constant, using: stream).quality == [3, 3])
    case "z-score":
      #expect(throws: AggregationError.noSpread(method: "z-score")) {
        try method.infer(constant, using: stream)
      }
    default:
      #expect(throws: AggregationError.constantRatings(method: method.name)) {
        try method.infer(constant, using: stream)
      }
    }
    let gaps = try RatingTable(
      [Rating(unit: 1, rater: 0, value: 1), Rating(unit: 2, rater: 0, value: 2)], unitCount: 4,
      raterCount: 3)
    #expect(
      try method.infer(gaps, using: stream).quality.map { $0 == nil } == [true, false, false, true])
  }

  @Test func scalesOfManyLevelsAreRefused() throws {
    let table = try RatingTable((0..<30).map { Rating(unit: $0, rater: 0, value: Double($0)) })
    #expect(throws: AggregationError.tooManyLevels(method: "rasch", count: 30, limit: 25)) {
      try ManyFacetRasch().infer(table, using: stream)
    }
  }
}
