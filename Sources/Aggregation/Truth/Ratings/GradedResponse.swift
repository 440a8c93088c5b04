import Randomness
import Statistics

/// Raters differ in severity and in how sharply they tell good from bad.
///
///     P(rating ≥ k) = σ(a_j (θ_i − s_j − b_k)),   P(rating = k) = P(rating ≥ k) − P(rating ≥ k + 1)
///
/// Samejima 1969, "Estimation of latent ability using a response pattern of graded scores",
/// Psychometrika monograph 17, with raters in the place of items and thresholds b_k that all share.
/// Estimated by marginal maximum likelihood (Bock & Aitkin 1981, doi:10.1007/BF02293801): θ is N(0, 1),
/// which sets the scale, and integrated out; s, log a and b are at the mode of their posterior under
/// weak normal priors (``OrdinalPriors``). A quality is the mean of its posterior, its standard error
/// the posterior's standard deviation. Severities have mean 0. A rater of low a answers nearly at
/// random and counts little.
public struct GradedResponse: QualityInference {
  /// What is thought of the parameters beforehand.
  public var priors: OrdinalPriors
  /// Stops when steps gain less than this for each rating, in nats, > 0.
  public var tolerance: Double
  /// Gives up after so many steps, at least 1.
  public var iterationLimit: Int

  /// A way of fitting; the parameters are the properties of the same names.
  public init(
    priors: OrdinalPriors = OrdinalPriors(), tolerance: Double = 1e-9,
    iterationLimit: Int = 2_000
  ) {
    self.priors = priors
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
  }

  /// The name on the command line.
  public let name = "graded-response"
  /// What it takes for granted.
  public let assumptions =
    "Raters share the steps of the scale, but differ in severity and in how sharply they see quality, "
    + "which is spread normally."
  /// What the data must be like.
  public let needs =
    "Raters linked by units that several of them rated; about twenty ratings a rater, at most 25 levels."

  /// P(level) of every level, beginning with the lowest; they sum to 1.
  ///
  /// - Parameter thresholds: ascending.
  public static func probabilities(
    quality: Double, severity: Double = 0, discrimination: Double, thresholds: [Double]
  ) -> [Double] {
    GradedScale.probabilities(
      quality - severity, discrimination: discrimination, thresholds: thresholds)
  }

  /// The estimate; see the protocol.
  public func infer(
    _ table: RatingTable, using stream: RandomStream
  ) throws(AggregationError) -> QualityEstimate {
    try OrdinalModel<GradedScale>.fit(
      table, priors: priors, method: name, tolerance: tolerance, iterationLimit: iterationLimit,
      centresThresholds: false)
  }
}
