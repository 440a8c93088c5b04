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
      table.agreementEstimate(coefficient, resampleCount: 4_000, using: RandomStream(seed: 6))?
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
  @Test(arguments: [BootstrapMethod.percentile, .biasCorrectedAccelerated])
  func coversTheTruthAsOftenAsItSays(_ method: BootstrapMethod) throws {
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
      table.agreementEstimate(.gwetAC1, using: RandomStream(seed: seed))
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
}
