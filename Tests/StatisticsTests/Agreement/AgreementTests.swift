import Randomness
import Testing

@testable import Statistics

/// Published values and closed forms; all to the digits that were printed.
@Suite struct AgreementTests {
  /// Krippendorff 2011, data C: four observers, twelve units, gaps.
  static let observers: [[Double?]] = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, nil, nil, nil], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nil, 3],
    [nil, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nil], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nil],
  ]
  static var krippendorff: RatingTable {
    get throws { try RatingTable(rows: (0..<12).map { unit in observers.map { $0[unit] } }) }
  }

  /// Shrout & Fleiss 1979, table 2: six targets, four judges.
  static var shroutFleiss: RatingTable {
    get throws {
      try RatingTable(rows: [
        [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
      ])
    }
  }

  @Test(arguments: [
    (DistanceMetric.nominal, 0.743421), (.ordinal, 0.815388), (.interval, 0.849107),
    (.ratio, 0.797403),
  ])
  func alphaOfKrippendorffsExample(_ metric: DistanceMetric, _ published: Double) throws {
    let alpha = try #require(Self.krippendorff.agreement(.krippendorffAlpha(metric)))
    #expect(abs(alpha - published) < 1e-6)
  }

  /// irrCAC, the package of the coefficient's author, prints 0.77544 for Krippendorff's example and
  /// 0.8493305 for its table of three abstractors.
  @Test func gwetsAC1() throws {
    let withGaps = try #require(Self.krippendorff.agreement(.gwetAC1))
    #expect(abs(withGaps - 0.77544) < 1e-5)
    let table = try RatingTable(contingency: [[13, 0, 0], [0, 20, 7], [0, 4, 56]])
    let two = try #require(table.agreement(.gwetAC1))
    #expect(abs(two - 0.8493305) < 1e-7)
    let alpha = try #require(table.agreement(.krippendorffAlpha(.nominal)))
    #expect(abs(alpha - 0.7972585) < 1e-7)
    let kappa = try #require(
      table.agreement(.cohenKappa(first: 0, second: 1, weights: .unweighted)))
    #expect(abs(kappa - 0.7964094) < 1e-7)
  }

  /// Krippendorff's example has from one to four readings of a unit: irrCAC prints 0.76117. The
  /// weighted coefficients were computed apart, pair by pair.
  @Test func unequalNumbersOfReadings() throws {
    let table = try Self.krippendorff
    func value(_ coefficient: AgreementCoefficient) throws -> Double {
      try #require(table.agreement(coefficient))
    }
    #expect(try abs(value(.fleissKappa) - 0.7611692754224112) < 1e-12)
    #expect(try abs(value(.gwetAC2(.unweighted)) - value(.gwetAC1)) < 1e-15)
    #expect(try abs(value(.gwetAC2(.linear)) - 0.8587391364326115) < 1e-12)
    #expect(try abs(value(.gwetAC2(.quadratic)) - 0.9140007235516047) < 1e-12)
  }

  /// Fourteen raters, ten units, five categories: .209931, with P̄ = .378022.
  @Test func fleissKappaOfCounts() throws {
    let counts = [
      [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]
    let table = try RatingTable(
      rows: counts.map { row in
        row.enumerated().flatMap { Array(repeating: Double($0.offset), count: $0.element) }
      })
    let kappa = try #require(table.agreement(.fleissKappa))
    #expect(abs(kappa - 0.209931) < 1e-6)
    let percent = try #require(table.agreement(.percentAgreement))
    #expect(abs(percent - 0.378022) < 1e-6)
  }

  @Test func cohensKappaOfAFourfoldTable() throws {
    let table = try RatingTable(contingency: [[20, 5], [10, 15]])
    for weights in KappaWeights.allCases {  // All weights are alike for two categories.
      let kappa = try #require(table.agreement(.cohenKappa(first: 0, second: 1, weights: weights)))
      #expect(abs(kappa - 0.4) < 1e-12)
    }
    #expect(table.agreement(.percentAgreement) == 0.7)
  }

  @Test(arguments: [
    (IntraclassForm.oneWaySingle, 0.1657), (.agreementSingle, 0.2898), (.consistencySingle, 0.7148),
    (.oneWayMean, 0.4428), (.agreementMean, 0.6201), (.consistencyMean, 0.9093),
  ])
  func intraclassOfShroutAndFleiss(_ form: IntraclassForm, _ published: Double) throws {
    let value = try #require(Self.shroutFleiss.agreement(.intraclass(form)))
    #expect(abs(value - published) < 5e-5)
  }

  /// Severity is all that tells form 2 from form 3: take it out, and (3,1) stays.
  @Test func severityLowersAgreementButNotConsistency() throws {
    let severe = try Self.shroutFleiss.ratings.map {
      Rating(unit: $0.unit, rater: $0.rater, value: $0.value - 3 * Double($0.rater))
    }
    let before = try Self.shroutFleiss
    let after = try RatingTable(severe)
    let consistency = AgreementCoefficient.intraclass(.consistencySingle)
    let agreement = AgreementCoefficient.intraclass(.agreementSingle)
    let same = try #require(before.agreement(consistency)) - #require(after.agreement(consistency))
    #expect(abs(same) < 1e-12)
    #expect(try #require(after.agreement(agreement)) < #require(before.agreement(agreement)))
  }

  /// Three orders of four: sums 4, 6, 8, 12 around 7.5, so S = 35 and W = 12 · 35 / 9 · 60 = 7/9. With
  /// a tie in one of them the tied two share rank 1.5: sums 4.5, 5.5, 8, 12, S = 33.5, T = 6.
  @Test func kendallsW() throws {
    let orders: [[Double?]] = [[1, 1, 2], [2, 3, 1], [3, 2, 3], [4, 4, 4]]
    let w = try #require(RatingTable(rows: orders).agreement(.kendallW))
    #expect(abs(w - 7.0 / 9) < 1e-12)
    let tied: [[Double?]] = [[1, 1, 2], [1, 3, 1], [3, 2, 3], [4, 4, 4]]
    let corrected = try #require(RatingTable(rows: tied).agreement(.kendallW))
    #expect(abs(corrected - 12 * 33.5 / (540 - 18)) < 1e-12)
  }

  static let all: [AgreementCoefficient] =
    [
      .percentAgreement, .fleissKappa, .gwetAC1, .gwetAC2(.linear), .gwetAC2(.quadratic), .kendallW,
      .cohenKappa(first: 0, second: 1, weights: .linear),
    ] + DistanceMetric.allCases.map { .krippendorffAlpha($0) }
    + IntraclassForm.allCases.map { .intraclass($0) }

  @Test(arguments: all) func isUndefinedWhereThereIsNothingToCompare(
    _ coefficient: AgreementCoefficient
  ) throws {
    let stream = RandomStream(seed: 1)
    let oneRater = try RatingTable(rows: [[1], [2], [3]])
    let tables = [try RatingTable([]), oneRater, try RatingTable(rows: [[1, nil], [nil, 2]])]
    for table in tables {
      #expect(table.agreement(coefficient) == nil)
      #expect(table.agreementEstimate(coefficient, using: stream) == nil)
    }
    let constant = try RatingTable(rows: [[0.1, 0.1], [0.1, 0.1], [0.1, 0.1]])
    #expect(constant.agreement(coefficient) == (coefficient == .percentAgreement ? 1 : nil))
  }

  @Test(arguments: all) func namesAndOrderDoNotMatter(_ coefficient: AgreementCoefficient) throws {
    guard coefficient != .cohenKappa(first: 0, second: 1, weights: .linear) else { return }
    let table = try Self.shroutFleiss
    var stream = RandomStream(seed: 12)
    var ratings = table.ratings.map {
      Rating(unit: 5 - $0.unit, rater: ($0.rater + 2) % 4, value: $0.value)
    }
    stream.shuffle(&ratings)
    let renamed = try #require(try RatingTable(ratings).agreement(coefficient))
    let original = try #require(table.agreement(coefficient))
    #expect(abs(renamed - original) < 1e-12)
  }

  @Test func perfectAgreementIsOne() throws {
    let table = try RatingTable(rows: [[1, 1, 1], [2, 2, 2], [5, 5, 5], [5, 5, 5]])
    for coefficient in Self.all {
      let value = try #require(table.agreement(coefficient))
      #expect(abs(value - 1) < 1e-12, "\(coefficient)")
    }
  }

  @Test func theRatioMetricNeedsValuesThatAreNotNegative() throws {
    let table = try RatingTable(rows: [[-1, 1], [2, 2]])
    #expect(table.agreement(.krippendorffAlpha(.ratio)) == nil)
    #expect(table.agreement(.krippendorffAlpha(.interval)) != nil)
  }

  @Test func onlyFirstReadingsAreKept() throws {
    let table = try RatingTable([
      Rating(unit: 0, rater: 1, value: 2), Rating(unit: 0, rater: 1, value: 3),
      Rating(unit: 0, rater: 0, value: 5), Rating(unit: 1, rater: 1, value: 4),
    ])
    #expect(table.keepingFirstReadings.ratings.map(\.value) == [2, 5, 4])
    #expect(table.ratingCount == 4)
  }

  @Test func columnsMakeTheSameTable() throws {
    let table = try Self.shroutFleiss
    let ratings = table.ratings
    let columns = try RatingTable(
      units: ratings.map { Int32($0.unit) }, raters: ratings.map { Int32($0.rater) },
      values: ratings.map(\.value))
    #expect(columns == table)
    do {
      _ = try RatingTable(units: [0, 1], raters: [0], values: [1, 2])
      Issue.record("columns of different lengths were taken")
    } catch {
      #expect(
        error.description == """
          ratings[1]: error: there are 2 units, 1 raters and 2 values
            fix: give each column one entry for every reading
          """)
    }
  }

  @Test func problemsSayWhatWhereAndHow() throws {
    func problem(_ rating: Rating, units: Int = 2, raters: Int = 2) -> String? {
      do {
        _ = try RatingTable(
          [Rating(unit: 0, rater: 0, value: 1), rating], unitCount: units, raterCount: raters)
        return nil
      } catch { return error.description }
    }
    #expect(
      problem(Rating(unit: 2, rater: 0, value: 1)) == """
        ratings[1]: error: unit is 2, but must be from 0 to 1
          fix: number the units from 0, or give a larger unit count
        """)
    #expect(
      problem(Rating(unit: 0, rater: -1, value: 1)) == """
        ratings[1]: error: rater is -1, but must be from 0 to 1
          fix: number the raters from 0, or give a larger rater count
        """)
    #expect(
      problem(Rating(unit: 0, rater: 1, value: .nan)) == """
        ratings[1]: error: value is nan, but must be a finite number
          fix: leave out what was not rated: missing readings are allowed
        """)
  }
}
