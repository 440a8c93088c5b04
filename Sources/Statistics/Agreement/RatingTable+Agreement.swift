import Randomness

extension RatingTable {
  /// A coefficient of agreement of this table; at most 1.
  ///
  /// - Returns: `nil` where it is undefined: one rater, no unit with two readings, values that never
  ///   differ, or what else the coefficient asks for.
  public func agreement(_ coefficient: AgreementCoefficient) -> Double? {
    statistic(of: coefficient)?.value
  }

  /// A coefficient of agreement, and where it would lie in the population the units are drawn from.
  ///
  /// Units are drawn with replacement, raters stay as they are (Efron & Tibshirani 1993, "An
  /// introduction to the bootstrap"). Each draw works on what the units contribute, not on readings.
  ///
  /// - Parameters:
  ///   - coefficient: what to compute.
  ///   - method: percentiles by default; the corrected method adds one evaluation for each unit.
  ///   - confidence: in 0..<1, not 0.
  ///   - resampleCount: at least 100; 1,000 is usual for coefficients of agreement.
  ///   - stream: the chance of the resampling.
  /// - Returns: `nil` where the coefficient is undefined. The interval alone is `nil` with fewer than
  ///   two units, and where more than half of the draws leave the coefficient undefined.
  public func agreementEstimate(
    _ coefficient: AgreementCoefficient, by method: BootstrapMethod = .percentile,
    confidence: Double = 0.95, resampleCount: Int = 1_000, using stream: RandomStream
  ) -> Estimate? {
    precondition(
      resampleCount >= 100, "agreementEstimate: \(resampleCount) resamples, but 100 is least")
    requireConfidence(confidence)
    guard let statistic = statistic(of: coefficient), let observed = statistic.value else {
      return nil
    }
    let units = statistic.unitCount
    var ends: ClosedRange<Double>?
    if units > 1 {
      let resampled = Self.resampled(statistic, count: resampleCount, using: stream)
      if resampled.count * 2 > resampleCount {
        ends = interval(
          around: observed, resampled: resampled,
          leftOut: method == .percentile ? [] : Self.leftOut(statistic), method: method,
          confidence: confidence)
      }
    }
    return Estimate(mean: observed, interval: ends, count: units)
  }

  private static func resampled(
    _ statistic: any UnitStatistic, count: Int, using stream: RandomStream
  ) -> [Double] {
    var stream = stream
    let units = statistic.unitCount
    var occurrences = [Int32](repeating: 0, count: units)
    return (0..<count).compactMap { _ in
      for unit in occurrences.indices { occurrences[unit] = 0 }
      for _ in 0..<units { occurrences[stream.uniform(below: units)] += 1 }
      return statistic.value(occurrences)
    }
  }

  private static func leftOut(_ statistic: any UnitStatistic) -> [Double] {
    var occurrences = [Int32](repeating: 1, count: statistic.unitCount)
    return occurrences.indices.compactMap { unit in
      occurrences[unit] = 0
      defer { occurrences[unit] = 1 }
      return statistic.value(occurrences)
    }
  }

  private func statistic(of coefficient: AgreementCoefficient) -> (any UnitStatistic)? {
    switch coefficient {
    case .percentAgreement: PercentAgreement(self)
    case .cohenKappa(let first, let second, let weights):
      CohenKappa(self, first: first, second: second, weights: weights)
    case .fleissKappa: FleissKappa(self)
    case .krippendorffAlpha(let metric): KrippendorffAlpha(self, metric: metric)
    case .gwetAC1: GwetAC1(self)
    case .intraclass(let form): IntraclassCorrelation(self, form: form)
    case .kendallW: KendallW(self)
    }
  }
}
