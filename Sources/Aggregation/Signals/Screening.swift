import Randomness
import SandboxCore
import Statistics

/// Leaves out the answers of annotators who look like trolls, before anybody counts votes.
public struct Screening: Sendable {
  /// What finds them.
  public var defence: any Defence
  /// The share of annotators that are left out, the most suspicious first; in 0...1.
  public var trimmedShare: Double
  /// What the defence's chance comes from.
  public var stream: RandomStream

  /// What a screening did.
  public struct Outcome: Sendable {
    /// The answers that are left.
    public var judgements: FeedbackDataset
    /// Who was left out, the most suspicious first.
    public var excluded: [String]
    /// How well suspicion tells trolls from honest annotators, as the area under the ROC curve; `nil`
    /// unless there are both. Only a simulation knows who is one.
    public var area: Double?
  }

  /// A screening.
  public init(_ defence: any Defence, trimmedShare: Double, using stream: RandomStream) {
    precondition((0...1).contains(trimmedShare), "a trimmed share of \(trimmedShare)")
    self.defence = defence
    self.trimmedShare = trimmedShare
    self.stream = stream
  }

  /// Screens answers by their comparisons; other forms of annotators who are left out go with them.
  ///
  /// - Throws: ``AggregationError`` when the defence cannot work on these answers.
  public func screen(_ judgements: FeedbackDataset) throws -> Outcome {
    let sheet = VoteTable(comparisons: judgements.judgements)
    guard !sheet.votes.isEmpty else {
      return Outcome(judgements: judgements, excluded: [], area: nil)
    }
    let table = try sheet.labelTable()
    let suspicions = try defence.suspicions(of: table, using: stream)
    let excluded = try table.trimming(trimmedShare, by: suspicions).excluded
      .map { sheet.annotators[$0] }
    let trolls = Set(judgements.lazy.filter(\.isAdversarial).map(\.annotator))
    return Outcome(
      judgements: judgements.filter { !excluded.contains($0.annotator) }, excluded: excluded,
      area: RocCurve(
        scores: suspicions.map { $0?.score }, isPositive: sheet.annotators.map(trolls.contains))?
        .area)
  }
}
