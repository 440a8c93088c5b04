/// Orderings of some of the items each, best first, without ties.
///
/// Kept flat: all rankings one after the other, and where each begins.
public struct Rankings: Sendable, Hashable, Codable {
  /// How many items there are, ranked or not.
  public let itemCount: Int
  /// The items of all rankings, each ranking best first.
  public private(set) var items: [Int32] = []
  /// Where each ranking begins in ``items``, and at the end their number.
  public private(set) var starts: [Int] = [0]
  /// How many rankings each stands for, ≥ 0 and finite.
  public private(set) var weights: [Double] = []

  /// How many rankings there are.
  public var count: Int { weights.count }

  /// No rankings yet, for ``append(_:weight:)``.
  public init(itemCount: Int) { self.itemCount = itemCount }

  /// Rankings given item by item, checked.
  public init(itemCount: Int, _ rankings: some Sequence<[Int]>) throws(RatingError) {
    self.init(itemCount: itemCount)
    for ranking in rankings { try append(ranking) }
  }

  /// The items of one ranking, best first.
  public subscript(index: Int) -> ArraySlice<Int32> { items[starts[index]..<starts[index + 1]] }

  /// Adds a ranking, best first.
  ///
  /// - Parameters:
  ///   - ranking: items in 0..<itemCount, each at most once; fewer than two say nothing.
  ///   - weight: ≥ 0 and finite.
  public mutating func append(_ ranking: [Int], weight: Double = 1) throws(RatingError) {
    var seen: Set<Int> = []
    for item in ranking {
      guard (0..<itemCount).contains(item) else {
        throw .unknownItem(item, row: count, itemCount: itemCount)
      }
      guard seen.insert(item).inserted else { throw .rankedTwice(item: item, ranking: count) }
    }
    guard weight >= 0, weight.isFinite else { throw .badWeight(weight, row: count) }
    items.append(contentsOf: ranking.map(Int32.init))
    starts.append(items.count)
    weights.append(weight)
  }

  /// Every two items of every ranking as a comparison that the higher one won.
  ///
  /// The pairs of one ranking are not independent, so intervals from them are too short.
  public var comparisons: Comparisons {
    var pairs = Comparisons(itemCount: itemCount)
    for index in 0..<count {
      let ranking = self[index]
      for (place, better) in ranking.enumerated() {
        for worse in ranking.dropFirst(place + 1) {
          pairs.append(
            left: Int(better), right: Int(worse), outcome: .left, weight: weights[index])
        }
      }
    }
    return pairs
  }
}
