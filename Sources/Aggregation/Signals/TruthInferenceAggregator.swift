import Randomness
import SandboxCore

/// Consensus by truth inference: who was right is found together with who can be trusted.
///
///     μ = P(first) + ½ P(tie),   P from ``TruthInference``
///
/// Questions are tasks, annotators workers, and "first", "second" and, where ties are offered, "tie" the
/// classes; so a worker's confusion matrix also says how far their answers hang on the order of
/// presentation. A preference weighs as its voters deserve, where the method knows:
///
///     w ∝ mean over voters of (2a − 1)²,   a the reliability, mean weight 1
///
/// (2a − 1)² is what a vote of accuracy a is worth beside one that is always right, in answers (effective
/// sample size under symmetric noise; see Natarajan et al. 2013, "Learning with noisy labels").
public struct TruthInferenceAggregator: Aggregator {
  /// The method.
  public var method: any TruthInference
  /// Whether reliabilities become weights.
  public var isWeighted: Bool
  /// What the method's chance comes from.
  public var stream: RandomStream

  /// Consensus by a method.
  public init(_ method: any TruthInference, isWeighted: Bool = true, using stream: RandomStream) {
    self.method = method
    self.isWeighted = isWeighted
    self.stream = stream
  }

  /// One preference a question; none without votes.
  ///
  /// - Throws: ``AggregationError`` when the method cannot work on these answers.
  public func preferences(from judgements: [Judgement]) throws -> [Preference] {
    let sheet = VoteTable(comparisons: judgements)
    guard !sheet.votes.isEmpty else { return [] }
    let estimate = try method.infer(try sheet.labelTable(), using: stream)
    let weights = isWeighted ? weights(sheet, estimate) : nil
    let voters = sheet.voters
    return sheet.questions.indices.map { place in
      let posterior = Array(estimate.posterior(of: place))
      let tie = posterior.count > 2 ? posterior[2] : 0
      let question = sheet.questions[place]
      return Preference(
        first: question.first.response, second: question.second.response,
        probabilityFirst: min(1, max(0, posterior[0] + tie / 2)), tieShare: tie,
        weight: weights?[place] ?? 1,
        annotators: voters[place])
    }
  }

  /// The weight of each question, with mean 1; `nil` where nobody's reliability says anything.
  private func weights(_ sheet: VoteTable, _ estimate: TruthEstimate) -> [Double]? {
    var sums = [Double](repeating: 0, count: sheet.questions.count)
    var counts = sums
    for vote in sheet.votes {
      guard let reliability = estimate.reliability[vote.annotator]?.mean else { continue }
      let informed = 2 * reliability - 1
      sums[vote.question] += informed * informed
      counts[vote.question] += 1
    }
    let raw = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
    let mean = raw.reduce(0, +) / Double(raw.count)
    guard mean > 0 else { return nil }
    // A question without a reliable voter still counts a little, so that no weight is 0.
    let floored = raw.map { max($0, 0.01 * mean) }
    let total = floored.reduce(0, +)
    return floored.map { $0 * Double(raw.count) / total }
  }
}
