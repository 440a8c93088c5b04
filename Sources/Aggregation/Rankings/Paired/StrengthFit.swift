/// The strengths that make a set of comparisons most likely.
public struct StrengthFit: Sendable, Hashable {
  /// θ_i of each item, in nats (probits for Thurstone), with mean 0. Of Bradley-Terry, one unit is
  /// odds of e to 1; times 400 / ln 10 it is points on Elo's scale.
  public var logStrengths: [Double]
  /// γ: the advantage of the left side, and what covariates are worth.
  public var coefficients: [FittedCoefficient] = []
  /// The parameter of ties: ν of Davidson, κ of Rao and Kupper; `nil` of models without.
  public var tieParameter: Double?
  /// The logarithm of the comparisons' probability, without any penalty, in nats, ≤ 0.
  public var logLikelihood: Double
  /// How many iterations it took.
  public var iterations: Int
  /// λ of the ridge that was used; 0 is plain maximum likelihood.
  public var ridge = 0.0
  /// How sure the estimates are; `nil` unless it was asked for.
  public var covariance: StrengthCovariance?
  /// What a reader must know.
  public var notes: [String] = []
}

/// How the errors of estimated strengths hang together.
public struct StrengthCovariance: Sendable, Hashable {
  /// Over strengths first, then the coefficients.
  let matrix: SymmetricMatrix

  /// The standard error of a centred strength.
  public func standardError(of item: Int) -> Double {
    max(0, matrix[item, item]).squareRoot()
  }

  /// The standard error of θ_i − θ_j.
  public func standardError(ofGap i: Int, _ j: Int) -> Double {
    max(0, matrix[i, i] + matrix[j, j] - 2 * matrix[i, j]).squareRoot()
  }
}

extension StrengthFit {
  /// The same as ratings in a unit.
  func ratings(unit: String) -> ItemRatings {
    var ratings = ItemRatings(
      scores: logStrengths, unit: unit,
      intervals: covariance.map { covariance in
        logStrengths.indices.map {
          normalInterval(mean: logStrengths[$0], deviation: covariance.standardError(of: $0))
        }
      }, logLikelihood: logLikelihood, iterations: iterations, notes: notes)
    ratings.coefficients = coefficients
    return ratings
  }
}
