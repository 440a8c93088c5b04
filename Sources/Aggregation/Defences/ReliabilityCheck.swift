import Foundation
import Randomness

/// How probably a worker is wrong, as a method of truth inference sees it.
///
/// The score is 1 − reliability, so that those who invert come before those who toss coins. There is no
/// p value: the model already explains the worker.
public struct ReliabilityCheck: Defence {
  /// The method that estimates reliability.
  public var method: any TruthInference

  /// A check by a method; one coin a worker is what most crowds have labels enough for.
  public init(method: any TruthInference = DawidSkene(errors: .oneCoin)) {
    self.method = method
  }

  /// The name on the command line.
  public let name = "reliability"
  /// Whom it suspects.
  public let summary = "Suspects those who are often wrong by a method of truth inference."
  /// What it takes for granted.
  public var assumptions: String { method.assumptions }
  /// What the data must be like.
  public var needs: String { method.needs }

  /// What speaks against each worker; see the protocol.
  public func suspicions(
    of table: LabelTable, using stream: RandomStream
  ) throws(AggregationError) -> [Suspicion?] {
    let estimate = try method.infer(table, using: stream)
    return estimate.reliability.enumerated().map { worker, reliability in
      reliability.map {
        let percent = Int((100 * $0.mean).rounded())
        return Suspicion(
          worker: worker, score: 1 - $0.mean, evidenceCount: $0.count,
          reason: "right in \(percent) % of \($0.count) labels by \(method.name)")
      }
    }
  }
}

extension TruthEstimate {
  /// What each worker's vote should weigh: the logarithm of the odds of being right over those of
  /// hitting the same class by error; `nil` for a worker without labels.
  ///
  ///     w = log(p (K − 1) / (1 − p)),   p = (reliability · n + 1) / (n + 2)
  ///
  /// Nitzan & Paroush 1982, doi:10.2307/2526438, theorem 1. 0 for a coin, negative below chance.
  public var voteWeights: [Double?] {
    reliability.map { reliability in
      reliability.map {
        let n = Double($0.count)
        let p = ($0.mean * n + 1) / (n + 2)
        return log(p * Double(max(1, classCount - 1)) / (1 - p))
      }
    }
  }
}
