import Foundation

/// Fits strengths to a table of pairs under any link: what all paired-comparison models share.
struct PairedFit {
  let table: PairTable
  var settings: FitSettings
  /// What to call each covariate of the table.
  var covariateNames: [String] = []
  /// Whether items have strengths at all.
  var hasStrengths = true
  /// Whether standard errors are wanted; they cost a dense inverse.
  var wantsCovariance = false

  /// Above so many parameters a dense inverse takes seconds and is left out.
  static let covarianceLimit = 3_000

  /// The fit under a link.
  func fit<Link: PairLink>(_ link: Link.Type) throws(RatingError) -> StrengthFit {
    var ridge = settings.ridge
    var notes: [String] = []
    if ridge == 0, hasStrengths, let weak = table.itemsThatNeverScore() {
      guard case .ridge(let enough) = settings.separation else {
        throw .neverScoring(items: weak)
      }
      ridge = enough
      notes.append(
        "regularised: a ridge of \(enough), because \(weak.count) of \(table.itemCount) items "
          + "never scored against the rest; their scores hang on it")
    }
    do {
      return try fit(link, ridge: ridge, notes: notes)
    } catch .unbounded(let parameter) {
      guard ridge == 0, case .ridge(let enough) = settings.separation else {
        throw .unbounded(parameter: parameter)
      }
      notes.append("regularised: a ridge of \(enough), because \(parameter) grew without bound")
      return try fit(link, ridge: enough, notes: notes)
    }
  }

  private func fit<Link: PairLink>(
    _ link: Link.Type, ridge: Double, notes: [String]
  ) throws(RatingError) -> StrengthFit {
    var likelihood = PairedLikelihood<Link>(
      table, hasStrengths: hasStrengths, ridge: ridge, covariateNames: covariateNames)
    let newton = NewtonMaximizer(
      tolerance: settings.tolerance, iterationLimit: settings.iterationLimit)
    let (parameters, iterations) = try newton.maximize(&likelihood, from: start(link))
    let items = likelihood.itemCount
    try refuseRunaways(Array(parameters[items..<items + table.covariateCount]))
    var result = StrengthFit(
      logStrengths: hasStrengths
        ? Array(parameters[..<items]) : Array(repeating: 0, count: table.itemCount),
      logLikelihood: likelihood.value(at: parameters), iterations: iterations, ridge: ridge,
      notes: notes)
    if Link.hasShape { result.tieParameter = parameters.last.map { exp($0) } }
    var errors: SymmetricMatrix?
    if wantsCovariance {
      if likelihood.parameterCount <= Self.covarianceLimit {
        let inverse = try newton.covariance(likelihood)
        errors =
          settings.intervals == .information
          ? inverse : inverse.sandwiching(likelihood.slopeProducts(at: parameters))
      } else {
        result.notes.append(
          "no intervals: above \(Self.covarianceLimit) items they are left out for their cost")
      }
    }
    if hasStrengths { result.covariance = errors.map { StrengthCovariance(matrix: $0) } }
    result.coefficients = covariateNames.indices.map { k in
      FittedCoefficient(
        name: covariateNames[k], value: parameters[items + k],
        standardError: errors.map { max(0, $0[items + k, items + k]).squareRoot() })
    }
    return result
  }

  /// Strengths as if every opponent were average, and the shape of equals that tie as often.
  private func start<Link: PairLink>(_ link: Link.Type) -> [Double] {
    var start: [Double] = []
    if hasStrengths {
      start = zip(table.points, table.totals).map { log(($0 + 0.5) / ($1 - $0 + 0.5)) }
      let mean = start.reduce(0, +) / Double(max(start.count, 1))
      start = start.map { $0 - mean }
    }
    start += Array(repeating: 0, count: table.covariateCount)
    if Link.hasShape {
      let (ties, all) = (
        table.ties.reduce(0, +), (0..<table.count).reduce(0) { $0 + table.weight($1) }
      )
      let share = ties / all
      start.append(
        Link.self == RaoKupperLink.self ? 2 * atanh(share) : log(2 * share / (1 - share)))
    }
    return start
  }

  /// A covariate whose every step fits better ends where the slope has shrunk to nothing.
  private func refuseRunaways(_ coefficients: [Double]) throws(RatingError) {
    for (k, coefficient) in coefficients.enumerated() {
      let largest = (0..<table.count).reduce(0.0) {
        max($0, abs(table.covariates[$1 * table.covariateCount + k]))
      }
      if abs(coefficient) * largest > 20 { throw .unbounded(parameter: covariateNames[k]) }
    }
  }
}
