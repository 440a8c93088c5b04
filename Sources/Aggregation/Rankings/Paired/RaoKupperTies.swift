import Randomness

/// Bradley-Terry with ties after Rao and Kupper: a lead too small to notice is a tie.
///
///     P(i beats j) = p_i / (p_i + κ p_j)
///     P(tie) = (κ² − 1) p_i p_j / ((p_i + κ p_j)(κ p_i + p_j))
///
/// Rao & Kupper 1967, doi:10.1080/01621459.1967.10482901. Assumes one threshold log κ ≥ 0, in nats,
/// for all; the rest as ``BradleyTerry``. Needs ties: without any, κ is 1 and the fit is
/// Bradley-Terry's.
public struct RaoKupperTies: RankingMethod, Hashable, Codable {
  /// How strengths are fitted, and what happens where they are not finite.
  public var settings: FitSettings
  /// Whether the left item's advantage is estimated too.
  public var estimatesFirstAdvantage: Bool

  /// A way of fitting; the parameters are the properties of the same names.
  public init(settings: FitSettings = FitSettings(), estimatesFirstAdvantage: Bool = false) {
    self.settings = settings
    self.estimatesFirstAdvantage = estimatesFirstAdvantage
  }

  /// `rao-kupper`.
  public var name: String { "rao-kupper" }
  /// As Bradley-Terry, with a threshold below which a lead goes unnoticed.
  public var assumptions: String {
    "One strength an item decides the odds, and a lead below one threshold, the same for all, is "
      + "a tie; comparisons are independent."
  }
  /// Nothing but the comparisons.
  public var needs: RankingNeeds { [] }

  /// The strengths and κ that make these comparisons most likely.
  public func fit(
    _ comparisons: Comparisons, withCovariance: Bool = false
  ) throws(RatingError) -> StrengthFit {
    try TieModel(name: name, settings: settings, keepsSides: estimatesFirstAdvantage)
      .fit(comparisons, RaoKupperLink.self, without: 1, withCovariance: withCovariance)
  }

  /// θ in nats, with Wald intervals.
  public func rate(
    _ comparisons: Comparisons, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    TieModel.ratings(try fit(comparisons, withCovariance: true), tieName: "kappa")
  }
}
