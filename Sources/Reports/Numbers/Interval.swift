/// A mean over replications with the ends of its 95 % interval; no ends where none can be given.
public typealias Interval = (mean: Double, low: Double?, high: Double?)

/// How an interval is estimated from the values of the replications, at least 1 of them.
public typealias IntervalEstimator = @Sendable (_ values: [Double]) -> Interval
