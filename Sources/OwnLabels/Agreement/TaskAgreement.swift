import LabelFiles
import PlainText
import Statistics

/// How far people agree on one task.
public struct TaskAgreement: Sendable, Hashable {
  /// The task's index in the file.
  public var task: Int
  /// How many labels it has.
  public var labelCount: Int
  /// The share of pairs of its labels that are equal, P_u of Fleiss 1971, eq. 2, in 0...1; `nil` with
  /// fewer than two labels.
  public var agreement: Double?
  /// The label that most chose, an index in the file's label names; of equals the one that came first.
  public var commonest: Int
  /// The share of its labels that are that one, in 0...1.
  public var commonestShare: Double
  /// The standard deviation of its labels where they are numbers, with n − 1 in the denominator; `nil`
  /// of names and ranks, and with fewer than two labels.
  public var deviation: Double?

  /// The tasks of a file, in its order.
  static func all(of file: LabelFile, level: DistanceMetric) -> [TaskAgreement] {
    var votes = [[Int32: Int]](repeating: [:], count: file.taskNames.count)
    for (task, label) in zip(file.tasks, file.labels) { votes[Int(task)][label, default: 0] += 1 }
    let values = level == .interval || level == .ratio ? file.labelValues : nil
    return votes.indices.map { task in
      let given = votes[task].sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let count = given.reduce(0) { $0 + $1.value }
      let pairs = given.reduce(0) { $0 + $1.value * ($1.value - 1) }
      return TaskAgreement(
        task: task, labelCount: count,
        agreement: count > 1 ? Double(pairs) / Double(count * (count - 1)) : nil,
        commonest: given.first.map { Int($0.key) } ?? 0,
        commonestShare: Double(given.first?.value ?? 0) / Double(max(1, count)),
        deviation: count > 1
          ? values.map { values in
            standardDeviation(
              of: given.flatMap { Array(repeating: values[Int($0.key)], count: $0.value) })
          } : nil)
    }
  }
}

extension AgreementSummary {
  /// The tasks with two labels or more, those that divide people most first: of numbers by their
  /// standard deviation, else by the share of equal pairs; of equals those with more labels.
  public var dividedTasks: [TaskAgreement] {
    tasks.filter { $0.agreement != nil }.sorted {
      (-($0.deviation ?? 0), $0.agreement ?? 1, -$0.labelCount, $0.task)
        < (-($1.deviation ?? 0), $1.agreement ?? 1, -$1.labelCount, $1.task)
    }
  }

  /// How many tasks lie in which range of the share of equal pairs, from full agreement downwards.
  public var taskDistribution: [(range: String, count: Int)] {
    let shares = tasks.compactMap(\.agreement)
    let ranges: [(String, (Double) -> Bool)] = [
      ("all agree", { $0 == 1 }), ("0.75 to below 1", { (0.75..<1).contains($0) }),
      ("0.5 to below 0.75", { (0.5..<0.75).contains($0) }),
      ("0.25 to below 0.5", { (0.25..<0.5).contains($0) }), ("below 0.25", { $0 < 0.25 }),
    ]
    return ranges.map { name, holds in (name, shares.count(where: holds)) }
  }

  /// The tasks as a table of comma-separated values.
  public var csv: String {
    CSVWriter.table(
      [["task", "labels", "agreement", "commonest_label", "commonest_share", "standard_deviation"]]
        + tasks.map {
          [
            file.taskNames[$0.task], "\($0.labelCount)", $0.agreement.map { "\($0)" } ?? "",
            file.labelNames[$0.commonest], "\($0.commonestShare)",
            $0.deviation.map { "\($0)" } ?? "",
          ]
        })
  }
}
