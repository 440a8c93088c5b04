import Randomness
import Statistics
import Testing

@Suite struct CrossReplicationTests {
  /// Each unit's readings: those of rater 0, and those of rater 1.
  private static func table(_ units: [(own: [Double], others: [Double])]) throws -> RatingTable {
    try RatingTable(
      units.enumerated().flatMap { unit, readings in
        readings.own.map { Rating(unit: unit, rater: 0, value: $0) }
          + readings.others.map { Rating(unit: unit, rater: 1, value: $0) }
      })
  }

  /// With one reading a side it is Cohen's kappa, with the squared distance as weight.
  @Test func withOneReadingASideItIsCohensKappa() throws {
    var stream = RandomStream(seed: 5)
    let table = try Self.table(
      (0..<40).map { _ in
        let value = Double(stream.uniform(below: 4))
        return ([value], [stream.uniform() < 0.6 ? value : Double(stream.uniform(below: 4))])
      })
    for (metric, weights) in [
      (DistanceMetric.nominal, KappaWeights.unweighted), (.interval, .quadratic),
    ] {
      let kappa = try #require(
        table.agreement(.cohenKappa(first: 0, second: 1, weights: weights)))
      let across = try #require(table.agreement(.crossReplication(rater: 0, metric)))
      #expect(abs(kappa - across) < 1e-12)
      // Neither side is the first.
      #expect(abs(across - (table.agreement(.crossReplication(rater: 1, metric)) ?? 0)) < 1e-12)
    }
  }

  /// Unit 1: own {1, 1}, others {1, 2}: half of the pairs differ, 4 readings. Unit 2: own {2}, others
  /// {2, 2, 1}: a third differ, 4 readings. d_o = (4/8)(1/2) + (4/8)(1/3) = 5/12. Own: 1, 1, 2; others: 1,
  /// 1, 2, 2, 2: equal pairs 2 · 2 + 1 · 3 = 7 of 15, d_e = 8/15. κ = 1 − (5/12)(15/8) = 7/32. A unit
  /// that one side alone has read does not count.
  @Test func byHand() throws {
    let table = try Self.table([([1, 1], [1, 2]), ([2], [2, 2, 1]), ([1, 2, 2], [])])
    let value = try #require(table.agreement(.crossReplication(rater: 0, .nominal)))
    #expect(abs(value - 7.0 / 32) < 1e-12)
    // All distances are 0 or 1: names, numbers and ratios (1/9 for all) agree.
    for metric in [DistanceMetric.interval, .ratio, .ordinal] {
      let other = try #require(table.agreement(.crossReplication(rater: 0, metric)))
      #expect(abs(other - 7.0 / 32) < 1e-12)
    }
  }

  /// Where a group sees things the other way round, agreement across is below chance; without a
  /// difference between groups it is that within.
  @Test func groupsThatDifferAndThatDoNot() throws {
    func table(flips: Bool) throws -> RatingTable {
      var stream = RandomStream(seed: 11)
      return try Self.table(
        (0..<400).map { _ in
          let truth = stream.uniform() < 0.5
          func readings(_ value: Bool) -> [Double] {
            (0..<4).map { _ in (stream.uniform() < 0.85) == value ? 1 : 0 }
          }
          return (readings(truth), readings(flips ? !truth : truth))
        })
    }
    let stream = RandomStream(seed: 3)
    let apart = try #require(
      try table(flips: true).agreementEstimate(
        .crossReplication(rater: 0, .nominal), using: stream))
    // (2 · 0.85 − 1)² = 0.49.
    #expect((apart.low ?? -1) < -0.49 && -0.49 < (apart.high ?? 0))
    let together = try #require(
      try table(flips: false).agreementEstimate(
        .crossReplication(rater: 0, .nominal), using: stream))
    #expect((together.low ?? 1) < 0.49 && 0.49 < (together.high ?? 0))
  }

  @Test func undefinedWhereNothingCanBeSaid() throws {
    #expect(
      try Self.table([([1], []), ([], [2])]).agreement(.crossReplication(rater: 0, .nominal)) == nil
    )
    #expect(
      try Self.table([([1], [1]), ([1], [1])]).agreement(.crossReplication(rater: 0, .nominal))
        == nil)
    #expect(
      try Self.table([([-1], [1])]).agreement(.crossReplication(rater: 0, .ratio)) == nil)
  }
}
