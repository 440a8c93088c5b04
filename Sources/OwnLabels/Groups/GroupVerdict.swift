import LabelFiles
import Statistics

/// What a group of workers says by itself, beside the verdict of all.
///
/// A group's label of a task is what most of its workers chose, each with one vote; where two labels
/// lead there is none. Of ratings it is the mean of the group's.
public struct GroupVerdict: Sendable {
  /// The value of the column.
  public var group: String
  /// How many workers gave labels in the group.
  public var workerCount: Int
  /// How many labels the group gave.
  public var labelCount: Int
  /// What the group says about each task of the file; `nil` where it says nothing or is divided.
  public var answers: [Answer?]
  /// On how many of the tasks where it has a label it has that of the verdict, as a share; of ratings,
  /// the correlation of its means with the verdict. `nil` where there is nothing to compare.
  public var agreement: Estimate?

  /// What a group says about a task.
  public enum Answer: Sendable, Hashable {
    /// The label that most chose, an index in the file's label names.
    case label(Int)
    /// The mean rating.
    case mean(Double)
  }

  /// The answers of the groups of a file, in the order in which they appear there; none without groups.
  static func all(of file: LabelFile, finding: LabelResult.Finding) throws -> [GroupVerdict] {
    guard let groups = try file.groups?.compared else { return [] }
    // A worker has one vote a task, whatever a method that counts repeats may do.
    let file = file.withOneLabelEach
    return groups.names.indices.map { group in
      let rows = file.groups?.rows(of: group) ?? []
      var verdict = GroupVerdict(
        group: groups.names[group],
        workerCount: Set(rows.map { file.workers[$0] }).count, labelCount: rows.count, answers: [])
      switch finding {
      case .classes(let estimate):
        verdict.answers = labels(of: rows, in: file)
        let told = zip(verdict.answers, estimate.labels).compactMap { answer, label in
          answer.flatMap { answer in label.map { answer == .label($0) } }
        }
        if !told.isEmpty {
          verdict.agreement = .proportion(told.count { $0 }, of: told.count)
        }
      case .quality(let estimate):
        verdict.answers = means(of: rows, in: file)
        let pairs = zip(verdict.answers, estimate.quality).compactMap { answer, quality in
          if case .mean(let mean)? = answer, let quality { (mean, quality) } else { nil }
        }
        verdict.agreement = pearson(pairs.map(\.0), pairs.map(\.1)).map {
          Estimate(
            mean: $0, interval: LabelResult.interval(ofCorrelation: $0, over: pairs.count),
            count: pairs.count)
        }
      }
      return verdict
    }
  }

  private static func labels(of rows: [Int], in file: LabelFile) -> [Answer?] {
    var votes = [[Int32: Int]](repeating: [:], count: file.taskNames.count)
    for row in rows { votes[Int(file.tasks[row])][file.labels[row], default: 0] += 1 }
    return votes.map { votes in
      guard let most = votes.values.max() else { return nil }
      let leaders = votes.filter { $0.value == most }
      return leaders.count == 1 ? leaders.first.map { .label(Int($0.key)) } : nil
    }
  }

  private static func means(of rows: [Int], in file: LabelFile) -> [Answer?] {
    let values = file.labelValues ?? []
    var sums = [(sum: Double, count: Double)](repeating: (0, 0), count: file.taskNames.count)
    for row in rows {
      let task = Int(file.tasks[row])
      sums[task] = (sums[task].sum + values[Int(file.labels[row])], sums[task].count + 1)
    }
    return sums.map { $0.count > 0 ? .mean($0.sum / $0.count) : nil }
  }
}

extension LabelResult {
  /// The tasks on which groups differ: of labels, where two groups have different ones, those with the
  /// most different ones first; of ratings, all on which two groups speak, by the distance of the means.
  public var dividedTasks: [Int] {
    let spread = file.taskNames.indices.map { task -> Double in
      let answers = groups.compactMap { $0.answers[task] }
      let means = answers.compactMap { if case .mean(let mean) = $0 { mean } else { nil } }
      if let most = means.max(), let least = means.min() { return most - least }
      return Double(Set(answers).count - 1)
    }
    return file.taskNames.indices.filter { spread[$0] > 0 }
      .sorted { (spread[$0], $1) > (spread[$1], $0) }
  }
}
