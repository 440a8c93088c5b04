import SandboxCore
import Statistics

extension Hypothesis {
  /// What became of the claim, given the records of all arms.
  ///
  /// The effect is one number a replication, paired across arms by their common luck; Student's 95 %
  /// interval of its mean decides, and where all are equal the sign test. With a single replication everything
  /// is inconclusive.
  public func test(on arms: [ArmRecord]) -> HypothesisRecord {
    let values = effect.values(in: arms)
    let estimate = effect.estimate(of: values)
    return HypothesisRecord(
      id: id, claim: claim,
      verdict: direction.claim(threshold).verdict(on: estimate).rawValue,
      effect: estimate?.mean, low: estimate?.low, high: estimate?.high,
      p: values.isEmpty ? nil : studentTPValue(of: values, center: threshold),
      control: control?.test(on: arms), positive: positive?.test(on: arms), smallest: smallest,
      detectable: detectableDifference(of: values))
  }
}

extension Hypothesis.Control {
  /// What became of the control.
  func test(on arms: [ArmRecord]) -> HypothesisRecord.ControlRecord {
    let values = effect.values(in: arms)
    let estimate = effect.estimate(of: values)
    return HypothesisRecord.ControlRecord(
      verdict: ControlVerdict(
        interval: estimate?.interval, margin: margin, bound: bound
      ).rawValue,
      effect: estimate?.mean, low: estimate?.low, high: estimate?.high, margin: margin,
      bound: bound)
  }
}

extension Hypothesis.Positive {
  /// What became of the positive control.
  func test(on arms: [ArmRecord]) -> HypothesisRecord.PositiveRecord {
    let estimate = effect.estimate(of: effect.values(in: arms))
    return HypothesisRecord.PositiveRecord(
      verdict: ControlVerdict(
        claim: direction.claim(threshold), estimate: estimate
      ).rawValue,
      effect: estimate?.mean, low: estimate?.low, high: estimate?.high, threshold: threshold)
  }
}

extension Hypothesis.Effect {
  /// The mean of the effect, with Student's interval inside the range that the metrics leave it.
  func estimate(of values: [Double]) -> Estimate? {
    values.isEmpty ? nil : Estimate(of: values).within(range)
  }

  /// Where the effect lies: that of a share in 0...1, of the difference of two in -1...1.
  private var range: ClosedRange<Double>? {
    guard case .difference(let quantity, let other) = self,
      let range = MetricGlossary.metric(quantity.metric)?.range
    else { return nil }
    guard let other else { return range }
    guard let subtracted = MetricGlossary.metric(other.metric)?.range else { return nil }
    let (low, high) =
      (range.lowerBound - subtracted.upperBound, range.upperBound - subtracted.lowerBound)
    return low.isNaN || high.isNaN ? nil : low...high
  }

  /// The effect in each replication that yields it, in order.
  func values(in arms: [ArmRecord]) -> [Double] {
    let numbers = Set(arms.flatMap { $0.replications.map(\.number) }).sorted()
    // A slope over settings that differ by next to nothing has no size that could be averaged.
    return numbers.compactMap { value(in: $0, of: arms) }
      .filter(ReplicationRecord.countable.contains)
  }

  private func value(in number: Int, of arms: [ArmRecord]) -> Double? {
    func metric(_ quantity: Hypothesis.Quantity) -> Double? {
      arms.first { $0.arm.name == quantity.arm }?.replications.first { $0.number == number }?
        .value(of: quantity.metric)
    }
    switch self {
    case .difference(let quantity, let other):
      guard let value = metric(quantity) else { return nil }
      guard let other else { return value }
      return metric(other).map { value - $0 }
    case .slope(let name, let key, let names):
      var points: [(x: Double, y: Double)] = []
      for arm in arms where names.isEmpty || names.contains(arm.arm.name) {
        guard let x = SettingsCatalog.setting(key)?.value(in: arm.arm.settings).number,
          let y = metric(.init(arm: arm.arm.name, metric: name))
        else { return nil }
        points.append((x, y))
      }
      guard points.count >= 2 else { return nil }
      return LinearFit(x: points.map(\.x), y: points.map(\.y))?.slope
    }
  }
}

extension SettingValue {
  /// The value as a number, if it is one.
  public var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .spread(let spread): spread.mean
    case .threshold(.deviations(let value)): value
    default: nil
    }
  }
}
