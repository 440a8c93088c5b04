import Randomness

/// The Plackett-Luce model: a ranking is drawn from the top, each place in proportion to strength.
///
///     P(y₁ ≻ … ≻ y_K) = Π_k p_{y_k} / Σ_{l ≥ k} p_{y_l},   p = e^θ
///
/// Luce 1959; Plackett 1975, doi:10.2307/2346567. Assumes that the odds of two items do not depend
/// on who else is ranked, and that rankings are independent. Rankings may leave items out: that
/// says nothing about them. The estimate is finite exactly when no set of items always stands above
/// or below the rest (Hunter 2004, doi:10.1214/aos/1079120141, assumption 1); it is found by
/// Newton's method. Weights 4, 3, 2, 1 give the order 1 ≻ 2 ≻ 3 ≻ 4 the probability 2/15; of
/// rankings of two it is Bradley-Terry.
public struct PlackettLuce: RankingMethod, Hashable, Codable {
  /// How strengths are fitted, and what happens where they are not finite.
  public var settings: FitSettings

  /// A way of fitting; the parameter is the property of the same name.
  public init(settings: FitSettings = FitSettings()) { self.settings = settings }

  /// `plackett-luce`.
  public var name: String { "plackett-luce" }
  /// Choices do not depend on other choices there are.
  public var assumptions: String {
    "Every place of a ranking is a choice in proportion to strength among the items left, whatever "
      + "these are; rankings are independent; a pair is a ranking of two, a tie half of either."
  }
  /// Whole rankings.
  public var needs: RankingNeeds { .rankings }

  /// The strengths that make these rankings most likely.
  public func fit(
    _ rankings: Rankings, withCovariance: Bool = false
  ) throws(RatingError) -> StrengthFit {
    var neighbours = Comparisons(itemCount: rankings.itemCount)
    for index in 0..<rankings.count where rankings.weights[index] > 0 {
      let ranking = rankings[index]
      for (better, worse) in zip(ranking, ranking.dropFirst()) {
        neighbours.append(left: Int(better), right: Int(worse), outcome: .left)
      }
    }
    try neighbours.requireRows()
    var ridge = settings.ridge
    var notes: [String] = []
    if ridge == 0, let weak = PairTable(neighbours).itemsThatNeverScore() {
      guard case .ridge(let enough) = settings.separation else {
        throw .neverScoring(items: weak)
      }
      ridge = enough
      notes.append(
        "regularised: a ridge of \(enough), because \(weak.count) of \(rankings.itemCount) items "
          + "never stood above the rest; their scores hang on it")
    }
    var likelihood = PlackettLuceLikelihood(rankings, ridge: ridge)
    let newton = NewtonMaximizer(
      tolerance: settings.tolerance, iterationLimit: settings.iterationLimit)
    let (strengths, iterations) = try newton.maximize(
      &likelihood, from: Array(repeating: 0, count: rankings.itemCount))
    var fit = StrengthFit(
      logStrengths: strengths, logLikelihood: likelihood.value(at: strengths),
      iterations: iterations, ridge: ridge, notes: notes)
    if withCovariance, rankings.itemCount <= PairedFit.covarianceLimit {
      fit.covariance = StrengthCovariance(matrix: try newton.covariance(likelihood))
    }
    return fit
  }

  /// θ in nats, with Wald intervals.
  public func rate(
    _ rankings: Rankings, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    try fit(rankings, withCovariance: true).ratings(unit: "nats")
  }

  /// Each comparison as a ranking of two: the same as Bradley-Terry.
  public func rate(
    _ comparisons: Comparisons, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    var ratings = try BradleyTerry(settings: settings).rate(comparisons, using: stream)
    ratings.notes.append("rankings of two: the same as bradley-terry")
    return ratings
  }
}
