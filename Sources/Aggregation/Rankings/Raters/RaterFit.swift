/// Strengths of items and what became known of the raters on the way.
public struct RaterFit: Sendable, Hashable, Codable {
  /// θ_i of each item, in nats, with mean 0.
  public var logStrengths: [Double]
  /// How far each rater can be trusted, in 0...1; what it means is the model's affair.
  public var reliabilities: [Double]
  /// How often each rater picks the left one when not looking; `nil` of models that do not ask.
  public var leftBiases: [Double]?
  /// The logarithm of the comparisons' probability, in nats.
  public var logLikelihood: Double
  /// The same with all priors, up to their constants: what was maximised.
  public var objective: Double
  /// How many iterations it took.
  public var iterations: Int

  /// The same as ratings.
  func ratings(notes: [String]) -> ItemRatings {
    var ratings = ItemRatings(
      scores: logStrengths, unit: "nats", logLikelihood: logLikelihood, iterations: iterations,
      notes: notes)
    ratings.reliabilities = reliabilities
    return ratings
  }
}
