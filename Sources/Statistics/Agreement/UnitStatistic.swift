/// A coefficient reduced to what each unit contributes, so that resampling units costs little.
protocol UnitStatistic {
  /// How many units contribute.
  var unitCount: Int { get }

  /// The coefficient when unit u occurs `occurrences[u]` times; `nil` where it is undefined.
  func value(_ occurrences: [Int32]) -> Double?
}

extension UnitStatistic {
  /// The coefficient of the units as they are.
  var value: Double? { value([Int32](repeating: 1, count: unitCount)) }
}
