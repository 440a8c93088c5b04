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
      let chosen = arms.filter { names.isEmpty || names.contains($0.arm.name) }
      let doses = SettingsCatalog.setting(key)?.numbers(in: chosen.map(\.arm.settings)) ?? []
      var points: [(x: Double, y: Double)] = []
      for (arm, dose) in zip(chosen, doses) {
        guard let x = dose, let y = metric(.init(arm: arm.arm.name, metric: name)) else {
          return nil
        }
        points.append((x, y))
      }
      guard points.count >= 2 else { return nil }
      return LinearFit(x: points.map(\.x), y: points.map(\.y))?.slope
    case .contrast(let name, let weights):
      var sum = 0.0
      for weight in weights {
        guard let value = metric(.init(arm: weight.arm, metric: name)) else { return nil }
        sum += weight.weight * value
      }
      return sum
    case .interaction(let name, let keys, let names):
      let chosen = arms.filter { names.contains($0.arm.name) }
      let doses = keys.compactMap(SettingsCatalog.setting).map {
        $0.numbers(in: chosen.map(\.arm.settings))
      }
      guard doses.count == 2 else { return nil }
      var points: [(Double, Double)] = []
      var values: [Double] = []
      for (index, arm) in chosen.enumerated() {
        guard let first = doses[0][index], let second = doses[1][index],
          let y = metric(.init(arm: arm.arm.name, metric: name))
        else { return nil }
        points.append((first, second))
        values.append(y)
      }
      return InteractionFit(points, values)?.interaction
    }
  }
}

extension Setting {
  /// The setting as a number in each of some arms, as slopes and axes take it; `nil` where it is none.
  ///
  /// Where a number is spread over annotators by the same mean in all arms, it is the standard deviation.
  public func numbers(in arms: [ArmSettings]) -> [Double?] {
    let values = arms.map { value(in: $0) }
    let means = Set(values.compactMap(\.number))
    return values.map { value in
      if means.count == 1, case .spread(let spread) = value { return spread.deviation }
      return value.number
    }
  }
}

extension SettingValue {
  /// The value as a number, if it is one; of a spread, its mean.
  fileprivate var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .spread(let spread): spread.mean
    case .threshold(.deviations(let value)): value
    default: nil
    }
  }
}
