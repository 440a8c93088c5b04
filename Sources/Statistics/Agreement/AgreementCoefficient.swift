/// A measure of how far raters agree.
///
/// Which to use: for categories `krippendorffAlpha(.nominal)`, which allows gaps and any number of
/// raters; `gwetAC1` beside it where one category is rare, because chance-corrected coefficients then
/// fall although people agree; for ratings `krippendorffAlpha(.interval)` or, of complete tables,
/// `intraclass`, whose forms 2 and 3 differ by the raters' severity alone; for orders `kendallW`.
public enum AgreementCoefficient: Sendable, Hashable, Codable {
  /// The share of pairs of readings that agree. Needs a unit with two readings.
  case percentAgreement
  /// Cohen's kappa of two raters, given by their indices. Needs units that both have rated.
  case cohenKappa(first: Int, second: Int, weights: KappaWeights)
  /// Fleiss' kappa, generalised to unequal numbers of readings. Needs a unit with two readings, and
  /// two categories in use.
  case fleissKappa
  /// Krippendorff's alpha. Needs units with two readings; gaps are allowed.
  case krippendorffAlpha(DistanceMetric)
  /// The agreement across: of one rater, who may stand for a group, with all others. Needs units that
  /// both sides have read; gaps are allowed.
  case crossReplication(rater: Int, DistanceMetric)
  /// Gwet's AC1. Needs a unit with two readings, and two categories in use; gaps are allowed.
  case gwetAC1
  /// Gwet's AC2: AC1 with partial credit for categories near each other.
  case gwetAC2(KappaWeights)
  /// The intraclass correlation. Needs units that every rater has rated.
  case intraclass(IntraclassForm)
  /// Kendall's W. Needs units that every rater has rated.
  case kendallW

  /// Where values can lie at all.
  var limits: ClosedRange<Double> {
    switch self {
    case .percentAgreement, .kendallW: 0...1
    default: -.infinity...1
    }
  }
}
