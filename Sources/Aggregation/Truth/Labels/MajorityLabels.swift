import Randomness

/// The class that most labels of a task name; its posterior is the share of votes.
///
/// Of m workers that are independent and right with probability a > ½ the majority of two classes is
/// right with probability Σ_{i > m/2} C(m, i) aⁱ (1 − a)^{m−i}: .896 of three at .8 (Condorcet 1785).
/// A tie is a tie: chance settles the label, and ``TruthEstimate/accuracy(against:)`` gives 1/k.
public struct MajorityLabels: TruthInference {
  /// Whether several labels of one worker on one task share that worker's one vote.
  public var sharesVotes: Bool

  /// A majority vote; the parameter is the property of the same name.
  public init(sharesVotes: Bool = false) { self.sharesVotes = sharesVotes }

  /// The name on the command line.
  public let name = "majority"
  /// What it takes for granted.
  public let assumptions =
    "All workers are equally good, all tasks equally hard, errors independent."
  /// What the data must be like.
  public let needs = "At least three labels a task; an odd number leaves no ties of two classes."

  /// The estimate; see the protocol.
  public func infer(
    _ table: LabelTable, using stream: RandomStream
  ) throws(AggregationError) -> TruthEstimate {
    try table.requireLabels(for: name)
    return TruthEstimate(
      probabilities: table.votePosterior(sharesVotes: sharesVotes), of: table, iterationCount: 1,
      using: stream)
  }
}
