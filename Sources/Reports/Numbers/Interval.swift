import Statistics

/// A mean over replications with the ends of its 95 % interval; no ends where none can be given.
package typealias Interval = (mean: Double, low: Double?, high: Double?)

/// The mean of the replications' values with Student's interval; of at least 1 value.
package func interval(of values: [Double]) -> Interval {
  let estimate = Estimate(of: values)
  return (estimate.mean, estimate.low, estimate.high)
}
