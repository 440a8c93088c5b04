import CGSL
import Foundation
import Testing

/// Maximum likelihood by the scores of single observations: no knowledge of any simulator in it.
///
///     θ ← θ + I⁻¹ Σ_i s_i,   s_i = ∂ log P(y_i; θ) / ∂θ,   I = Σ_i s_i s_iᵀ
///
/// Berndt, Hall, Hall & Hausman 1974. I estimates the information; standard errors are √diag(I⁻¹).
struct LikelihoodFit {
  /// θ where the likelihood is greatest.
  private(set) var estimates: [Double]
  /// Of each estimate.
  private(set) var standardErrors: [Double] = []

  /// Climbs from a start.
  ///
  /// - Parameter logLikelihood: of observation i, in 0..<count, at θ; −∞ is never to be returned.
  init(count: Int, start: [Double], logLikelihood: (Int, [Double]) -> Double) {
    estimates = start
    var total = Self.total(count, start, logLikelihood)
    for _ in 0..<60 {
      let (score, information) = Self.scores(count, estimates, logLikelihood)
      let (step, errors) = Self.solved(information, score)
      standardErrors = errors
      var scale = 1.0
      var next = estimates
      var value = -Double.infinity
      while scale > 1e-4 {
        next = zip(estimates, step).map { $0 + scale * $1 }
        value = Self.total(count, next, logLikelihood)
        if value >= total { break }
        scale /= 2
      }
      guard value >= total else { return }
      estimates = next
      total = value
      if zip(step, errors).allSatisfy({ abs($0) < 1e-4 * $1 }) { return }
    }
    Issue.record("the likelihood has no summit near \(estimates)")
  }

  private static func total(
    _ count: Int, _ theta: [Double], _ logLikelihood: (Int, [Double]) -> Double
  ) -> Double {
    (0..<count).reduce(0) { $0 + logLikelihood($1, theta) }
  }

  /// Central differences; their error is far below a standard error.
  private static func scores(
    _ count: Int, _ theta: [Double], _ logLikelihood: (Int, [Double]) -> Double
  ) -> (score: [Double], information: [Double]) {
    let width = theta.count
    let steps = theta.map { 1e-5 * max(1, abs($0)) }
    func moved(_ sign: Double) -> [[Double]] {
      theta.indices.map { place in
        var moved = theta
        moved[place] += sign * steps[place]
        return moved
      }
    }
    let (above, below) = (moved(1), moved(-1))
    var score = [Double](repeating: 0, count: width)
    var information = [Double](repeating: 0, count: width * width)
    var one = score
    for i in 0..<count {
      for k in 0..<width {
        one[k] = (logLikelihood(i, above[k]) - logLikelihood(i, below[k])) / (2 * steps[k])
        score[k] += one[k]
      }
      for j in 0..<width {
        for k in 0..<width { information[j * width + k] += one[j] * one[k] }
      }
    }
    return (score, information)
  }

  private static func solved(
    _ matrix: [Double], _ vector: [Double]
  ) -> (solution: [Double], errors: [Double]) {
    let width = vector.count
    var (matrix, solution) = (matrix, vector)
    matrix.withUnsafeMutableBufferPointer { matrix in
      var view = gsl_matrix_view_array(matrix.baseAddress, width, width)
      gsl_linalg_cholesky_decomp1(&view.matrix)
      solution.withUnsafeMutableBufferPointer { solution in
        var right = gsl_vector_view_array(solution.baseAddress, width)
        gsl_linalg_cholesky_svx(&view.matrix, &right.vector)
      }
      gsl_linalg_cholesky_invert(&view.matrix)
    }
    return (solution, (0..<width).map { matrix[$0 * width + $0].squareRoot() })
  }
}

/// Whether an estimate lies within three of its standard errors of the truth.
func expectRecovered(
  _ estimate: Double, standardError: Double, _ truth: Double, _ what: String = "the setting",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(standardError > 0 && standardError.isFinite, sourceLocation: sourceLocation)
  let distance = (estimate - truth) / standardError
  #expect(
    abs(distance) <= 3,
    "\(what) \(truth) came out as \(estimate), \(distance) standard errors away",
    sourceLocation: sourceLocation)
}

/// Whether every estimate of a fit lies within three standard errors of the truth.
func expectRecovered(
  _ fit: LikelihoodFit, _ truth: [Double], sourceLocation: SourceLocation = #_sourceLocation
) {
  for place in truth.indices {
    expectRecovered(
      fit.estimates[place], standardError: fit.standardErrors[place], truth[place],
      "parameter \(place)", sourceLocation: sourceLocation)
  }
}
