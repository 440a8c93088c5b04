import LabelFiles
import Reports

extension LabelFile {
  /// The rows of each task: where they begin, and behind the last task, where they end; and the rows,
  /// task by task in the order of the file.
  private var rowsByTask: (starts: [Int], rows: [Int32]) {
    var starts = [Int](repeating: 0, count: taskNames.count + 1)
    for task in tasks { starts[Int(task) + 1] += 1 }
    for task in taskNames.indices { starts[task + 1] += starts[task] }
    var next = starts
    var rows = [Int32](repeating: 0, count: count)
    for (row, task) in tasks.enumerated() {
      rows[next[Int(task)]] = Int32(row)
      next[Int(task)] += 1
    }
    return (starts, rows)
  }

  /// How often a worker labelled a task again, after the first time.
  var repeatedCount: Int {
    let (starts, rows) = rowsByTask
    var seen = [Int32](repeating: -1, count: workerNames.count)
    var repeated = 0
    for task in taskNames.indices {
      for row in rows[starts[task]..<starts[task + 1]] {
        let worker = Int(workers[Int(row)])
        if seen[worker] == Int32(task) { repeated += 1 }
        seen[worker] = Int32(task)
      }
    }
    return repeated
  }

  /// The file with one label of each worker on each task: the one that they gave there most often, of
  /// equals the one that came first, where their first stood.
  var withOneLabelEach: LabelFile {
    let (starts, rows) = rowsByTask
    var firstRow = [Int32](repeating: -1, count: workerNames.count)
    var isKept = [Bool](repeating: true, count: count)
    var file = self
    for task in taskNames.indices {
      let own = rows[starts[task]..<starts[task + 1]]
      var repeats: [Int32: [Int32]] = [:]
      for row in own {
        let worker = Int(workers[Int(row)])
        if firstRow[worker] >= 0 {
          isKept[Int(row)] = false
          repeats[firstRow[worker], default: [labels[Int(firstRow[worker])]]].append(
            labels[Int(row)])
        } else {
          firstRow[worker] = row
        }
      }
      for (row, given) in repeats { file.labels[Int(row)] = Self.mostFrequent(given) }
      for row in own { firstRow[Int(workers[Int(row)])] = -1 }
    }
    return file.keeping(isKept.indices.filter { isKept[$0] })
  }

  private static func mostFrequent(_ labels: [Int32]) -> Int32 {
    var counts: [Int32: Int] = [:]
    for label in labels { counts[label, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    return labels.first { counts[$0] == most } ?? labels[0]
  }

  /// Whether several labels of a task by one worker have one vote together.
  var sharesVotes: Bool { countsRepeats == false }

  /// The file with a decision on several labels of a task by one worker, and what a reader should know
  /// about them; `nil` where there are none.
  ///
  /// - Parameters:
  ///   - byDefault: whether each counts where nobody says.
  ///   - sharing: what happens where they share a vote.
  func decidingRepeats(byDefault: Bool, sharing: String) -> (file: LabelFile, note: String?) {
    var file = self
    let repeated = repeatedCount
    file.countsRepeats = repeated == 0 || (countsRepeats ?? byDefault)
    guard repeated > 0 else { return (file, nil) }
    let what =
      "\(NumberText.counted(repeated, "label")) of a task by a worker who had labelled it before: "
    return (
      file,
      what
        + (file.sharesVotes
          ? "\(sharing); --repeats each counts them all"
          : "each counts, as a repeated reading; --repeats share gives a worker one vote")
    )
  }

  /// What becomes of several labels where a method needs one.
  static let mostFrequentCounts =
    "the label that a worker gave most often counts once, of equals the first"
}
