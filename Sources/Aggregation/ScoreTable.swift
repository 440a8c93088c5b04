/// Matches summed up by item and by pair: all that the Bradley-Terry likelihood needs.
struct ScoreTable {
  /// Two items that met, the smaller index first.
  struct Pair {
    let low: Int
    let high: Int
    /// The matches between them, by weight.
    var matches: Double
    /// What the one with the smaller index got out of them.
    var pointsOfLow: Double
  }

  /// Those pairs that met, in the order of their first match.
  private(set) var pairs: [Pair] = []
  /// W_i: the points of each item.
  private(set) var points: [Double]

  init(_ matches: [Match], itemCount: Int) {
    points = Array(repeating: 0, count: itemCount)
    var places: [Int: Int] = [:]
    for match in matches where match.weight > 0 {
      let low = min(match.first, match.second)
      let high = max(match.first, match.second)
      let place = places[low * itemCount + high] ?? pairs.count
      if place == pairs.count {
        places[low * itemCount + high] = place
        pairs.append(Pair(low: low, high: high, matches: 0, pointsOfLow: 0))
      }
      let points = (first: match.weight * match.score, second: match.weight * (1 - match.score))
      self.points[match.first] += points.first
      self.points[match.second] += points.second
      pairs[place].matches += match.weight
      pairs[place].pointsOfLow += match.first == low ? points.first : points.second
    }
  }

  /// A set of items none of which scores against any outside it; `nil` if there is no such set.
  func itemsThatNeverScore() -> [Int]? {
    var beaten = [[Int]](repeating: [], count: points.count)
    var beatenBy = beaten
    for pair in pairs {
      if pair.pointsOfLow > 0 {
        beaten[pair.low].append(pair.high)
        beatenBy[pair.high].append(pair.low)
      }
      if pair.pointsOfLow < pair.matches {
        beaten[pair.high].append(pair.low)
        beatenBy[pair.low].append(pair.high)
      }
    }
    // Whoever item 0 beats over some chain beats nobody outside that set.
    let below = Self.reached(from: 0, along: beaten)
    if below.contains(false) { return below.indices.filter { below[$0] } }
    // And whoever does not beat item 0 over any chain beats nobody who does.
    let above = Self.reached(from: 0, along: beatenBy)
    return above.contains(false) ? above.indices.filter { !above[$0] } : nil
  }

  private static func reached(from start: Int, along edges: [[Int]]) -> [Bool] {
    var isReached = [Bool](repeating: false, count: edges.count)
    isReached[start] = true
    var waiting = [start]
    while let item = waiting.popLast() {
      for next in edges[item] where !isReached[next] {
        isReached[next] = true
        waiting.append(next)
      }
    }
    return isReached
  }
}
