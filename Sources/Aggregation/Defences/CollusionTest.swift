import Foundation
import Randomness

/// Pairs of workers whose answers are more alike than their accuracies explain.
///
///     P(i and j agree | class k) = p_i p_j + (1 − p_i)(1 − p_j) Σ_{l ≠ k} e_kl²
///
/// p is a worker's accuracy, e_kl the share of class l among all errors on class k, both from the
/// posterior of a method of truth inference; the expected agreement of a pair is the mean over the tasks
/// that both have labelled. The p value is the upper tail of a binomial at that mean, which is a little
/// too large where tasks differ in it (Hoeffding 1956, doi:10.1214/aoms/1177728178), and the rate of
/// false discovery is over all pairs tested. A worker's score is −log₁₀ of the least such rate among
/// its pairs. Tasks that mislead everybody alike make honest workers agree in error: look at what they
/// agreed on before accusing anybody.
public struct CollusionTest: Defence {
  /// Two workers, and what speaks for their working together.
  public struct Pair: Sendable, Hashable, Codable {
    /// The one of smaller index.
    public var first: Int
    /// The one of larger index.
    public var second: Int
    /// Tasks that both have labelled.
    public var sharedCount: Int
    /// Those on which they agree.
    public var agreeingCount: Int
    /// The share on which two such workers would agree by themselves, in 0...1.
    public var expectedAgreement: Double
    /// How probably two such workers agree at least as often.
    public var pValue: Double
    /// The share of innocent pairs to be expected among all that look at least as bad.
    public var falseDiscoveryRate: Double
  }

  /// The method that estimates truth and accuracy.
  public var method: any TruthInference
  /// Pairs that share fewer tasks are not tested, at least 1.
  public var leastShared: Int

  /// A test; the parameters are the properties of the same names.
  public init(method: any TruthInference = DawidSkene(errors: .oneCoin), leastShared: Int = 8) {
    precondition(leastShared >= 1, "collusion: pairs that share \(leastShared) tasks")
    self.method = method
    self.leastShared = leastShared
  }

  /// The name on the command line.
  public let name = "collusion"
  /// Whom it suspects.
  public let summary = "Suspects those whose answers are more alike than their accuracies explain."
  /// What it takes for granted.
  public let assumptions =
    "Honest workers err independently; tasks of a class are equally misleading; most are honest."
  /// What the data must be like.
  public let needs = "Pairs of workers that share a few dozen tasks."

  /// What speaks against each worker; see the protocol.
  public func suspicions(
    of table: LabelTable, using stream: RandomStream
  ) throws(AggregationError) -> [Suspicion?] {
    var worst = [Pair?](repeating: nil, count: table.workerCount)
    for pair in try pairs(of: table, using: stream) {
      for worker in [pair.first, pair.second]
      where pair.pValue < worst[worker]?.pValue ?? .infinity { worst[worker] = pair }
    }
    return worst.enumerated().map { worker, pair in
      pair.map {
        let other = $0.first == worker ? $0.second : $0.first
        let expected = ($0.expectedAgreement * Double($0.sharedCount)).rounded()
        return Suspicion(
          worker: worker, score: -log10(max($0.falseDiscoveryRate, 1e-300)), pValue: $0.pValue,
          falseDiscoveryRate: $0.falseDiscoveryRate, evidenceCount: $0.sharedCount,
          reason:
            "answered like worker \(other) on \($0.agreeingCount) of \($0.sharedCount) tasks, "
            + "where about \(Int(expected)) were to be expected")
      }
    }
  }

  /// Every pair that shares enough tasks, by ascending p value.
  public func pairs(
    of table: LabelTable, using stream: RandomStream
  ) throws(AggregationError) -> [Pair] {
    let estimate = try method.infer(table, using: stream)
    let errorMatch = Self.errorMatch(table, estimate)
    let accuracy = estimate.reliability.map { $0?.mean ?? 0 }
    let index = table.byWorker
    var pairs: [Pair] = []
    var shared = [Int](repeating: 0, count: table.workerCount)
    var agreeing = shared
    var match = [Double](repeating: 0, count: table.workerCount)
    for worker in 0..<table.workerCount {
      var partners: [Int] = []
      for place in index.places[index.starts[worker]..<index.starts[worker + 1]].map({ Int($0) }) {
        let task = Int(index.tasks[place])
        for other in table.starts[task]..<table.starts[task + 1] {
          let partner = Int(table.workers[other])
          guard partner > worker else { continue }
          if shared[partner] == 0 { partners.append(partner) }
          shared[partner] += 1
          match[partner] += errorMatch[task]
          if table.labels[other] == table.labels[place] { agreeing[partner] += 1 }
        }
      }
      for partner in partners.sorted() {
        defer { (shared[partner], agreeing[partner], match[partner]) = (0, 0, 0) }
        guard shared[partner] >= leastShared else { continue }
        let both = accuracy[worker] * accuracy[partner]
        let neither = (1 - accuracy[worker]) * (1 - accuracy[partner])
        let expected = min(1, both + neither * match[partner] / Double(shared[partner]))
        pairs.append(
          Pair(
            first: worker, second: partner, sharedCount: shared[partner],
            agreeingCount: agreeing[partner], expectedAgreement: expected,
            pValue: BinomialTail.upper(
              agreeing[partner], of: shared[partner], probability: expected),
            falseDiscoveryRate: 1))
      }
    }
    for (place, rate) in benjaminiHochberg(pairs.map(\.pValue)).enumerated() {
      pairs[place].falseDiscoveryRate = rate
    }
    return pairs.sorted { ($0.pValue, $0.first, $0.second) < ($1.pValue, $1.first, $1.second) }
  }

  /// For each task, how probably two errors on it are the same: Σ_k P(k) Σ_{l ≠ k} e_kl².
  private static func errorMatch(_ table: LabelTable, _ estimate: TruthEstimate) -> [Double] {
    let classes = table.classCount
    var errors = [Double](repeating: 0, count: classes * classes)
    for task in 0..<table.taskCount {
      for place in table.starts[task]..<table.starts[task + 1] {
        let label = Int(table.labels[place])
        for truth in 0..<classes where truth != label {
          errors[truth * classes + label] += estimate.probabilities[task, truth]
        }
      }
    }
    let matches = (0..<classes).map { truth in
      let row = errors[(truth * classes)..<((truth + 1) * classes)]
      let total = row.reduce(0, +)
      return total > 0 ? row.reduce(0) { $0 + ($1 / total) * ($1 / total) } : 1
    }
    return (0..<table.taskCount).map { task in
      zip(matches, estimate.posterior(of: task)).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }
}
