/// How many standard deviations each number lies above the mean.
///
///     z_i = (x_i − x̄) / √(Σ (x − x̄)² / n)
///
/// The deviation is that of these numbers as a whole population, so that their z-scores have
/// variance 1.
///
/// - Returns: as many numbers; all 0 where all are equal (up to rounding).
func zScores(of values: [Double]) -> [Double] {
  guard !values.isEmpty else { return [] }
  let mean = values.reduce(0, +) / Double(values.count)
  let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  let deviation = (squares / Double(values.count)).squareRoot()
  // Rounding leaves a dust of deviation where means of equals were taken in different orders.
  guard deviation > 1e-12 * max(1, abs(mean)) else { return values.map { _ in 0 } }
  return values.map { ($0 - mean) / deviation }
}
