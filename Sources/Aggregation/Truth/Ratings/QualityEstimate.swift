import Statistics

/// What a method makes of a table of ratings. All numbers are finite.
public struct QualityEstimate: Sendable, Hashable, Codable {
  /// How good each unit is, on the scale of the method; larger is better. `nil` for a unit about which
  /// nothing is known.
  public var quality: [Double?]
  /// The standard error of each quality, where the method has one; > 0.
  public var standardErrors: [Double?]
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

  /// An estimate without a model behind it.
  init(quality: [Double?], standardErrors: [Double?], of table: RatingTable) {
    self.quality = quality
    self.standardErrors = standardErrors
    reliability = table.agreementWithOthers
  }
}
