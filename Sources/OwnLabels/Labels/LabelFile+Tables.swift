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
    try requireNumbers(for: reason)
    let values = labelValues ?? []
    return try RatingTable(
      (0..<count).map { row in
        Rating(unit: Int(tasks[row]), rater: Int(workers[row]), value: values[Int(labels[row])])
      }, unitCount: taskNames.count, raterCount: workerNames.count)
  }

  /// The most that a number may be, either way: squares and products of such numbers stay numbers.
  static let numberLimit = 1e12

  /// Refuses labels of which some are no numbers, or too large ones.
  func requireNumbers(for reason: String) throws(InvalidLabelFile) {
    if let labelValues {
      guard let large = labelValues.firstIndex(where: { abs($0) > Self.numberLimit }) else {
        return
      }
      throw .option(
        reason,
        "needs numbers from -1e12 to 1e12, but a label is \(Excerpt.of(labelNames[large]))",
        fix: "correct the label, or choose what takes labels as names, such as --level nominal")
    }
    throw .option(
      reason, "needs numbers, but the label \(Excerpt.of(firstLabelWithoutNumber)) is none",
      fix: "write numbers, 1 for the lowest, or choose what takes labels as names")
  }

  private var firstLabelWithoutNumber: String {
    labelNames.first { number(of: $0) == nil } ?? labelNames.first ?? ""
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

  /// What the labels are taken for: what the name of their column or whoever reads the file says; else
  /// numbers of which some are no whole ones are an interval scale, and all else is names.
  var level: DistanceMetric {
    guard let labelValues else { return .nominal }
    if let scale { return DistanceMetric(scale) }
    return labelValues.contains { $0 != $0.rounded() } ? .interval : .nominal
  }

  /// Whether labels are taken as ratings rather than as names of classes.
  var lookLikeRatings: Bool { level != .nominal }

  /// The class of each task that the file says is right; a label that nobody gave is beyond the last.
  var trueClasses: [Int?]? {
    guard let truths else { return nil }
    var places: [String: Int] = [:]
    for (place, name) in labelNames.enumerated() { places[name] = place }
    return truths.map { truth in truth.map { places[$0] ?? labelNames.count } }
  }

  /// The numbers that the file says are right.
  var trueValues: [Double?]? { truths.map { $0.map { truth in truth.flatMap(number) } } }
}

extension DistanceMetric {
  /// The level at which labels of a scale are compared.
  init(_ scale: LabelScale) {
    self =
      switch scale {
      case .nominal: .nominal
      case .ordinal: .ordinal
      case .interval: .interval
      case .ratio: .ratio
      }
  }
}
