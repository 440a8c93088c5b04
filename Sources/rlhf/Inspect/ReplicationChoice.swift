import Experiments
import PlainText
import Reports

/// A replication of a run as a person names it, with the models that it left.
struct ReplicationChoice {
  /// The arm.
  let arm: Arm
  /// From 1.
  let replication: Int
  private let run: RunRecord
  private let folder: String

  /// Finds a replication.
  ///
  /// - Parameters:
  ///   - run: the run on file.
  ///   - folder: where it lies.
  ///   - arm: its name; may be left away where there is only one.
  ///   - replication: from 1.
  /// - Throws: ``BadInput`` when there is no such arm or replication.
  init(in run: RunRecord, folder: String, arm name: String?, replication: Int) throws {
    let arms = run.experiment.arms
    guard let name = name ?? (arms.count == 1 ? arms[0].name : nil) else {
      throw BadInput(
        "error: the run has \(arms.count) arms\n  fix: name one with --arm: "
          + Excerpt.list(arms.map(\.name), limit: 40))
    }
    guard let arm = arms.first(where: { $0.name == name }) else {
      throw BadInput(
        "error: the run has no arm \"\(Excerpt.of(name))\"\n  fix: "
          + Spelling.hint(for: name, in: arms.map(\.name)))
    }
    guard (1...run.experiment.replications).contains(replication) else {
      throw BadInput(
        "error: there is no replication \(replication)\n  fix: write --replication and a number "
          + "from 1 to \(run.experiment.replications)")
    }
    (self.arm, self.replication, self.run, self.folder) = (arm, replication, run, folder)
  }

  /// The folder of its models.
  var models: String { "\(folder)/models/\(arm.name)-\(replication)" }

  /// Its record, where it is finished and its models are whole.
  ///
  /// - Throws: ``BadInput`` where the run has not left what is looked into.
  func record() throws -> ReplicationRecord {
    let key = ReplicationKey(arm: arm.name, number: replication - 1)
    let records = run.arms.first { $0.arm.name == key.arm }?.replications ?? []
    guard let record = records.first(where: { $0.number == key.number }) else {
      throw BadInput(
        "error: the run has not come to replication \(replication) of \(key.arm)\n"
          + "  fix: let it end, or give its command once more with --resume")
    }
    if let failure = record.failure {
      throw BadInput(
        "error: replication \(replication) of \(key.arm) failed and left no models: "
          + "\(Excerpt.of(failure))\n  fix: name another with --replication")
    }
    let models = "models/\(key.arm)-\(replication)/"
    if let damage = try Wiring.damage(of: key, run: folder, below: models) {
      throw BadInput(
        "error: \(folder) is no longer whole: \(Excerpt.of(damage))\n"
          + "  fix: give the command of the run once more with --resume: what is damaged is done again"
      )
    }
    return record
  }
}
