import Foundation
import Randomness

/// Bradley-Terry with covariates: what else moved a comparison besides who was in it.
///
///     logit P(left wins) = θ_left − θ_right + γ · x
///
/// The model of Springall 1973, doi:10.2307/2346344; read with x = 0 it says how the items would
/// compare were the covariates level. With x = tanh of the difference in length it is the length
/// control of Dubois et al. 2024, arXiv:2404.04475, eq. 1, without its term for the difficulty of
/// prompts. Assumes that covariates act alike on all items, additively in log-odds. Needs
/// covariates that vary within pairs: one that belongs to an item alone cannot be told from its
/// strength.
public struct ContextualBradleyTerry: RankingMethod, Hashable, Codable {
  /// How parameters are fitted, and what happens where they are not finite.
  public var settings: FitSettings
  /// What each covariate is called; the rest are numbered.
  public var covariateNames: [String]
  /// Whether items have strengths of their own; without, covariates must explain everything.
  public var estimatesStrengths: Bool
  /// Whether the left item's advantage is estimated too.
  public var estimatesFirstAdvantage: Bool

  /// A way of fitting; the parameters are the properties of the same names.
  public init(
    settings: FitSettings = FitSettings(), covariateNames: [String] = [],
    estimatesStrengths: Bool = true, estimatesFirstAdvantage: Bool = false
  ) {
    self.settings = settings
    self.covariateNames = covariateNames
    self.estimatesStrengths = estimatesStrengths
    self.estimatesFirstAdvantage = estimatesFirstAdvantage
  }

  /// `contextual-bradley-terry`.
  public var name: String { "contextual-bradley-terry" }
  /// Covariates act alike on all items.
  public var assumptions: String {
    "One strength an item and covariates that act alike on all items add up to the log-odds; "
      + "comparisons are independent; a tie is half a win to either."
  }
  /// Covariates.
  public var needs: RankingNeeds { .covariates }

  /// The parameters that make these comparisons most likely.
  public func fit(
    _ comparisons: Comparisons, withCovariance: Bool = false
  ) throws(RatingError) -> StrengthFit {
    try comparisons.requireRows()
    let count = comparisons.covariateCount
    guard count > 0 else { throw .missing(column: "covariates", method: name) }
    var names = (0..<count).map {
      $0 < covariateNames.count ? covariateNames[$0] : "covariate \($0)"
    }
    if estimatesFirstAdvantage { names.append(BradleyTerry.firstAdvantage) }
    let table = PairTable(separately: comparisons, keepsSides: estimatesFirstAdvantage)
    let fit = PairedFit(
      table: table.withHalvedTies(), settings: settings, covariateNames: names,
      hasStrengths: estimatesStrengths, wantsCovariance: withCovariance)
    return try fit.fit(LogisticLink.self)
  }

  /// θ in nats with all covariates at 0, with Wald intervals.
  public func rate(
    _ comparisons: Comparisons, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    var ratings = try fit(comparisons, withCovariance: true).ratings(unit: "nats")
    ratings.notes += comparisons.halfTieNotes
    return ratings
  }

  /// The covariate of length control: tanh of the difference in length, in its standard deviations.
  ///
  /// Dubois et al. 2024, eq. 1. All 0 when no two lengths differ.
  ///
  /// - Parameters:
  ///   - left: the length of each row's left response, in any unit.
  ///   - right: that of its right response, as many.
  public static func lengthCovariates(left: [Double], right: [Double]) -> [Double] {
    precondition(left.count == right.count, "\(left.count) lengths and \(right.count)")
    let differences = zip(left, right).map { $0 - $1 }
    let mean = differences.reduce(0, +) / Double(max(differences.count, 1))
    let variance =
      differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(differences.count, 1))
    guard variance > 0 else { return differences.map { _ in 0 } }
    return differences.map { tanh($0 / variance.squareRoot()) }
  }
}
