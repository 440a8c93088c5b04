/// How well a score tells two classes apart, such as trolls from honest workers, at every threshold.
///
/// The area is the probability that a positive drawn at random has a higher score than a negative, a tie counting half (Hanley & McNeil 1982, doi:10.1148/radiology.143.1.7063747): ½ for a coin.
public struct RocCurve: Sendable, Hashable, Codable {
  /// What happens when everything at or above a score is called positive.
  public struct Point: Sendable, Hashable, Codable {
    /// The score; `nil` at the start, where nothing is.
    public var threshold: Double?
    /// The share of negatives that are called positive.
    public var falsePositiveRate: Double
    /// The share of positives that are.
    public var truePositiveRate: Double
  }

  /// From (0, 0) to (1, 1), one for each score that occurs.
  public var points: [Point]
  /// The area under the curve, in 0...1.
  public var area: Double

  /// The curve of some scores.
  ///
  /// - Parameters:
  ///   - scores: the larger, the more likely positive; `nil` counts as less than any number.
  ///   - isPositive: which are; as many as there are scores.
  /// - Returns: `nil` unless there are both kinds.
  public init?(scores: [Double?], isPositive: [Bool]) {
    precondition(
      scores.count == isPositive.count, "\(scores.count) scores, \(isPositive.count) classes")
    let positives = Double(isPositive.count { $0 })
    let negatives = Double(isPositive.count) - positives
    guard positives > 0, negatives > 0 else { return nil }
    let ranked = zip(scores, isPositive).map { (score: $0 ?? -.infinity, isPositive: $1) }
      .sorted { $0.score > $1.score }
    points = [Point(threshold: nil, falsePositiveRate: 0, truePositiveRate: 0)]
    area = 0
    var (called, mistaken) = (0.0, 0.0)
    for (place, entry) in ranked.enumerated() {
      if entry.isPositive { called += 1 } else { mistaken += 1 }
      guard place + 1 == ranked.count || ranked[place + 1].score < entry.score else { continue }
      let last = points[points.count - 1]
      let point = Point(
        threshold: entry.score.isFinite ? entry.score : nil,
        falsePositiveRate: mistaken / negatives,
        truePositiveRate: called / positives)
      area +=
        (point.falsePositiveRate - last.falsePositiveRate)
        * (point.truePositiveRate + last.truePositiveRate) / 2
      points.append(point)
    }
  }
}
