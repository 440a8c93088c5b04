/// How well a score tells trolls from honest workers, at every threshold.
///
/// The area is the probability that a troll drawn at random has a higher score than an honest worker,
/// a tie counting half (Hanley & McNeil 1982, doi:10.1148/radiology.143.1.7063747): ½ for a coin.
public struct RocCurve: Sendable, Hashable, Codable {
  /// What happens when everybody at or above a score is called a troll.
  public struct Point: Sendable, Hashable, Codable {
    /// The score; `nil` at the start, where nobody is called a troll.
    public var threshold: Double?
    /// The share of honest workers who are called trolls.
    public var falsePositiveRate: Double
    /// The share of trolls who are.
    public var truePositiveRate: Double
  }

  /// From (0, 0) to (1, 1), one for each score that occurs.
  public var points: [Point]
  /// The area under the curve, in 0...1.
  public var area: Double

  /// The curve of some scores.
  ///
  /// - Parameters:
  ///   - scores: the larger, the more suspicious; `nil` counts as less than any number.
  ///   - isTroll: who is one; as many as there are scores.
  /// - Returns: `nil` unless there are both trolls and honest workers.
  public init?(scores: [Double?], isTroll: [Bool]) {
    precondition(scores.count == isTroll.count, "\(scores.count) scores, \(isTroll.count) workers")
    let trolls = Double(isTroll.count { $0 })
    let honest = Double(isTroll.count) - trolls
    guard trolls > 0, honest > 0 else { return nil }
    let ranked = zip(scores, isTroll).map { (score: $0 ?? -.infinity, isTroll: $1) }
      .sorted { $0.score > $1.score }
    points = [Point(threshold: nil, falsePositiveRate: 0, truePositiveRate: 0)]
    area = 0
    var (called, mistaken) = (0.0, 0.0)
    for (place, entry) in ranked.enumerated() {
      if entry.isTroll { called += 1 } else { mistaken += 1 }
      guard place + 1 == ranked.count || ranked[place + 1].score < entry.score else { continue }
      let last = points[points.count - 1]
      let point = Point(
        threshold: entry.score.isFinite ? entry.score : nil, falsePositiveRate: mistaken / honest,
        truePositiveRate: called / trolls)
      area +=
        (point.falsePositiveRate - last.falsePositiveRate)
        * (point.truePositiveRate + last.truePositiveRate) / 2
      points.append(point)
    }
  }

  /// The curve of a defence, given who the trolls are.
  public init?(_ suspicions: [Suspicion?], isTroll: [Bool]) {
    self.init(scores: suspicions.map { $0?.score }, isTroll: isTroll)
  }
}
