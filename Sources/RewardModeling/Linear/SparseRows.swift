/// A matrix of which most entries are 0, row after row.
///
/// Sums run in the order of the entries, so that their last bits are the same on every processor; a BLAS
/// sums as its processor likes it.
struct SparseRows: Sendable {
  /// How many columns there are.
  let columnCount: Int
  private var starts = [0]
  private var columns: [Int] = []
  private var values: [Double] = []

  init(columnCount: Int) { self.columnCount = columnCount }

  /// How many rows there are.
  var count: Int { starts.count - 1 }

  /// Adds a row; entries of one column are added up.
  mutating func append(_ entries: [RewardFeature]) {
    let begin = columns.count
    for entry in entries.sorted(by: { $0.index < $1.index }) {
      if columns.count > begin, columns[columns.count - 1] == entry.index {
        values[values.count - 1] += entry.value
      } else {
        columns.append(entry.index)
        values.append(entry.value)
      }
    }
    starts.append(columns.count)
  }

  /// A · x.
  func times(_ vector: [Double]) -> [Double] {
    (0..<count).map { row in
      var sum = 0.0
      for place in starts[row]..<starts[row + 1] { sum += values[place] * vector[columns[place]] }
      return sum
    }
  }

  /// Adds Aᵀ · y.
  func addTransposed(times vector: [Double], to sum: inout [Double]) {
    for row in 0..<count where vector[row] != 0 {
      let factor = vector[row]
      for place in starts[row]..<starts[row + 1] { sum[columns[place]] += values[place] * factor }
    }
  }

  /// Σ_i c_i a_ij² for each column j.
  func squares(weighing weights: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: columnCount)
    for row in 0..<count {
      for place in starts[row]..<starts[row + 1] {
        sums[columns[place]] += weights[row] * values[place] * values[place]
      }
    }
    return sums
  }
}
