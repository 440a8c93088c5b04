import Foundation
import Randomness

/// The Bradley-Terry model: every item has a strength, and strength decides the odds.
///
///     P(i beats j) = p_i / (p_i + p_j) = σ(θ_i − θ_j)
///
/// Bradley & Terry 1952, doi:10.2307/2334029. Assumes that comparisons are independent and that one
/// number an item explains them all: no cycles, no rater unlike the others. A tie counts as half a
/// win to either side. The order of comparisons does not matter, nor does repeating all of them.
///
/// Strengths are estimated by maximum likelihood: by Newton's method on the pairs, or by the MM
/// algorithm of Hunter 2004, doi:10.1214/aos/1079120141, which finds the same. The estimate is
/// finite exactly when every item scores, over some chain of others, against every other (Hunter's
/// assumption 1); `settings.separation` says what happens otherwise. Of two items it is the logit
/// of the share of points.
public struct BradleyTerry: RankingMethod, Hashable, Codable {
  /// How the likelihood is climbed.
  public enum Algorithm: Sendable, Hashable, Codable {
    /// Newton's method: a handful of steps.
    case newton
    /// Hunter's minorization-maximization: simple and slow. Where a ridge or the advantage of the
    /// first is estimated too, Newton's method takes over.
    case minorizationMaximization
  }

  /// How strengths are fitted, and what happens where they are not finite.
  public var settings: FitSettings
  /// Which algorithm; both find the same.
  public var algorithm: Algorithm
  /// Whether the left item's advantage α is estimated: P(left wins) = σ(θ_left − θ_right + α).
  /// Needs items that appear on either side.
  public var estimatesFirstAdvantage: Bool

  /// A way of fitting; the parameters are the properties of the same names.
  public init(
    settings: FitSettings = FitSettings(), algorithm: Algorithm = .newton,
    estimatesFirstAdvantage: Bool = false
  ) {
    self.settings = settings
    self.algorithm = algorithm
    self.estimatesFirstAdvantage = estimatesFirstAdvantage
  }

  /// `bradley-terry`.
  public var name: String { "bradley-terry" }
  /// One strength an item decides all odds.
  public var assumptions: String {
    "One strength an item decides the odds of every comparison, whoever judges; comparisons are "
      + "independent; a tie is half a win to either."
  }
  /// Nothing but the comparisons.
  public var needs: RankingNeeds { [] }

  /// The strengths that make these matches most likely.
  ///
  /// - Parameters:
  ///   - matches: between items in 0..<itemCount, in any order.
  ///   - itemCount: at least 1.
  public func fit(_ matches: [Match], itemCount: Int) throws(RatingError) -> StrengthFit {
    try fit(Comparisons(matches, itemCount: itemCount))
  }

  /// The strengths that make these comparisons most likely.
  ///
  /// - Parameter withCovariance: whether standard errors are computed too.
  public func fit(
    _ comparisons: Comparisons, withCovariance: Bool = false
  ) throws(RatingError) -> StrengthFit {
    try comparisons.requireRows()
    let table = PairTable(comparisons, keepsSides: estimatesFirstAdvantage).withHalvedTies()
    let isPlain = settings.ridge == 0 && !estimatesFirstAdvantage && !withCovariance
    if algorithm == .minorizationMaximization, isPlain, table.itemsThatNeverScore() == nil {
      return try minorizationMaximization(table)
    }
    let fit = PairedFit(
      table: table, settings: settings,
      covariateNames: estimatesFirstAdvantage ? [Self.firstAdvantage] : [],
      wantsCovariance: withCovariance)
    return try fit.fit(LogisticLink.self)
  }

  /// What the advantage of the left item is called.
  static let firstAdvantage = "first-position advantage"

  /// θ in nats, with Wald intervals of the centred strengths.
  public func rate(
    _ comparisons: Comparisons, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    var ratings = try fit(comparisons, withCovariance: true).ratings(unit: "nats")
    ratings.notes += comparisons.halfTieNotes
    return ratings
  }

  /// p_i ← W_i / Σ_j N_ij / (p_i + p_j), Hunter 2004, eq. 3.
  ///
  /// W_i are the points of i, N_ij the comparisons of i and j.
  private func minorizationMaximization(_ table: PairTable) throws(RatingError) -> StrengthFit {
    let points = table.points
    var logStrengths = [Double](repeating: 0, count: table.itemCount)
    var change = Double.infinity
    let limit = max(settings.iterationLimit, 100_000)
    for iteration in 1...limit {
      let strengths = logStrengths.map { exp($0) }
      var denominators = [Double](repeating: 0, count: table.itemCount)
      for row in 0..<table.count {
        let (i, j) = (Int(table.first[row]), Int(table.second[row]))
        let share = table.weight(row) / (strengths[i] + strengths[j])
        denominators[i] += share
        denominators[j] += share
      }
      var fresh = zip(points, denominators).map { log($0 / $1) }
      let mean = fresh.reduce(0, +) / Double(fresh.count)
      fresh = fresh.map { $0 - mean }
      change = zip(fresh, logStrengths).map { abs($0 - $1) }.max() ?? 0
      logStrengths = fresh
      if change < settings.tolerance {
        let likelihood = PairedLikelihood<LogisticLink>(table, ridge: 0, covariateNames: [])
        return StrengthFit(
          logStrengths: logStrengths, logLikelihood: likelihood.value(at: logStrengths),
          iterations: iteration)
      }
    }
    throw .notConverged(change: change, iterations: limit)
  }
}
