/// Sums comparisons up by pair, in time proportional to their number.
///
/// Rows come in ascending order of (first, second). They are counted into buckets by their first
/// item; one row of cells, a cell for each second item, then sums up bucket after bucket.
struct PairSums {
  private let itemCount: Int
  /// Whether (a, b) and (b, a) are two pairs; otherwise the smaller index is first.
  private let keepsSides: Bool
  private(set) var first: [Int32] = []
  private(set) var second: [Int32] = []
  private(set) var wins: [Double] = []
  private(set) var losses: [Double] = []
  private(set) var ties: [Double] = []
  private var count = 0

  init(itemCount: Int, keepsSides: Bool) {
    self.itemCount = itemCount
    self.keepsSides = keepsSides
  }

  mutating func add(_ comparisons: Comparisons) {
    guard itemCount > 1, comparisons.count > 0 else { return }
    let hasTies = comparisons.outcomes.contains(.tie)
    let (starts, keys, weights) = buckets(comparisons)
    let capacity = min(comparisons.count, itemCount * (itemCount - 1) / (keepsSides ? 1 : 2))
    first = Array(repeating: 0, count: capacity)
    second = first
    wins = Array(repeating: 0, count: capacity)
    losses = wins
    if hasTies { ties = wins }
    var cells = [Double](repeating: 0, count: 3 * itemCount)
    var touched: [Int] = []
    for item in 0..<itemCount where starts[item] < starts[item + 1] {
      let bucket = starts[item]..<starts[item + 1]
      cells.withUnsafeMutableBufferPointer { cells in
        keys.withUnsafeBufferPointer { keys in
          for place in bucket {
            cells[Int(keys[place])] += weights.isEmpty ? 1 : weights[place]
          }
        }
      }
      // A row with few entries is walked entry by entry, a full one cell by cell.
      if bucket.count * 16 < itemCount {
        touched.removeAll(keepingCapacity: true)
        for place in bucket { touched.append(Int(keys[place]) / 3) }
        touched.sort()
        take(item, touched, &cells)
      } else {
        take(item, (keepsSides ? 0 : item + 1)..<itemCount, &cells)
      }
    }
    trim()
  }

  /// Where each first item's rows begin; of each row in that order, the place of its cell and its
  /// weight.
  ///
  /// The cell is three times the second item plus the outcome as the first sees it: 0 won, 1 lost,
  /// 2 tied.
  private func buckets(
    _ comparisons: Comparisons
  ) -> (starts: [Int], keys: [UInt32], weights: [Double]) {
    let count = comparisons.count
    var starts = [Int](repeating: 0, count: itemCount + 1)
    var keys = [UInt32](repeating: 0, count: count)
    var sorted = [Double](repeating: 0, count: comparisons.weights == nil ? 0 : count)
    comparisons.left.withUnsafeBufferPointer { left in
      comparisons.right.withUnsafeBufferPointer { right in
        comparisons.outcomes.withUnsafeBufferPointer { outcomes in
          for row in 0..<count {
            starts[Int(keepsSides ? left[row] : min(left[row], right[row])) + 1] += 1
          }
          for item in 0..<itemCount { starts[item + 1] += starts[item] }
          var next = starts
          for row in 0..<count {
            let (a, b) = (left[row], right[row])
            let outcome = UInt32(outcomes[row].rawValue)
            // Seen from the other side a win (0) is a loss (1); a tie (2) stays a tie.
            let isTurned = !keepsSides && a > b
            let code = isTurned && outcome < 2 ? 1 - outcome : outcome
            let bucket = Int(isTurned ? b : a)
            let place = next[bucket]
            next[bucket] = place + 1
            keys[place] = UInt32(isTurned ? a : b) * 3 + code
            if let weights = comparisons.weights { sorted[place] = weights[row] }
          }
        }
      }
    }
    return (starts, keys, sorted)
  }

  /// Writes the cells of these second items that hold anything as rows, and clears them.
  private mutating func take(
    _ item: Int, _ others: some Sequence<Int>, _ cells: inout [Double]
  ) {
    var count = count
    let hasTies = !ties.isEmpty
    // The place after the last row may be written to and not kept, which spares a branch that no
    // processor foresees.
    let last = first.count - 1
    first.withUnsafeMutableBufferPointer { first in
      second.withUnsafeMutableBufferPointer { second in
        wins.withUnsafeMutableBufferPointer { wins in
          losses.withUnsafeMutableBufferPointer { losses in
            ties.withUnsafeMutableBufferPointer { ties in
              cells.withUnsafeMutableBufferPointer { cells in
                for other in others {
                  let (win, loss, tie) = (
                    cells[3 * other], cells[3 * other + 1], cells[3 * other + 2]
                  )
                  if count > last { break }
                  first[count] = Int32(item)
                  second[count] = Int32(other)
                  wins[count] = win
                  losses[count] = loss
                  if hasTies { ties[count] = tie }
                  cells[3 * other] = 0
                  cells[3 * other + 1] = 0
                  cells[3 * other + 2] = 0
                  count += win + loss + tie > 0 ? 1 : 0
                }
              }
            }
          }
        }
      }
    }
    self.count = count
  }

  /// Gives back what was reserved for pairs that never met.
  private mutating func trim() {
    let spare = first.count - count
    first.removeLast(spare)
    second.removeLast(spare)
    wins.removeLast(spare)
    losses.removeLast(spare)
    if !ties.isEmpty { ties.removeLast(spare) }
  }
}
