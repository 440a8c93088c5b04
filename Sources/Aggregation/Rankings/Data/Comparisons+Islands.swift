extension Comparisons {
  /// Groups of items that are connected by comparisons of positive weight, and with no item
  /// outside.
  ///
  /// The largest first, of equals the one with the smallest index; items ascending. One group where
  /// everything is connected. Of items of different groups the data say nothing: any constant may
  /// be added to all strengths of one.
  package var islands: [[Int]] {
    var roots = Array(0..<itemCount)
    func root(of item: Int) -> Int {
      var item = item
      while roots[item] != item {
        roots[item] = roots[roots[item]]
        item = roots[item]
      }
      return item
    }
    for row in 0..<count where weights.map({ $0[row] > 0 }) ?? true {
      let (one, two) = (root(of: Int(left[row])), root(of: Int(right[row])))
      if one != two { roots[max(one, two)] = min(one, two) }
    }
    // The root of a group is its smallest index.
    var groups = [[Int]](repeating: [], count: itemCount)
    for item in 0..<itemCount { groups[root(of: item)].append(item) }
    return groups.filter { !$0.isEmpty }.sorted { ($0.count, $1[0]) > ($1.count, $0[0]) }
  }
}
