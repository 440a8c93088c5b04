import SandboxCore
import Statistics

/// Where the arms of a run lie between a best and a worst one, and what difference could have been seen.
///
///     index = (best − arm) / (best − worst)
///
/// is 0 for an arm as good as the best and 1 for one as bad as the worst, at each level of the pipeline:
/// how much of people's errors reaches the labels, the reward model, the policy. Its interval is
/// Fieller's over paired replications (``Statistics/Estimate/ratio(of:over:confidence:)``).
public struct Sensitivity: Sendable, Hashable {
  /// The metrics in which arms are placed, with a short name each, in the order of the pipeline.
  public static let metrics = [
    (name: "labels", key: "label_accuracy"),
    (name: "reward model", key: "reward_model_accuracy"),
    (name: "policy", key: policyMetric),
  ]
  /// The metric in which a difference must be visible in the end.
  public static let policyMetric = "gold_reward"
  /// A claim is insensitive when even this share of the range could have gone unseen.
  public static let largestBlindShare = 1.0 / 3

  /// One metric.
  public struct Level: Sendable, Hashable {
    /// `labels`, `reward model` or `policy`.
    public var name: String
    /// The metric's name.
    public var metric: String
    /// best − worst, paired by replication.
    public var range: Estimate
    /// The index of each arm in `Sensitivity.arms`; `nil` where it was not measured in two replications, or
    /// nothing can be placed.
    public var indices: [Estimate?]

    /// Whether best and worst can be told apart: without that nothing can be placed between them.
    public var isPlaceable: Bool { range.interval.map { !$0.contains(0) } ?? false }
  }

  /// The arm with index 0.
  public var best: String
  /// The arm with index 1.
  public var worst: String
  /// The arms that are placed: all others of their world, in the order of the run.
  public var arms: [String]
  /// The levels that best and worst measure.
  public var levels: [Level]
  /// The smallest difference of gold reward between two arms of a run like this that a two-sided test
  /// at 5 % sees in 80 % of runs, from the standard deviation of differences pooled over all pairs of
  /// arms; `nil` where replications are too few, or all agree.
  public var detectable: Double?

  /// The smallest visible difference as a share of the range of gold reward; `nil` where the two ends
  /// cannot be told apart.
  public var share: Double? {
    guard let level = policyLevel, level.isPlaceable else { return nil }
    return detectable.map { $0 / abs(level.range.mean) }
  }

  private var policyLevel: Level? { levels.first { $0.metric == Self.policyMetric } }

  /// Whether a claim about the gold reward of two arms on the scale is open only because even a third of
  /// the range could have gone unseen.
  func isBlind(to hypothesis: Hypothesis, _ record: HypothesisRecord) -> Bool {
    guard case .difference(let left, let right?) = hypothesis.effect,
      record.verdict == Verdict.inconclusive.rawValue, let detectable = record.detectable,
      let level = policyLevel,
      [left, right].allSatisfy({ quantity in
        quantity.metric == Self.policyMetric
          && ([best, worst] + arms).contains(quantity.arm)
      })
    else { return false }
    // Where best and worst cannot be told apart the range is small, if not negative.
    return detectable > max(0, level.range.mean) * Self.largestBlindShare
  }
}

extension Sensitivity {
  /// Places arms; `nil` where one of the ends left nothing to measure.
  init?(of records: [ArmRecord], on scale: Experiment.Scale) {
    func record(_ name: String) -> ArmRecord? { records.first { $0.arm.name == name } }
    guard let best = record(scale.best), let worst = record(scale.worst) else { return nil }
    let others = records.filter { record in
      ![scale.best, scale.worst].contains(record.arm.name)
        && record.arm.settings.world.name == best.arm.settings.world.name
    }
    (self.best, self.worst, arms) = (scale.best, scale.worst, others.map(\.arm.name))
    levels = Self.metrics.compactMap { name, key in
      let (best, worst) = (best.byNumber(key), worst.byNumber(key))
      let range = best.minus(worst)
      guard !range.isEmpty else { return nil }
      let indices = others.map { other -> Estimate? in
        let loss = best.minus(other.byNumber(key))
        let numbers = range.keys.filter { loss[$0] != nil }.sorted()
        return Estimate.ratio(
          of: numbers.compactMap { loss[$0] }, over: numbers.compactMap { range[$0] })
      }
      return Level(name: name, metric: key, range: Estimate(of: range.inOrder), indices: indices)
    }
    guard !levels.isEmpty else { return nil }
    detectable = Self.detectable(
      in: ([best, worst] + others).map { $0.byNumber(Self.policyMetric) })
  }

  /// From the pooled variance of the paired differences of all pairs of arms, for the pair with the
  /// fewest replications.
  private static func detectable(in values: [[Int: Double]]) -> Double? {
    var (squares, freedom, fewest) = (0.0, 0, Int.max)
    for (index, first) in values.enumerated() {
      for second in values[(index + 1)...] {
        let differences = first.minus(second).inOrder
        guard differences.count >= 2 else { continue }
        let deviation = standardDeviation(of: differences)
        squares += deviation * deviation * Double(differences.count - 1)
        freedom += differences.count - 1
        fewest = min(fewest, differences.count)
      }
    }
    guard squares > 0 else { return nil }
    return detectableDifference(deviation: (squares / Double(freedom)).squareRoot(), count: fewest)
  }
}

extension ArmRecord {
  /// A metric by the number of the replication.
  fileprivate func byNumber(_ metric: String) -> [Int: Double] {
    let pairs = replications.compactMap { record in
      record.value(of: metric).map { (record.number, $0) }
    }
    return Dictionary(pairs) { first, _ in first }
  }
}

extension [Int: Double] {
  /// The differences of what both have.
  fileprivate func minus(_ other: [Int: Double]) -> [Int: Double] {
    reduce(into: [:]) { result, pair in
      result[pair.key] = other[pair.key].map { pair.value - $0 }
    }
  }

  /// The values by ascending key: sums depend on the order.
  fileprivate var inOrder: [Double] { sorted { $0.key < $1.key }.map(\.value) }
}
