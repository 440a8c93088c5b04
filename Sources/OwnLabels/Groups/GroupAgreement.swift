import LabelFiles
import Randomness
import Statistics

/// How far the workers of a group agree among themselves, and with all others.
///
/// A group whose agreement within lies above its agreement across sees tasks in a way of its own. Both
/// intervals come from drawing tasks anew: of a group of few workers they do not say how other people
/// of the group would answer.
public struct GroupAgreement: Sendable {
  /// The value of the column.
  public var group: String
  /// How many workers gave labels in the group.
  public var workerCount: Int
  /// How many tasks have labels of the group.
  public var taskCount: Int
  /// How many labels the group gave.
  public var labelCount: Int
  /// Krippendorff's alpha of the group's labels; `nil` where it is undefined.
  public var within: Estimate?
  /// κ_x, how far the group agrees with all others beyond chance; `nil` where it is undefined.
  public var across: Estimate?

  /// Compares the groups of a file, in the order in which they appear there; none without groups.
  ///
  /// - Parameters:
  ///   - file: at most one label of a worker on a task, unless each counts.
  ///   - level: of measurement.
  static func all(
    of file: LabelFile, level: DistanceMetric, using stream: RandomStream
  ) throws -> [GroupAgreement] {
    guard let groups = try file.groups?.compared else { return [] }
    // A group stands for one rater with many readings: that is what is asked across groups.
    var joined = file.keeping(file.labels.indices.filter { groups.ofRow[$0] >= 0 })
    joined.workers = joined.groups?.ofRow ?? []
    joined.workerNames = groups.names
    let across = try AgreementSummary.table(of: joined, level: level)
    let draws = AgreementSummary.resampleCount(for: file)
    return try groups.names.indices.map { group in
      let own = file.ofGroup(group, of: groups)
      let stream = stream.child(groups.names[group])
      return GroupAgreement(
        group: groups.names[group], workerCount: own.workerNames.count,
        taskCount: own.taskNames.count, labelCount: own.count,
        within: try AgreementSummary.table(of: own, level: level).agreementEstimate(
          .krippendorffAlpha(level), resampleCount: draws, using: stream.child("within")),
        across: across.agreementEstimate(
          .crossReplication(rater: group, level), resampleCount: draws,
          using: stream.child("across")))
    }
  }
}
