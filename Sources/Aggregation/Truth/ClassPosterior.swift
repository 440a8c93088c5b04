/// P(class | labels) of each task, in as little room as it needs.
///
/// Where there are more classes than anybody named of a task, those that nobody named are all equally
/// probable: only the named ones are kept, and what one of the others has. A majority of 20,000 tasks in
/// 35,000 classes takes a megabyte instead of 5.6 GB.
public struct ClassPosterior: Sendable, Hashable, Codable {
  /// How many classes there are.
  public let classCount: Int
  /// How many tasks there are.
  public let taskCount: Int
  /// Every number, classCount for each task; empty where only the named classes are kept.
  private let dense: [Double]
  /// Where the named classes of a task begin, and at the end how many there are; empty if dense.
  private let starts: [Int]
  /// The named classes, ascending for each task.
  private let classes: [Int32]
  /// The probability of each named class.
  private let shares: [Double]
  /// The probability of each class of a task that is not named.
  private let rests: [Double]

  /// Every number.
  ///
  /// - Parameter posterior: task by task, classCount numbers that sum to 1.
  init(_ posterior: [Double], taskCount: Int, classCount: Int) {
    precondition(
      posterior.count == taskCount * classCount,
      "\(posterior.count) probabilities of \(taskCount) tasks in \(classCount) classes")
    self.classCount = classCount
    self.taskCount = taskCount
    dense = posterior
    (starts, classes, shares, rests) = ([], [], [], [])
  }

  /// The numbers of the named classes alone.
  ///
  /// - Parameters:
  ///   - starts: where the classes of a task begin, and at the end their number.
  ///   - classes: ascending for each task, each once.
  ///   - shares: of each of these.
  ///   - rests: of each class of a task that is not among its own.
  init(starts: [Int], classes: [Int32], shares: [Double], rests: [Double], classCount: Int) {
    precondition(
      starts.count == rests.count + 1 && classes.count == shares.count,
      "\(starts.count) starts of \(rests.count) tasks, \(classes.count) and \(shares.count) entries"
    )
    self.classCount = classCount
    taskCount = rests.count
    dense = []
    (self.starts, self.classes, self.shares, self.rests) = (starts, classes, shares, rests)
  }

  /// Whether every number is kept.
  var isDense: Bool { starts.isEmpty }

  /// Whether all numbers are finite.
  package var isFinite: Bool {
    dense.allSatisfy(\.isFinite) && shares.allSatisfy(\.isFinite) && rests.allSatisfy(\.isFinite)
  }

  /// P(class | labels of the task).
  @inline(__always)
  public subscript(task: Int, label: Int) -> Double {
    if isDense { return dense[task * classCount + label] }
    for place in starts[task]..<starts[task + 1] where Int(classes[place]) == label {
      return shares[place]
    }
    return rests[task]
  }

  /// Every number of a task, classCount of them.
  public func row(of task: Int) -> ArraySlice<Double> {
    if isDense { return dense[(task * classCount)..<((task + 1) * classCount)] }
    var row = [Double](repeating: rests[task], count: classCount)
    for place in starts[task]..<starts[task + 1] { row[Int(classes[place])] = shares[place] }
    return row[...]
  }

  /// Every number, task by task; takes tasks times classes of them.
  public var all: [Double] { isDense ? dense : (0..<taskCount).flatMap(row) }

  /// The classes of a task that no other is more probable than, but for rounding; ascending.
  func mostProbable(of task: Int) -> [Int] {
    // Ties of whole votes are exact, those of sums of logarithms are so but for rounding.
    let tolerance = 1 - 1e-9
    if isDense {
      let row = row(of: task)
      let level = (row.max() ?? 0) * tolerance
      return row.indices.filter { row[$0] >= level }.map { $0 - row.startIndex }
    }
    let named = starts[task]..<starts[task + 1]
    let hasOthers = named.count < classCount
    let level = max(shares[named].max() ?? 0, hasOthers ? rests[task] : 0) * tolerance
    guard hasOthers, rests[task] >= level else {
      return named.filter { shares[$0] >= level }.map { Int(classes[$0]) }
    }
    let row = row(of: task)
    return row.indices.filter { row[$0] >= level }
  }
}
