/// Mean and standard deviation of numbers that come one by one.
///
/// Welford 1962, doi:10.1080/00401706.1962.10490022.
struct RunningMoments: Sendable, Hashable {
  private var count = 0.0
  private(set) var mean = 0.0
  private var squares = 0.0

  /// Of all numbers so far, divided by their count; 1 where they do not differ.
  var deviation: Double {
    let deviation = count > 0 ? (squares / count).squareRoot() : 0
    return deviation > 1e-9 ? deviation : 1
  }

  /// One more number.
  mutating func add(_ value: Double) {
    count += 1
    let step = value - mean
    mean += step / count
    squares += step * (value - mean)
  }
}
