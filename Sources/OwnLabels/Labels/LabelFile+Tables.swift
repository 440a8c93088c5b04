import Aggregation
import LabelFiles
import PlainText
import Statistics

extension LabelFile {
  /// The labels as classes, in the order of `labelNames`.
  func classTable() throws(AggregationError) -> LabelTable {
    try LabelTable(
      tasks: tasks, workers: workers, labels: labels, taskCount: taskNames.count,
      workerCount: workerNames.count, classCount: labelNames.count)
  }

  /// The labels as the numbers that they are.
  ///
  /// - Parameter reason: what needs numbers, as `--method rasch`.
  func ratingTable(for reason: String) throws -> RatingTable {
    guard let labelValues else {
      throw InvalidLabelFile.option(
        reason, "needs numbers, but the label \(Excerpt.of(firstLabelWithoutNumber)) is none",
        fix: "write numbers, 1 for the lowest, or choose what takes labels as names")
    }
    return try RatingTable(
      (0..<count).map { row in
        Rating(
          unit: Int(tasks[row]), rater: Int(workers[row]), value: labelValues[Int(labels[row])])
      }, unitCount: taskNames.count, raterCount: workerNames.count)
  }

  private var firstLabelWithoutNumber: String {
    labelNames.first { Double($0) == nil } ?? labelNames.first ?? ""
  }

  /// The labels in the order in which people expect them: numbers by size, names by the alphabet.
  var labelOrder: [Int] {
    labelNames.indices.sorted { first, second in
      if let labelValues, labelValues[first] != labelValues[second] {
        return labelValues[first] < labelValues[second]
      }
      return labelNames[first] < labelNames[second]
    }
  }

  /// Whether labels look like ratings rather than names of classes: numbers, some of them no whole
  /// numbers or more than seven of them, as nobody numbers that many classes.
  var lookLikeRatings: Bool {
    guard let labelValues else { return false }
    return labelValues.count > 7 || labelValues.contains { $0 != $0.rounded() }
  }

  /// The class of each task that the file says is right; a label that nobody gave is beyond the last.
  var trueClasses: [Int?]? {
    guard let truths else { return nil }
    var places: [String: Int] = [:]
    for (place, name) in labelNames.enumerated() { places[name] = place }
    return truths.map { truth in truth.map { places[$0] ?? labelNames.count } }
  }

  /// The numbers that the file says are right.
  var trueValues: [Double?]? { truths.map { $0.map { truth in truth.flatMap { Double($0) } } } }

  /// How often a worker labelled a task again, after the first time.
  var repeatedCount: Int {
    var seen: Set<UInt64> = []
    seen.reserveCapacity(count)
    for row in 0..<count {
      seen.insert(UInt64(UInt32(bitPattern: tasks[row])) << 32 | UInt64(workers[row]))
    }
    return count - seen.count
  }
}
