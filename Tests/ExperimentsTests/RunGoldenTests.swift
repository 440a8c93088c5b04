import Environments
import Foundation
import Testing

@testable import Experiments

/// Did any number move? The records of two small runs, to be read and compared line by line.
///
/// Words and whole numbers must agree exactly. Other numbers may differ by 1e-4 relative: processors
/// differ in the last bits of their sums, and training carries such differences on.
@Suite struct RunGoldenTests {
  private func file(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Goldens/\(name).txt")
  }

  /// Six significant digits; whole numbers without a point.
  private func text(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? String(format: "%.6g", value)
  }

  /// The record, one thing a line, the number last.
  private func lines(_ record: ReplicationRecord) -> [String] {
    let metrics = record.metrics.map { "metric · \($0.name) · \(text($0.value))" }
    let phases = record.phases.map {
      "phase · \($0.name) · points · \($0.report.points.count)"
    }
    let series = record.phases.flatMap { phase in
      ["loss", "reward", "kl_to_reference", "held_out_gold_reward"].compactMap { metric in
        phase.report.last(metric).map { "last · \(phase.name) · \(metric) · \(text($0))" }
      }
    }
    let samples = record.samples.map {
      let response = $0.response.split(separator: "\n").joined(separator: " / ")
      return "sample · \($0.phase) · \($0.family) · \(response) · \(text($0.gold))"
    }
    let elo = record.elo.map {
      "elo · \($0.contestant) · \(text($0.wins)) of \($0.matches) · \(text($0.rating))"
    }
    let versions = Stage.all.map { "version · \($0.name) · \($0.version)" }
    return versions + metrics + phases + series + samples + elo
  }

  private func agree(_ found: String, _ known: String) -> Bool {
    let (left, right) = (found.split(separator: " "), known.split(separator: " "))
    guard left.dropLast() == right.dropLast(), let new = left.last, let old = right.last else {
      return false
    }
    if new == old { return true }
    guard let new = Double(new), let old = Double(old), Int(exactly: old) == nil else {
      return false
    }
    return abs(new - old) <= 1e-4 * max(abs(old), 1e-2)
  }

  /// The first stage whose numbers moved, unless its version did: a store would go on giving what the stage
  /// left before. Those after it may have moved with their inputs.
  private func movedWithoutVersion(_ found: [String], _ known: [String]) -> String? {
    func part(_ lines: [String], _ begin: String) -> [String] {
      lines.filter { $0.hasPrefix(begin) }
    }
    for stage in Stage.all {
      let (new, old) = (
        part(found, "last · \(stage.name) ·"), part(known, "last · \(stage.name) ·")
      )
      if new.count == old.count, zip(new, old).allSatisfy({ agree($0, $1) }) { continue }
      let version = "version · \(stage.name) ·"
      return part(found, version) == part(known, version) ? stage.name : nil
    }
    return nil
  }

  @Test func aMovedNumberNeedsAVersion() {
    let stage = "pre-training"
    let old = ["version · \(stage) · 1", "last · \(stage) · loss · 1.5"]
    let moved = ["version · \(stage) · 1", "last · \(stage) · loss · 1.6"]
    #expect(movedWithoutVersion(old, old) == nil)
    #expect(movedWithoutVersion(moved, old) == stage)
    #expect(movedWithoutVersion(["version · \(stage) · 2", moved[1]], old) == nil)
  }

  /// `RECORD_GOLDENS=1` writes the files anew.
  @Test(arguments: [(WorldName.tiny, "run-tiny"), (.ticTacToe, "run-tic-tac-toe")])
  func theRecordIsTheGolden(world: WorldName, name: String) async throws {
    let experiment = Experiment(
      name: name, title: name, seed: 1, replications: 1,
      arms: [Arm(name: "base", settings: .defaults(for: world))]
    ).smoke
    let record = try #require(try await SmallRuns.run(experiment).records.first)
    #expect(record.failure == nil)
    let found = lines(record)
    let golden = file(name)
    let written = try String(contentsOf: golden, encoding: .utf8).split(separator: "\n")
      .map(String.init)
    #expect(movedWithoutVersion(found, written) == nil, "raise the version of this stage")
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      try Data((found.joined(separator: "\n") + "\n").utf8).write(to: golden)
    }
    let known = try String(contentsOf: golden, encoding: .utf8).split(separator: "\n").map(
      String.init)
    #expect(found.count == known.count)
    for (new, old) in zip(found, known) { #expect(agree(new, old), "\(new)\nwas \(old)") }
  }
}
