import Foundation
import Statistics

extension OrdinalModel {
  /// The most levels of a scale.
  static var levelLimit: Int { 25 }

  /// The mode of the marginal posterior, as an estimate; severities have mean 0.
  ///
  /// - Parameters:
  ///   - tolerance: stops when steps gain less than this for each rating, in nats.
  ///   - centresThresholds: whether the thresholds, too, are brought to mean 0, and qualities with them.
  static func fit(
    _ table: RatingTable, priors: OrdinalPriors, method: String, tolerance: Double,
    iterationLimit: Int, centresThresholds: Bool
  ) throws(AggregationError) -> QualityEstimate {
    try table.requireRatings(for: method)
    guard table.levels.count > 1 else { throw .constantRatings(method: method) }
    guard table.levels.count <= levelLimit else {
      throw .tooManyLevels(method: method, count: table.levels.count, limit: levelLimit)
    }
    let model = OrdinalModel(table, priors: priors)
    let result = SquaredExtrapolation(
      tolerance: tolerance * Double(table.ratingCount), stepLimit: iterationLimit
    ).climb(
      from: model.start, step: { model.step($0, &$1) },
      confine: { far, plain in
        // Extrapolation must not disturb the order of a graded scale's thresholds.
        let thresholds = model.thresholds(far)
        if Scale.hasDiscrimination,
          zip(thresholds, thresholds.dropFirst()).contains(where: { $0 >= $1 })
        {
          for step in thresholds.indices {
            far[model.thresholdStart + step] = plain[model.thresholdStart + step]
          }
        }
      })
    guard result.logLikelihood.isFinite, result.parameters.allSatisfy({ $0.isFinite }) else {
      throw .notFinite(method: method, iteration: result.stepCount)
    }
    return model.estimate(result, centresThresholds: centresThresholds)
  }

  private func estimate(
    _ result: SquaredExtrapolation.Result, centresThresholds: Bool
  ) -> QualityEstimate {
    let parameters = result.parameters
    var isHeard = [Bool](repeating: false, count: table.raterCount)
    for rater in table.raters { isHeard[Int(rater)] = true }
    let heard = Double(max(1, isHeard.count { $0 }))
    let severity = zip(parameters, isHeard).reduce(0) { $0 + ($1.1 ? $1.0 : 0) } / heard
    // η = quality − severity − threshold stays as it is.
    var thresholds = thresholds(parameters).map { $0 + severity }
    let centre = centresThresholds ? thresholds.reduce(0, +) / Double(thresholds.count) : 0
    thresholds = thresholds.map { $0 - centre }

    let expectation = expect(parameters)
    let isRated = (0..<table.unitCount).map { !table.places(of: $0).isEmpty }
    var estimate = QualityEstimate(
      quality: isRated.indices.map { isRated[$0] ? expectation.means[$0] - centre : nil },
      standardErrors: isRated.indices.map {
        isRated[$0] ? expectation.variances[$0].squareRoot() : nil
      }, of: table)
    estimate.raterParameters = [
      ModelParameter(
        name: "severity",
        values: isHeard.indices.map { isHeard[$0] ? parameters[$0] - severity : nil })
    ]
    if Scale.hasDiscrimination {
      estimate.raterParameters.append(
        ModelParameter(
          name: "discrimination",
          values: isHeard.indices.map { isHeard[$0] ? discrimination($0, parameters) : nil }))
    }
    estimate.thresholds = thresholds
    estimate.logLikelihood = expectation.logLikelihood
    estimate.iterationCount = result.stepCount
    estimate.hasConverged = result.hasConverged
    if !result.hasConverged {
      estimate.notes.append(
        "The density still rose after \(result.stepCount) steps; raise the iteration limit.")
    }
    return estimate
  }
}
