/// Which columns of a wide table hold labels of one kind, as those of several workers do.
///
/// Two columns are kin where at least a quarter of the labels of either has a value that the other has as
/// well; of numbers, one within the range of the other. So are the kin of kin.
struct Kinship {
  /// The workers outside of the largest family, in the order of the file; of families of one size the
  /// one that comes first counts as the largest. All of them where no two are kin.
  private(set) var strangers: [Int] = []

  /// The share of a column's labels that must be like the other's.
  private static let leastShare = 0.25

  /// Of more columns than this each is held against all others together.
  private static let pairLimit = 100

  init(of file: LabelFile) {
    let columns = Self.columns(of: file)
    guard columns.count > 1 else { return }
    if columns.count <= Self.pairLimit {
      strangers = Self.outsiders(columns)
    } else {
      var all: [Int32: Int] = [:]
      for column in columns { all.merge(column.counts) { $0 + $1 } }
      strangers = columns.indices.filter { columns[$0].shareNamed(in: all) < Self.leastShare }
    }
  }

  /// What one worker's labels are.
  private struct Column {
    /// How often each label was given.
    var counts: [Int32: Int] = [:]
    var total = 0
    /// Each number with how often it was given; `nil` where a label is a name.
    var numbers: [(value: Double, count: Int)]?

    /// The share of the labels that the other column has as well.
    func share(in other: Column) -> Double {
      var alike = 0
      if let numbers, let others = other.numbers, let least = others.map(\.value).min(),
        let most = others.map(\.value).max()
      {
        for entry in numbers where (least...most).contains(entry.value) { alike += entry.count }
      } else {
        for (label, count) in counts where other.counts[label] != nil { alike += count }
      }
      return Double(alike) / Double(max(1, total))
    }

    /// The share of the labels that somebody else gave as well.
    func shareNamed(in all: [Int32: Int]) -> Double {
      let alike = counts.reduce(0) { $0 + ((all[$1.key] ?? 0) > $1.value ? $1.value : 0) }
      return Double(alike) / Double(max(1, total))
    }
  }

  private static func columns(of file: LabelFile) -> [Column] {
    var columns = [Column](repeating: Column(), count: file.workerNames.count)
    for (label, worker) in zip(file.labels, file.workers) {
      columns[Int(worker)].counts[label, default: 0] += 1
      columns[Int(worker)].total += 1
    }
    let values = file.labelNames.map(file.number)
    for place in columns.indices {
      let numbers = columns[place].counts.compactMap { label, count in
        values[Int(label)].map { (value: $0, count: count) }
      }
      if numbers.count == columns[place].counts.count { columns[place].numbers = numbers }
    }
    return columns
  }

  private static func outsiders(_ columns: [Column]) -> [Int] {
    var family = Array(columns.indices)
    for first in columns.indices {
      for second in columns.indices where second > first && family[second] != family[first] {
        let share = min(
          columns[first].share(in: columns[second]), columns[second].share(in: columns[first]))
        guard share >= leastShare else { continue }
        let (kept, joined) = (family[first], family[second])
        for place in family.indices where family[place] == joined { family[place] = kept }
      }
    }
    var sizes = [Int](repeating: 0, count: columns.count)
    for name in family { sizes[name] += 1 }
    let most = sizes.max() ?? 0
    if most == 1 { return Array(columns.indices) }
    let largest = family.first { sizes[$0] == most }
    return family.indices.filter { family[$0] != largest }
  }
}
