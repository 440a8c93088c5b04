import Foundation

/// What a rating model says at one quality about every level of the scale: its probability, and how
/// that depends on each parameter. Levels are counted from 0.
struct ScaleEvaluation {
  /// log P(level).
  var logProbabilities: [Double]
  /// d/dη of it, η being quality less severity.
  var slopes: [Double]
  /// −d²/dη² of it, ≥ 0.
  var curvatures: [Double]
  /// d/d log a of it; 0 where there is no discrimination.
  var discriminationSlopes: [Double]
  /// P(rating ≥ level); one more than there are levels, the last of them 0.
  var above: [Double]

  init(levelCount: Int) {
    logProbabilities = Array(repeating: 0, count: levelCount)
    slopes = logProbabilities
    curvatures = logProbabilities
    discriminationSlopes = logProbabilities
    above = Array(repeating: 0, count: levelCount + 1)
    above[0] = 1
  }
}

/// How a quality becomes a rating on a scale of several levels.
protocol OrdinalScale {
  /// Whether raters differ in discrimination.
  static var hasDiscrimination: Bool { get }

  /// Fills an evaluation.
  static func evaluate(
    _ eta: Double, discrimination: Double, thresholds: [Double], into result: inout ScaleEvaluation)

  /// Adds d log P / d threshold of so many ratings of each level, and their information, a square
  /// matrix of as many rows as there are thresholds.
  static func addThresholdSlopes(
    _ evaluation: ScaleEvaluation, discrimination: Double, counts: ArraySlice<Double>,
    slopes: inout [Double], information: inout [Double])
}

extension OrdinalScale {
  /// P(level) of every level.
  static func probabilities(
    _ eta: Double, discrimination: Double, thresholds: [Double]
  ) -> [Double] {
    var result = ScaleEvaluation(levelCount: thresholds.count + 1)
    evaluate(eta, discrimination: discrimination, thresholds: thresholds, into: &result)
    return result.logProbabilities.map { exp($0) }
  }
}

/// log P_k/P_{k−1} = η − F_k.
enum PartialCreditScale: OrdinalScale {
  static let hasDiscrimination = false

  static func evaluate(
    _ eta: Double, discrimination: Double, thresholds: [Double], into result: inout ScaleEvaluation
  ) {
    let levels = thresholds.count + 1
    result.logProbabilities[0] = 0
    for level in 1..<levels {
      result.logProbabilities[level] =
        result.logProbabilities[level - 1] + eta - thresholds[level - 1]
      result.above[level] = result.logProbabilities[level]
    }
    result.above[0] = 0
    let logSum = normalizeExponentials(&result.above, in: 0..<levels)
    var mean = 0.0
    var square = 0.0
    for level in 0..<levels {
      mean += Double(level) * result.above[level]
      square += Double(level * level) * result.above[level]
    }
    for level in (0..<levels).reversed() {
      result.logProbabilities[level] -= logSum
      result.slopes[level] = Double(level) - mean
      result.curvatures[level] = max(0, square - mean * mean)
      result.above[level] += result.above[level + 1]
    }
  }

  /// d log P/dF_k = P(X ≥ k) − [x ≥ k]; the information is the covariance of those indicators.
  static func addThresholdSlopes(
    _ evaluation: ScaleEvaluation, discrimination: Double, counts: ArraySlice<Double>,
    slopes: inout [Double], information: inout [Double]
  ) {
    let total = counts.reduce(0, +)
    var reaching = 0.0
    for step in slopes.indices.reversed() {
      reaching += counts[counts.startIndex + step + 1]
      let above = evaluation.above[step + 1]
      slopes[step] += total * above - reaching
      for other in 0...step {
        let covariance = total * above * (1 - evaluation.above[other + 1])
        information[step * slopes.count + other] += covariance
        if other != step { information[other * slopes.count + step] += covariance }
      }
    }
  }
}

/// P(X ≥ k) = σ(a (η − b_k)).
enum GradedScale: OrdinalScale {
  static let hasDiscrimination = true
  private static let least = 1e-300

  static func evaluate(
    _ eta: Double, discrimination a: Double, thresholds: [Double],
    into result: inout ScaleEvaluation
  ) {
    for (step, threshold) in thresholds.enumerated() {
      result.above[step + 1] = 1 / (1 + exp(-a * (eta - threshold)))
    }
    for level in 0...thresholds.count {
      let (upper, lower) = (result.above[level], result.above[level + 1])
      let share = max(upper - lower, least)
      var slope = 0.0
      if level > 0 { slope += upper * (1 - upper) * (eta - thresholds[level - 1]) }
      if level < thresholds.count { slope -= lower * (1 - lower) * (eta - thresholds[level]) }
      result.logProbabilities[level] = log(share)
      result.slopes[level] = a * (1 - upper - lower)
      result.curvatures[level] = a * a * (upper * (1 - upper) + lower * (1 - lower))
      result.discriminationSlopes[level] = a * slope / share
    }
  }

  /// The information is estimated by squares of slopes (Berndt, Hall, Hall & Hausman 1974).
  static func addThresholdSlopes(
    _ evaluation: ScaleEvaluation, discrimination a: Double, counts: ArraySlice<Double>,
    slopes: inout [Double], information: inout [Double]
  ) {
    let steps = slopes.count
    for level in 0...steps {
      let count = counts[counts.startIndex + level]
      guard count > 0 else { continue }
      let (upper, lower) = (evaluation.above[level], evaluation.above[level + 1])
      let share = max(upper - lower, least)
      let left = -a * upper * (1 - upper) / share
      let right = a * lower * (1 - lower) / share
      if level > 0 {
        slopes[level - 1] += count * left
        information[(level - 1) * steps + level - 1] += count * left * left
      }
      if level < steps {
        slopes[level] += count * right
        information[level * steps + level] += count * right * right
      }
      if level > 0, level < steps {
        information[(level - 1) * steps + level] += count * left * right
        information[level * steps + level - 1] += count * left * right
      }
    }
  }
}
