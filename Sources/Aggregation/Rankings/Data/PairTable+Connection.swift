extension PairTable {
  /// A set of items none of which scores against any outside it, ascending; `nil` if there is none.
  ///
  /// There is none exactly when the graph in which each item points to those it scored against is
  /// strongly connected, which is when the Bradley-Terry estimate is finite (Ford 1957,
  /// doi:10.1080/00029890.1957.11989117; Hunter 2004, assumption 1).
  func itemsThatNeverScore() -> [Int]? {
    guard itemCount > 1 else { return nil }
    let graph = ScoreGraph(self)
    // Whoever item 0 beats over some chain beats nobody outside that set.
    let below = graph.reached(from: 0, forwards: true)
    if below.contains(false) { return below.indices.filter { below[$0] } }
    // And whoever does not beat item 0 over any chain beats nobody who does.
    let above = graph.reached(from: 0, forwards: false)
    return above.contains(false) ? above.indices.filter { !above[$0] } : nil
  }
}

/// Who scored against whom: both directions of every pair in one compressed adjacency list.
struct ScoreGraph {
  /// Where the neighbours of each item begin.
  private var starts: [Int]
  /// Twice the neighbour's index and two flags: 1 the item scored against it, 2 it scored back.
  private var neighbours: [UInt32]

  init(_ table: PairTable) {
    starts = Array(repeating: 0, count: table.itemCount + 1)
    neighbours = Array(repeating: 0, count: 2 * table.count)
    for row in 0..<table.count {
      starts[Int(table.first[row]) + 1] += 1
      starts[Int(table.second[row]) + 1] += 1
    }
    for item in 0..<table.itemCount { starts[item + 1] += starts[item] }
    var next = starts
    for row in 0..<table.count {
      let (a, b) = (table.first[row], table.second[row])
      let points = table.pointsOfFirst(row)
      let ofFirst: UInt32 = points > 0 ? 1 : 0
      let ofSecond: UInt32 = points < table.weight(row) ? 1 : 0
      neighbours[next[Int(a)]] = UInt32(b) << 2 | ofFirst | ofSecond << 1
      neighbours[next[Int(b)]] = UInt32(a) << 2 | ofSecond | ofFirst << 1
      next[Int(a)] += 1
      next[Int(b)] += 1
    }
  }

  /// The items that a chain of scores leads to from one, or from which one leads to it.
  func reached(from start: Int, forwards: Bool) -> [Bool] {
    let flag: UInt32 = forwards ? 1 : 2
    var isReached = [Bool](repeating: false, count: starts.count - 1)
    isReached[start] = true
    var waiting = [start]
    var missing = isReached.count - 1
    while missing > 0, let item = waiting.popLast() {
      for place in starts[item]..<starts[item + 1] where neighbours[place] & flag != 0 {
        let next = Int(neighbours[place] >> 2)
        if !isReached[next] {
          isReached[next] = true
          missing -= 1
          waiting.append(next)
        }
      }
    }
    return isReached
  }
}
