/// A number that was measured several times: its mean, and how far the truth may be from it.
///
/// As JSON `{"mean": 0.4, "low": 0.1, "high": 0.7, "count": 10}`. Where there is no interval (one
/// measurement says nothing about its own spread) `low` and `high` are `null`, not the mean.
public struct Estimate: Sendable, Hashable {
  /// The point estimate, in the unit of the values.
  public var mean: Double
  /// Where the truth lies at the stated confidence (95 % unless asked otherwise); `nil` if unknown.
  public var interval: ClosedRange<Double>?
  /// How many measurements went into it; ≥ 1.
  public var count: Int

  /// The lower end of the interval, if there is one.
  public var low: Double? { interval?.lowerBound }
  /// The upper end of the interval, if there is one.
  public var high: Double? { interval?.upperBound }

  /// Describes an estimate; the parameters are the properties of the same names.
  public init(mean: Double, interval: ClosedRange<Double>?, count: Int) {
    precondition(mean.isFinite && count >= 1, "an estimate of mean \(mean) from \(count) values")
    self.mean = mean
    self.interval = interval
    self.count = count
  }
}

extension Estimate {
  /// The estimate of a number that cannot leave a range, such as a share: what lies beyond is cut off the
  /// interval, which covers the truth as often.
  public func within(_ range: ClosedRange<Double>?) -> Estimate {
    guard let range, let interval else { return self }
    return Estimate(mean: mean, interval: interval.clamped(to: range), count: count)
  }
}

extension Estimate: Codable {
  private enum CodingKeys: String, CodingKey {
    case mean, low, high, count
  }

  /// Reads the JSON form; throws when only one end is there, or the ends are out of order.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    mean = try container.decode(Double.self, forKey: .mean)
    count = try container.decode(Int.self, forKey: .count)
    let low = try container.decodeIfPresent(Double.self, forKey: .low)
    let high = try container.decodeIfPresent(Double.self, forKey: .high)
    switch (low, high) {
    case (nil, nil): interval = nil
    case (let low?, let high?) where low <= high: interval = low...high
    default:
      throw DecodingError.dataCorruptedError(
        forKey: .low, in: container,
        debugDescription: "low and high must be two numbers in order, or both null")
    }
  }

  /// Writes the JSON form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(mean, forKey: .mean)
    // Not `encodeIfPresent`: a missing interval is written as null, so that readers find the keys.
    try container.encode(low, forKey: .low)
    try container.encode(high, forKey: .high)
    try container.encode(count, forKey: .count)
  }
}

extension ClosedRange<Double> {
  /// The interval whose ends a record holds; `nil` unless it holds both, in order.
  package init?(low: Double?, high: Double?) {
    guard let low, let high, low <= high else { return nil }
    self = low...high
  }
}
