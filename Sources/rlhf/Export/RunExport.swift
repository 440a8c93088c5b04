import Experiments
import Foundation
import PlainText
import PolicyOptimization
import SandboxCore
import ScenarioFiles

/// Writes the answers of a run for other programs.
struct RunExport {
  /// The run as it was read.
  var run: RunRecord
  /// Where it is.
  var folder: String
  /// In which form it is written.
  var format: ExportFormat
  /// The model whose log-probabilities go with preferences, by the name of its folder.
  var reference: String?

  /// The answers of one arm's replication.
  struct AnswerSet {
    /// The arm.
    var arm: Arm
    /// Its replication, from 0.
    var number: Int
    /// What its files are called: arm and replication.
    var name: String { "\(arm.name)-\(number + 1)" }
  }

  /// Gives a file's text piece by piece.
  typealias Pieces = ((String) throws -> Void) throws -> Void

  /// What can be written, arm after arm.
  ///
  /// - Parameter name: the only arm that is wanted; all unless given.
  /// - Throws: ``BadInput`` where there is no such arm, or no answer.
  func sets(ofArm name: String?) throws -> [AnswerSet] {
    let arms = run.arms.filter { name == nil || $0.arm.name == name }
    if let name, arms.isEmpty {
      throw BadInput(
        "error: the run has no arm \"\(Excerpt.of(name))\"\n  fix: "
          + Spelling.hint(for: name, in: run.experiment.arms.map(\.name)))
    }
    guard arms.contains(where: { $0.arm.settings.asksAnnotators }) else {
      throw BadInput(
        "error: nobody was asked anything in \(name.map { Excerpt.of($0) } ?? "this run"), which learns from the "
          + "true reward or a formula\n  fix: "
          + (name == nil ? "give a run that asks annotators" : "name another arm with --arm"))
    }
    let sets = try arms.filter(\.arm.settings.asksAnnotators).flatMap { arm in
      arm.replications.filter { $0.failure == nil }.map {
        AnswerSet(arm: arm.arm, number: $0.number)
      }
    }.filter(hasAnswers)
    let direct = sets.first { $0.arm.settings.policyMethod is any DirectMethod }
    if reference == "policy", let direct {
      throw BadInput(
        "error: the policy of \(Excerpt.of(direct.arm.name)) is no language model, so that --reference policy has "
          + "no numbers for it\n  fix: name another arm with --arm, or another model with --reference"
      )
    }
    guard !sets.isEmpty else {
      throw BadInput(
        "\(Excerpt.of(folder)): error: the run has left no answers yet\n  fix: let it end, or give its command "
          + "once more with --resume")
    }
    return sets
  }

  /// A campaign that could ask nothing leaves no file. A file that is gone counts: its loss is told.
  private func hasAnswers(_ set: AnswerSet) throws -> Bool {
    try FileKind(path(of: set), followingLinks: false) != .missing
      || damage(of: set, below: answersPath(set)) != nil
  }

  private func answersPath(_ set: AnswerSet) -> String { "answers/\(set.name).csv" }

  private func path(of set: AnswerSet) -> String { "\(folder)/\(answersPath(set))" }

  private func damage(of set: AnswerSet, below part: String) throws -> String? {
    try Wiring.damage(
      of: ReplicationKey(arm: set.arm.name, number: set.number), run: folder, below: part)
  }

  /// What is not written, and why.
  func notes(on name: String?) -> [String] {
    guard name == nil else { return [] }
    let silent = run.arms.map(\.arm).filter { !$0.settings.asksAnnotators }.map(\.name)
    guard !silent.isEmpty else { return [] }
    return ["note: nobody was asked anything in " + Excerpt.list(silent)]
  }

  /// Writes all tables of some sets, and what says what they are.
  ///
  /// - Returns: how much was written of each.
  func write(
    _ sets: [AnswerSet], by write: (_ path: String, _ pieces: Pieces) throws -> Void
  ) throws -> [(set: String, tally: ExportTally)] {
    var tallies: [(set: String, tally: ExportTally)] = []
    var worlds: [String: any Environment] = [:]
    for set in sets {
      let key = set.arm.settings.worldKey
      let world = try worlds[key] ?? Wiring.makeWorld(set.arm.settings)
      worlds[key] = world
      tallies.append((set.name, try self.write(set, in: world, by: write)))
    }
    if format == .datasets {
      let card = DatasetCard(
        experiment: run.experiment, version: run.version, sets: tallies.map(\.set),
        tally: tallies.map(\.tally).reduce(ExportTally(), +), referenceColumns: referenceColumns)
      try write("README.md") { piece in try piece(card.text) }
      let scenario = try ResolvedScenario(run.experiment, version: run.version).text
      try write("scenario.yaml") { piece in try piece(scenario) }
    }
    return tallies
  }

  private var referenceColumns: [ExportColumn] {
    reference.map { ExportTable.referenceColumns("models/ARM-REPLICATION/\($0)") } ?? []
  }

  private func write<World: Environment>(
    _ set: AnswerSet, in world: World, by write: (_ path: String, _ pieces: Pieces) throws -> Void
  ) throws -> ExportTally {
    try requireWhole(set)
    let reader = ResponseReader(vocabulary: world.vocabulary, contextLength: world.contextLength)
    let export = try AnswerExport(
      of: try AnswersFile(path(of: set)), by: reader, arm: set.arm.name, replication: set.number + 1
    )
    var records = export.records
    if let reference {
      let model = try Wiring.loadModel("\(folder)/models/\(set.name)/\(reference)", for: world)
      ExportRecord.addReference(model, to: &records)
    }
    for table in ExportTable.allCases where export.tally.count(of: table) > 0 {
      try write(format.path(of: table.rawValue, in: set.name)) { piece in
        if format == .csv {
          try piece(
            ExportRecord.header(of: table, with: table == .preference ? referenceColumns : []))
        }
        for record in records where record.table == table {
          if format == .csv { try record.rows.forEach(piece) } else { try piece(record.line) }
        }
      }
    }
    if format == .csv, !export.labels.isEmpty {
      try write(format.path(of: "labels", in: set.name)) { piece in
        try piece(AnswerExport.labelHeader)
        try export.labels.forEach(piece)
      }
    }
    return export.tally
  }

  /// Stops where files that are to be read are no longer what the run wrote.
  private func requireWhole(_ set: AnswerSet) throws {
    let parts = [answersPath(set)] + (reference.map { ["models/\(set.name)/\($0)/"] } ?? [])
    for part in parts {
      if let damage = try damage(of: set, below: part) {
        throw BadInput(
          "error: \(Excerpt.of(folder)) is no longer whole: \(Excerpt.of(damage))\n"
            + "  fix: give the command of the run once more with --resume: what is damaged is done again"
        )
      }
    }
  }
}
