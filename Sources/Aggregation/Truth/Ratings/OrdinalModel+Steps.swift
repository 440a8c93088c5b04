import CGSL
import Foundation
import Statistics

extension OrdinalModel {
  private static var longestStep: Double { 1 }

  /// Replaces the second by a better point, and returns the log-density of the first.
  ///
  /// A step of EM whose maximisation is one step of Newton's method in the parameters of each rater,
  /// and then one in the thresholds: the gradient form of Lange 1995,
  /// doi:10.1111/j.2517-6161.1995.tb02037.x.
  func step(_ parameters: [Double], _ next: inout [Double]) -> Double {
    for index in parameters.indices { next[index] = parameters[index] }
    let expectation = expect(parameters)
    improveRaters(parameters, &next, expectation.counts)
    improveThresholds(&next, expectation.counts)
    if let spreadPlace {
      var square = 0.0
      var rated = 0.0
      for unit in 0..<table.unitCount where !table.places(of: unit).isEmpty {
        square += expectation.means[unit] * expectation.means[unit] + expectation.variances[unit]
        rated += 1
      }
      // Kept where the nodes can represent it.
      next[spreadPlace] = min(log(3.0), max(log(0.1), log(square / rated) / 2))
    }
    return expectation.logLikelihood + logPrior(parameters)
  }

  private func improveRaters(_ given: [Double], _ parameters: inout [Double], _ counts: [Double]) {
    let severityPrecision = 1 / (priors.severity * priors.severity)
    let sharpnessPrecision = 1 / (priors.logDiscrimination * priors.logDiscrimination)
    var slopes = given[..<thresholdStart].enumerated().map { index, value in
      -value * (index < discriminationStart ? severityPrecision : sharpnessPrecision)
    }
    var curvatures = slopes.indices.map {
      $0 < discriminationStart ? severityPrecision : sharpnessPrecision
    }
    visitNodes(given) { rater, node, _, evaluation in
      let row = (rater * nodes.count + node) * levelCount
      for level in 0..<levelCount where counts[row + level] > 0 {
        slopes[rater] -= counts[row + level] * evaluation.slopes[level]
        curvatures[rater] += counts[row + level] * evaluation.curvatures[level]
        if Scale.hasDiscrimination {
          let slope = evaluation.discriminationSlopes[level]
          slopes[discriminationStart + rater] += counts[row + level] * slope
          curvatures[discriminationStart + rater] += counts[row + level] * slope * slope
        }
      }
    }
    for index in slopes.indices {
      let change = slopes[index] / curvatures[index]
      parameters[index] += min(Self.longestStep, max(-Self.longestStep, change))
    }
  }

  private func improveThresholds(_ parameters: inout [Double], _ counts: [Double]) {
    let given = thresholds(parameters)
    let precision = 1 / (priors.thresholds * priors.thresholds)
    var slopes = given.map { -$0 * precision }
    var information = [Double](repeating: 0, count: given.count * given.count)
    for step in given.indices { information[step * given.count + step] = precision }
    visitNodes(parameters) { rater, node, discrimination, evaluation in
      let row = (rater * nodes.count + node) * levelCount
      Scale.addThresholdSlopes(
        evaluation, discrimination: discrimination, counts: counts[row..<(row + levelCount)],
        slopes: &slopes, information: &information)
    }
    let change = Self.solve(information, slopes)
    // A graded scale needs its thresholds in order; a part of a step is an improvement too.
    var share = min(1, Self.longestStep / max(1e-300, change.map { abs($0) }.max() ?? 0))
    for _ in 0..<40 {
      let moved = zip(given, change).map { $0 + share * $1 }
      if !Scale.hasDiscrimination || zip(moved, moved.dropFirst()).allSatisfy({ $0 < $1 }) {
        for step in given.indices { parameters[thresholdStart + step] = moved[step] }
        return
      }
      share /= 2
    }
  }

  private func logPrior(_ parameters: [Double]) -> Double {
    func density(_ range: Range<Int>, _ spread: Double) -> Double {
      range.reduce(0) { $0 - parameters[$1] * parameters[$1] / (2 * spread * spread) }
    }
    return density(0..<discriminationStart, priors.severity)
      + density(discriminationStart..<thresholdStart, priors.logDiscrimination)
      + density(thresholdStart..<(thresholdStart + levelCount - 1), priors.thresholds)
  }

  /// The solution of a symmetric positive system, by Cholesky's decomposition.
  private static func solve(_ matrix: [Double], _ right: [Double]) -> [Double] {
    var matrix = matrix
    var solution = right
    let count = right.count
    matrix.withUnsafeMutableBufferPointer { matrix in
      solution.withUnsafeMutableBufferPointer { solution in
        guard let first = matrix.baseAddress, let values = solution.baseAddress else { return }
        var system = gsl_matrix_view_array(first, count, count)
        var vector = gsl_vector_view_array(values, count)
        gsl_linalg_cholesky_decomp1(&system.matrix)
        gsl_linalg_cholesky_svx(&system.matrix, &vector.vector)
      }
    }
    return solution
  }
}
