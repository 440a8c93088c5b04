/// Extra hours of sleep of ten patients under two drugs: Student 1908, doi:10.1093/biomet/6.1.1,
/// table 1, as R ships it in `sleep`.
enum StudentSleep {
  static let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
  static let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
}

/// Whether two numbers agree to a given number of units.
func isClose(_ value: Double?, _ expected: Double, within tolerance: Double = 1e-9) -> Bool {
  guard let value else { return false }
  return abs(value - expected) <= tolerance
}
