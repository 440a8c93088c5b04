/// What a ranking method makes of comparisons: a score for each item, the best the highest.
public struct ItemRatings: Sendable, Hashable, Codable {
  /// The score of each item, in ``unit``; always finite.
  public var scores: [Double]
  /// What a score is measured in, as "nats" or "points".
  public var unit: String
  /// Where each score lies with 95 % confidence; `nil` if the method does not know.
  public var intervals: [ClosedRange<Double>]?
  /// The log-likelihood at the estimate, in nats; `nil` for methods without a likelihood.
  public var logLikelihood: Double?
  /// How many iterations it took; `nil` where nothing is iterated.
  public var iterations: Int?
  /// What was estimated besides the items: a readiness to tie, the advantage of being first.
  public var coefficients: [FittedCoefficient] = []
  /// How reliable each rater is, in 0...1; `nil` for methods that do not ask.
  public var reliabilities: [Double]?
  /// What a reader must know: a ridge that was needed, ties that were halved.
  public var notes: [String] = []

  /// Describes ratings; the parameters are the properties of the same names.
  public init(
    scores: [Double], unit: String, intervals: [ClosedRange<Double>]? = nil,
    logLikelihood: Double? = nil, iterations: Int? = nil, notes: [String] = []
  ) {
    self.scores = scores
    self.unit = unit
    self.intervals = intervals
    self.logLikelihood = logLikelihood
    self.iterations = iterations
    self.notes = notes
  }

  /// The items from best to worst; equal scores in the order of their indices.
  public var order: [Int] {
    scores.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
  }
}

/// 95 % of a normal distribution; all numbers where overflow has left none that can be told.
func normalInterval(mean: Double, deviation: Double) -> ClosedRange<Double> {
  let half = 1.959_963_985 * deviation
  return mean.isFinite && half >= 0 ? (mean - half)...(mean + half) : -.infinity ... .infinity
}

/// One number that was estimated besides the strengths.
public struct FittedCoefficient: Sendable, Hashable, Codable {
  /// What it stands for.
  public var name: String
  /// The estimate.
  public var value: Double
  /// Its standard error; `nil` where it was not asked for.
  public var standardError: Double?
}
