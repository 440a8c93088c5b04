import Foundation
import Statistics

/// The likelihood of a rating model with the qualities of units integrated out, and steps that raise it.
///
/// Qualities are normal around 0. Integrals over them are sums over evenly spaced nodes, which for
/// smooth densities is exact to many digits once the spacing is no wider than the posterior's standard
/// deviation. Parameters in order: the severity of each rater; the logarithm of each rater's
/// discrimination, if raters have one; the thresholds of the scale; the logarithm of the spread of
/// qualities, unless discrimination sets the scale.
struct OrdinalModel<Scale: OrdinalScale> {
  let table: RatingTable
  let priors: OrdinalPriors
  /// The qualities at which the integrands are taken.
  let nodes: [Double]

  init(_ table: RatingTable, priors: OrdinalPriors) {
    self.table = table
    self.priors = priors
    let most = (0..<table.unitCount).map { table.places(of: $0).count }.max() ?? 1
    let reach = Scale.hasDiscrimination ? 4.5 : 8.0
    let spacing = min(0.2, 0.5 / Double(max(1, most)).squareRoot())
    let side = min(200, Int((reach / spacing).rounded(.up)))
    nodes = (-side...side).map { reach * Double($0) / Double(side) }
  }

  var levelCount: Int { table.levels.count }
  var discriminationStart: Int { table.raterCount }
  var thresholdStart: Int { table.raterCount * (Scale.hasDiscrimination ? 2 : 1) }
  var spreadPlace: Int? { Scale.hasDiscrimination ? nil : thresholdStart + levelCount - 1 }
  var parameterCount: Int { thresholdStart + levelCount - (Scale.hasDiscrimination ? 1 : 0) }

  /// All 0 but the thresholds, which are the logits of how often a level is exceeded.
  var start: [Double] {
    var counts = [Double](repeating: 0.5, count: levelCount)
    for code in table.codes { counts[Int(code)] += 1 }
    let total = counts.reduce(0, +)
    var below = 0.0
    var parameters = [Double](repeating: 0, count: parameterCount)
    for step in 0..<(levelCount - 1) {
      below += counts[step]
      parameters[thresholdStart + step] = log(below / (total - below))
    }
    return parameters
  }

  func discrimination(_ rater: Int, _ parameters: [Double]) -> Double {
    Scale.hasDiscrimination ? exp(parameters[discriminationStart + rater]) : 1
  }

  func thresholds(_ parameters: [Double]) -> [Double] {
    Array(parameters[thresholdStart..<(thresholdStart + levelCount - 1)])
  }

  func spread(_ parameters: [Double]) -> Double { spreadPlace.map { exp(parameters[$0]) } ?? 1 }

  /// What the ratings lead to expect under some parameters.
  struct Expectation {
    /// How many ratings of a rater and level belong to each node: rater, node, level.
    var counts: [Double]
    /// The mean and the variance of each unit's quality.
    var means: [Double]
    var variances: [Double]
    /// Without priors, in nats.
    var logLikelihood = 0.0
  }

  /// The posterior of every unit's quality.
  func expect(_ parameters: [Double]) -> Expectation {
    let (count, levels) = (nodes.count, levelCount)
    var logProbabilities = [Double](repeating: 0, count: table.raterCount * levels * count)
    visitNodes(parameters) { rater, node, _, evaluation in
      for level in 0..<levels {
        logProbabilities[(rater * levels + level) * count + node] =
          evaluation.logProbabilities[level]
      }
    }
    var prior = nodes.map { -($0 / spread(parameters)) * ($0 / spread(parameters)) / 2 }
    normalizeExponentials(&prior, in: 0..<count)
    let logPrior = prior.map { log(max($0, 1e-300)) }

    var result = Expectation(
      counts: Array(repeating: 0, count: table.raterCount * count * levels),
      means: Array(repeating: 0, count: table.unitCount),
      variances: Array(repeating: 0, count: table.unitCount))
    var posterior = logPrior
    for unit in 0..<table.unitCount {
      let places = table.places(of: unit)
      guard !places.isEmpty else { continue }
      for node in 0..<count { posterior[node] = logPrior[node] }
      for place in places {
        let row = (Int(table.raters[place]) * levels + Int(table.codes[place])) * count
        for node in 0..<count { posterior[node] += logProbabilities[row + node] }
      }
      result.logLikelihood += normalizeExponentials(&posterior, in: 0..<count)
      var (mean, square) = (0.0, 0.0)
      for node in 0..<count {
        mean += posterior[node] * nodes[node]
        square += posterior[node] * nodes[node] * nodes[node]
      }
      result.means[unit] = mean
      result.variances[unit] = max(0, square - mean * mean)
      for place in places {
        let row = Int(table.raters[place]) * count
        let level = Int(table.codes[place])
        for node in 0..<count { result.counts[(row + node) * levels + level] += posterior[node] }
      }
    }
    return result
  }

  /// Calls with the evaluation of the scale for every rater and node.
  func visitNodes(_ parameters: [Double], _ body: (Int, Int, Double, ScaleEvaluation) -> Void) {
    let thresholds = thresholds(parameters)
    var evaluation = ScaleEvaluation(levelCount: levelCount)
    for rater in 0..<table.raterCount {
      let discrimination = discrimination(rater, parameters)
      for (node, quality) in nodes.enumerated() {
        Scale.evaluate(
          quality - parameters[rater], discrimination: discrimination, thresholds: thresholds,
          into: &evaluation)
        body(rater, node, discrimination, evaluation)
      }
    }
  }
}
