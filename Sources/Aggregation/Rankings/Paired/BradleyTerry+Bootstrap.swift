import Randomness

extension BradleyTerry {
  /// Intervals for the strengths, by refitting to comparisons drawn with replacement.
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
    _ comparisons: Comparisons, confidence: Double = 0.95, resamples: Int = 200,
    using stream: RandomStream
  ) throws(RatingError) -> (intervals: [ClosedRange<Double>], resamplesUsed: Int) {
    _ = try fit(comparisons)
    var samples = [[Double]](repeating: [], count: comparisons.itemCount)
    for resample in 0..<resamples {
      var luck = stream.child(resample)
      let drawn = comparisons.rows(
        (0..<comparisons.count).map { _ in luck.uniform(below: comparisons.count) })
      do {
        let fit = try fit(drawn)
        for item in samples.indices { samples[item].append(fit.logStrengths[item]) }
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
        return Self.quantile(sorted, tail)...Self.quantile(sorted, 1 - tail)
      }, used
    )
  }

  /// Linear between order statistics (Hyndman & Fan's type 7).
  private static func quantile(_ sorted: [Double], _ probability: Double) -> Double {
    let position = probability * Double(sorted.count - 1)
    let below = Int(position)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
  }
}
