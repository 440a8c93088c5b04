import Randomness
import Statistics

/// Units differ in quality, raters in severity, and both add up on the scale of logits.
///
///     log P(level k) / P(level k − 1) = θ_i − α_j − F_k
///
/// Linacre 1989, "Many-facet Rasch measurement", with one rating scale for all (Andrich 1978,
/// doi:10.1007/BF02293814). Estimated by marginal maximum likelihood (Bock & Aitkin 1981,
/// doi:10.1007/BF02293801): qualities are integrated out as normal with a spread that is estimated, and
/// α and F are at the mode of their posterior under weak normal priors (``OrdinalPriors``), so that
/// raters of extreme or few ratings have finite values. The quality of a unit is the mean of its
/// posterior, drawn towards 0 the more the fewer ratings it has, and its standard error the posterior's
/// standard deviation. Severities and thresholds have mean 0.
public struct ManyFacetRasch: QualityInference {
  /// What is thought of the parameters beforehand.
  public var priors: OrdinalPriors
  /// Stops when steps gain less than this for each rating, in nats, > 0.
  public var tolerance: Double
  /// Gives up after so many steps, at least 1.
  public var iterationLimit: Int

  /// A way of fitting; the parameters are the properties of the same names.
  public init(
    priors: OrdinalPriors = OrdinalPriors(), tolerance: Double = 1e-10,
    iterationLimit: Int = 2_000
  ) {
    self.priors = priors
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
  }

  /// The name on the command line.
  public let name = "rasch"
  /// What it takes for granted.
  public let assumptions =
    "Raters differ in severity alone; steps of the scale mean the same to all of them."
  /// What the data must be like.
  public let needs =
    "Raters linked by units that several of them rated; about ten ratings a rater, at most 25 levels."

  /// P(level) of every level, beginning with the lowest; they sum to 1.
  public static func probabilities(
    quality: Double, severity: Double, thresholds: [Double]
  ) -> [Double] {
    PartialCreditScale.probabilities(
      quality - severity, discrimination: 1, thresholds: thresholds)
  }

  /// The estimate; see the protocol.
  public func infer(
    _ table: RatingTable, using stream: RandomStream
  ) throws(AggregationError) -> QualityEstimate {
    try OrdinalModel<PartialCreditScale>.fit(
      table, priors: priors, method: name, tolerance: tolerance, iterationLimit: iterationLimit,
      centresThresholds: true)
  }
}
