import Randomness
import Testing

@testable import Statistics

@Suite struct AgreementEstimateTests {
  /// Two coins that agree with probability 0.8, on so many units.
  static func coins(_ unitCount: Int, using stream: RandomStream) throws -> RatingTable {
    var stream = stream
    return try RatingTable(
      rows: (0..<unitCount).map { _ in
        let first = stream.bernoulli(0.5)
        return [first ? 1 : 0, first == stream.bernoulli(0.8) ? 1 : 0]
      })
  }

  /// A bootstrap over units must be that of ``bootstrapInterval`` over whole rows. Percent agreement
  /// of 200 units has a standard deviation of √(0.8 · 0.2 / 200) = 0.028; the quantile at 2.5 % of
  /// 4,000 draws one of √(0.025 · 0.975 / 4,000) / (0.0584 / 0.028) = 0.0012, so two that are
  /// independent differ by less than 5 · √2 · 0.0012 = 0.0085.
  @Test(arguments: [
    AgreementCoefficient.percentAgreement, .krippendorffAlpha(.nominal),
    .krippendorffAlpha(.ordinal), .gwetAC1, .fleissKappa,
    .cohenKappa(first: 0, second: 1, weights: .unweighted), .intraclass(.agreementSingle),
  ])
  func resamplesWholeUnits(_ coefficient: AgreementCoefficient) throws {
    let table = try Self.coins(200, using: RandomStream(seed: 5))
    let rows = (0..<200).map { unit in
      table.ratings.filter { $0.unit == unit }.map { Optional($0.value) }
    }
    let fast = try #require(
      table.agreementEstimate(
        coefficient, by: .percentile, resampleCount: 4_000, using: RandomStream(seed: 6))?
        .interval)
    let slow = try #require(
      bootstrapInterval(
        of: rows, by: .percentile, resampleCount: 4_000, using: RandomStream(seed: 7)
      ) { try? RatingTable(rows: $0).agreement(coefficient) })
    // Kappas spread about twice as far as the percentage does.
    let bound = coefficient == .percentAgreement ? 0.0085 : 0.017
    #expect(abs(fast.lowerBound - slow.lowerBound) < bound)
    #expect(abs(fast.upperBound - slow.upperBound) < bound)
  }

  /// Alpha of two fair coins that agree with probability 0.8 is 0.6. Of 400 tables the share covered
  /// has a standard error of √(0.95 · 0.05 / 400) = 0.011, and small-sample loss is below 0.02.
  @Test(arguments: [nil, BootstrapMethod.percentile, .biasCorrectedAccelerated])
  func coversTheTruthAsOftenAsItSays(_ method: BootstrapMethod?) throws {
    let root = RandomStream(seed: 8)
    var covering = 0
    for index in 0..<400 {
      let table = try Self.coins(80, using: root.child("table").child(index))
      let estimate = try #require(
        table.agreementEstimate(
          .krippendorffAlpha(.nominal), by: method, resampleCount: 400,
          using: root.child("draws").child(index)))
      if let interval = estimate.interval, interval.contains(0.6) { covering += 1 }
    }
    #expect(abs(Double(covering) / 400 - 0.95) < 0.055 + 0.02, "\(covering) of 400")
  }

  @Test func theSameStreamGivesTheSameInterval() throws {
    let table = try Self.coins(50, using: RandomStream(seed: 9))
    func estimate(_ seed: UInt64) -> Estimate? {
      table.agreementEstimate(.gwetAC1, by: .percentile, using: RandomStream(seed: seed))
    }
    #expect(estimate(1) == estimate(1))
    #expect(estimate(1) != estimate(2))
  }

  @Test func oneUnitHasNoInterval() throws {
    let estimate = try RatingTable(rows: [[1, 2, 1]]).agreementEstimate(
      .percentAgreement, using: RandomStream(seed: 1))
    #expect(estimate?.mean == 1.0 / 3)
    #expect(estimate?.interval == nil)
  }

  /// The diagnoses of nobody: 20 raters who guess one of four classes, 30 units. Resampled units
  /// repeat themselves, which pulls every quantile of kappa down: its bootstrap at 95 % lies below
  /// -.04, and so below the estimate.
  @Test(arguments: AgreementTests.all)
  func everyIntervalHoldsItsEstimate(_ coefficient: AgreementCoefficient) throws {
    for (seed, units) in [(21, 4), (22, 30), (23, 1_100)] {
      var stream = RandomStream(seed: UInt64(seed))
      let table = try RatingTable(
        rows: (0..<units).map { _ in (0..<20).map { _ in Double(stream.uniform(below: 4) + 1) } })
      for method in [nil, BootstrapMethod.percentile, .biasCorrectedAccelerated] {
        if method == .biasCorrectedAccelerated, units > 1_000 { continue }
        guard
          let estimate = table.agreementEstimate(
            coefficient, by: method, resampleCount: 200, using: RandomStream(seed: 24))
        else { continue }
        let interval = try #require(estimate.interval)
        #expect(interval.contains(estimate.mean), "\(units) units, \(String(describing: method))")
        #expect(interval.upperBound <= 1)
        if method == nil, interval.upperBound < 1, coefficient.limits.lowerBound < 0 {
          let middle = (interval.lowerBound + interval.upperBound) / 2
          #expect(abs(middle - estimate.mean) < 0.2 * (interval.upperBound - interval.lowerBound))
        }
      }
    }
  }

  /// By hand: agreement of four units is 1, 1, 1 and 0. Without one of the first three it is 2/3,
  /// without the last 1: s² = ¾ (3 · 1/144 + 9/144) = 1/16, and t(3) = 3.182446.
  @Test func theJackknifeByHand() throws {
    let table = try RatingTable(rows: [[1, 1], [2, 2], [1, 1], [1, 2]])
    let estimate = try #require(
      table.agreementEstimate(.percentAgreement, using: RandomStream(seed: 1)))
    #expect(estimate.mean == 0.75)
    #expect(abs(try #require(estimate.low) - max(0, 0.75 - 3.182446 / 4)) < 1e-6)
    #expect(estimate.high == 1)
  }

  /// Of 15 units and three raters who guess, 92 % of intervals hold 0; without the jackknife 85 %.
  /// Of 300 tables the share has a standard error of √(.92 · .08 / 300) = .016.
  @Test func fewUnitsAreCoveredToo() throws {
    let root = RandomStream(seed: 31)
    let covering = try (0..<300).count { index in
      var stream = root.child(index)
      let table = try RatingTable(
        rows: (0..<15).map { _ in (0..<3).map { _ in Double(stream.categorical([5, 3, 2])) } })
      return table.agreementEstimate(.fleissKappa, using: root)?.interval?.contains(0) ?? true
    }
    #expect(covering > 255, "\(covering) of 300")
  }
}
