import Statistics

extension Hypothesis {
  /// What became of the claim, given the records of all arms.
  ///
  /// The effect is one number a replication, paired across arms; its 95 % Student interval over
  /// replications decides. With fewer than two replications everything is inconclusive.
  public func test(on arms: [ArmRecord]) -> HypothesisRecord {
    let values = effect.values(in: arms)
    let estimate = values.count >= 2 ? Estimate(values) : nil
    let mean = values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    return HypothesisRecord(
      id: id, claim: claim,
      verdict: Self.verdict(estimate, direction, threshold: threshold).rawValue, effect: mean,
      low: estimate?.low, high: estimate?.high,
      p: values.count >= 2 ? Self.p(values, against: threshold) : nil,
      control: control.map { $0.test(on: arms) })
  }

  static func verdict(
    _ estimate: Estimate?, _ direction: Direction, threshold: Double
  ) -> Verdict {
    .inconclusive
  }

  static func p(_ values: [Double], against threshold: Double) -> Double { 1 }
}
