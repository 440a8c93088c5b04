import Foundation
import Randomness

/// The Bradley-Terry model: every item has a strength, and strength decides the odds.
///
///     P(i beats j) = p_i / (p_i + p_j)
///
/// Bradley & Terry 1952, doi:10.2307/2334029. Strengths are estimated by maximum likelihood with the
/// MM algorithm of Hunter 2004, doi:10.1214/aos/1079120141, eq. 3:
///
///     p_i ← W_i / Σ_j N_ij / (p_i + p_j)
///
/// W_i are the points of i (a draw is half a point to either), N_ij the matches of i and j. The order
/// of the matches does not matter. The estimate is finite exactly when every item scores, over some
/// chain of others, against every other (Hunter's assumption 1).
public struct BradleyTerry: Sendable, Hashable, Codable {
  /// Stops when no log-strength changes by more in an iteration, in nats, > 0.
  public var tolerance: Double
  /// Gives up after so many iterations, at least 1.
  public var iterationLimit: Int

  /// A way of fitting; the parameters are the properties of the same names.
  public init(tolerance: Double = 1e-9, iterationLimit: Int = 100_000) {
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
  }

  /// The strengths that make these matches most likely.
  ///
  /// - Parameters:
  ///   - matches: between items in 0..<itemCount, in any order.
  ///   - itemCount: at least 1.
  public func fit(_ matches: [Match], itemCount: Int) throws(RatingError) -> BradleyTerryFit {
    let table = ScoreTable(matches, itemCount: itemCount)
    guard !table.pairs.isEmpty else { throw .noMatches }
    if let weak = table.itemsThatNeverScore() { throw .neverScoring(items: weak) }

    var logStrengths = [Double](repeating: 0, count: itemCount)
    var strengths = logStrengths.map(exp)
    var change = Double.infinity
    for iteration in 1...iterationLimit {
      var denominators = [Double](repeating: 0, count: itemCount)
      for pair in table.pairs {
        let share = pair.matches / (strengths[pair.low] + strengths[pair.high])
        denominators[pair.low] += share
        denominators[pair.high] += share
      }
      let fresh = Self.centred(zip(table.points, denominators).map { log($0 / $1) })
      change = zip(fresh, logStrengths).map { abs($0 - $1) }.max() ?? 0
      logStrengths = fresh
      strengths = fresh.map(exp)
      if change < tolerance {
        return BradleyTerryFit(
          logStrengths: logStrengths,
          logLikelihood: Self.logLikelihood(matches, logStrengths: logStrengths),
          iterations: iteration)
      }
    }
    throw .notConverged(change: change, iterations: iterationLimit)
  }

  /// Intervals for the strengths, by refitting to matches drawn with replacement.
  ///
  /// The percentile bootstrap of Efron 1979, doi:10.1214/aos/1176344552. A draw in which some items
  /// never score has no finite estimate and is left out, so with few matches the intervals are
  /// too short for items near the ends; `resamplesUsed` tells.
  ///
  /// - Parameters:
  ///   - confidence: the share of the refits that an interval covers, in 0..<1.
  ///   - resamples: how many draws, at least 1.
  ///   - stream: draw r comes from `stream.child(r)`.
  /// - Throws: as ``fit(_:itemCount:)``; ``RatingError/noUsableResample(of:)``.
  public func bootstrapIntervals(
    _ matches: [Match], itemCount: Int, confidence: Double = 0.95, resamples: Int = 200,
    using stream: RandomStream
  ) throws(RatingError) -> (intervals: [StrengthInterval], resamplesUsed: Int) {
    _ = try fit(matches, itemCount: itemCount)
    var samples = [[Double]](repeating: [], count: itemCount)
    for resample in 0..<resamples {
      var luck = stream.child(resample)
      let drawn = matches.map { _ in matches[luck.uniform(below: matches.count)] }
      do {
        let fit = try fit(drawn, itemCount: itemCount)
        for item in 0..<itemCount { samples[item].append(fit.logStrengths[item]) }
      } catch .neverScoring, .noMatches {
        continue
      }
    }
    let used = samples.first?.count ?? 0
    guard used > 0 else { throw .noUsableResample(of: resamples) }
    let tail = (1 - confidence) / 2
    return (
      samples.map { sample in
        let sorted = sample.sorted()
        return StrengthInterval(
          low: Self.quantile(sorted, tail), high: Self.quantile(sorted, 1 - tail))
      }, used
    )
  }

  /// Σ w · [s · log P(first) + (1 − s) · log P(second)], in nats.
  static func logLikelihood(_ matches: [Match], logStrengths: [Double]) -> Double {
    matches.reduce(0) { sum, match in
      let gap = logStrengths[match.first] - logStrengths[match.second]
      // log σ(x) = min(x, 0) − log(1 + e^−|x|); one call serves both sides.
      let common = log1p(exp(-abs(gap)))
      let logWin = min(gap, 0) - common
      let logLoss = min(-gap, 0) - common
      return sum + match.weight * (match.score * logWin + (1 - match.score) * logLoss)
    }
  }

  private static func centred(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.map { $0 - mean }
  }

  /// Linear between order statistics (Hyndman & Fan's type 7).
  private static func quantile(_ sorted: [Double], _ probability: Double) -> Double {
    let position = probability * Double(sorted.count - 1)
    let below = Int(position)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
  }
}
