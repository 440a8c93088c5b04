/// Who ranked what how: rankings one after the other, names as indices.
public struct RankingFile: Sendable, Hashable {
  /// The rankings, in the order in which they first appear.
  public var rankingNames: [String]
  /// The items that were ranked, in the order in which they first appear.
  public var itemNames: [String]
  /// The people who ranked, in the order in which they first appear; `nil` where the file does not say.
  public var workerNames: [String]?
  /// Where each ranking begins in `items` and `ranks`, and at the end how long these are: one more than
  /// there are rankings.
  public var starts: [Int]
  /// The items of all rankings, indices of `itemNames`, the best of each ranking first.
  public var items: [Int32]
  /// The rank of each of `items` as it was written, from 1 upwards; equal ranks are ties, and ranks
  /// may be left out.
  public var ranks: [Int32]
  /// The worker of each ranking, an index of `workerNames`; `nil` where the file does not say.
  public var workers: [Int32]?
  /// How much each ranking counts, ≥ 0; `nil` when all count 1.
  public var weights: [Double]?
  /// How a column that was named divides the rankings into groups; `nil` where none was.
  public var groups: LabelGroups?
  /// How the file was understood, where that was not plain: sentences for people.
  public var notes: [String]

  /// How many rankings there are.
  public var count: Int { rankingNames.count }

  /// Where the items of a ranking stand in `items` and `ranks`.
  public func range(of ranking: Int) -> Range<Int> { starts[ranking]..<starts[ranking + 1] }
}
