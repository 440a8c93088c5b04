/// What is thought of the parameters of a rating model before any rating: normal distributions around
/// 0 (discrimination: around 1, on the scale of its logarithm).
///
/// They keep estimates finite for raters of few or extreme ratings. The spreads are the sandbox's own,
/// on the scale of logits.
public struct OrdinalPriors: Sendable, Hashable, Codable {
  /// Standard deviation of the severity of raters, > 0.
  public var severity: Double
  /// Standard deviation of the logarithm of discrimination, > 0.
  public var logDiscrimination: Double
  /// Standard deviation of thresholds, > 0.
  public var thresholds: Double

  /// Describes priors; the parameters are the properties of the same names.
  public init(severity: Double = 0.5, logDiscrimination: Double = 0.5, thresholds: Double = 3) {
    precondition(
      [severity, logDiscrimination, thresholds].allSatisfy { $0 > 0 && $0.isFinite },
      "priors of spread \(severity), \(logDiscrimination), \(thresholds)")
    self.severity = severity
    self.logDiscrimination = logDiscrimination
    self.thresholds = thresholds
  }
}
