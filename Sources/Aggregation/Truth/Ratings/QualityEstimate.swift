import Statistics

/// What a method makes of a table of ratings. All numbers are finite.
public struct QualityEstimate: Sendable, Hashable, Codable {
  /// How good each unit is, on the scale of the method; larger is better. `nil` for a unit about which
  /// nothing is known.
  public var quality: [Double?]
  /// The standard error of each quality, where the method has one; > 0.
  public var standardErrors: [Double?]
  /// How many readings each standard error was estimated from, less one: the degrees of freedom of
  /// Student's t; `nil` where the error comes from a model of all ratings and counts as known.
  public var errorDegrees: [Int?]?
  /// How well each rater follows the others: the correlation of the rater's ratings with the mean of
  /// all others' ratings of the same units, −1...1. `nil` below three units shared with others, or
  /// where one of the two never varies.
  public var reliability: [Double?]
  /// Parameters of the model, one number for each rater, such as `severity`.
  public var raterParameters: [ModelParameter] = []
  /// F or b: where one step of the scale becomes the next, one fewer than there are levels.
  public var thresholds: [Double] = []
  /// The logarithm of the likelihood, in nats, without priors; `nil` for methods without a model.
  public var logLikelihood: Double?
  /// How often the parameters were estimated anew.
  public var iterationCount = 1
  /// Whether it stopped because nothing changed any more.
  public var hasConverged = true
  /// What a reader should know about this estimate, in sentences.
  public var notes: [String] = []

  /// Where the quality of a unit lies with 95 % confidence; `nil` without a standard error.
  ///
  ///     q ± t(n − 1) s   or, of a model's error,   q ± 1.959964 s
  public func interval(of unit: Int) -> ClosedRange<Double>? {
    guard let center = quality[unit], let error = standardErrors[unit] else { return nil }
    if let errorDegrees {
      return errorDegrees[unit].map {
        studentTInterval(
          around: center, standardError: error, degreesOfFreedom: $0, confidence: 0.95)
      }
    }
    return (center - 1.959964 * error)...(center + 1.959964 * error)
  }

  /// An estimate without a model behind it.
  init(
    quality: [Double?], standardErrors: [Double?], errorDegrees: [Int?]? = nil,
    of table: RatingTable
  ) {
    self.quality = quality
    self.standardErrors = standardErrors
    self.errorDegrees = errorDegrees
    reliability = table.agreementWithOthers
  }
}
