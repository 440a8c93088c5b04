import Randomness

/// Bradley-Terry with ties after Davidson: a tie is likeliest between equals.
///
///     P(i beats j) = p_i / (p_i + p_j + ν√(p_i p_j))
///     P(tie) = ν√(p_i p_j) / (p_i + p_j + ν√(p_i p_j))
///
/// Davidson 1970, doi:10.1080/01621459.1970.10481082. Assumes one readiness to tie, ν ≥ 0, for all;
/// the rest as ``BradleyTerry``. Needs ties: without any, ν is 0 and the fit is Bradley-Terry's. In
/// round-robins its order is that of points with ties as halves.
public struct DavidsonTies: RankingMethod, Hashable, Codable {
  /// How strengths are fitted, and what happens where they are not finite.
  public var settings: FitSettings
  /// Whether the left item's advantage is estimated too (Davidson & Beaver 1977,
  /// doi:10.2307/2529468).
  public var estimatesFirstAdvantage: Bool

  /// A way of fitting; the parameters are the properties of the same names.
  public init(settings: FitSettings = FitSettings(), estimatesFirstAdvantage: Bool = false) {
    self.settings = settings
    self.estimatesFirstAdvantage = estimatesFirstAdvantage
  }

  /// `davidson`.
  public var name: String { "davidson" }
  /// As Bradley-Terry, with one readiness to tie.
  public var assumptions: String {
    "One strength an item decides the odds, and one readiness to tie, highest between equals, "
      + "holds for all; comparisons are independent."
  }
  /// Nothing but the comparisons.
  public var needs: RankingNeeds { [] }

  /// The strengths and ν that make these comparisons most likely.
  public func fit(
    _ comparisons: Comparisons, withCovariance: Bool = false
  ) throws(RatingError) -> StrengthFit {
    try TieModel(name: name, settings: settings, keepsSides: estimatesFirstAdvantage)
      .fit(comparisons, DavidsonLink.self, without: 0, withCovariance: withCovariance)
  }

  /// θ in nats, with Wald intervals.
  public func rate(
    _ comparisons: Comparisons, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    TieModel.ratings(try fit(comparisons, withCovariance: true), tieName: "nu")
  }
}
