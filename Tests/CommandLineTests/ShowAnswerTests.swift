import Experiments
import Foundation
import Testing

@testable import rlhf

/// The answers of a run on file are given again, with their cause.
@Suite struct ShowAnswerTests {
  private static let scenario = """
    name: small
    title: Small
    seed: 3
    replications: 2
    base:
      world.name: text.tiny
      annotators: {count: 4, fatigue_limit: 0.4, fatigue_answers: 5}
      feedback: {gold_checks.share: 0.2, channels: {rating: 0.5, comparison: 0.5}}
    arms:
      - name: people
      - name: rl
        policy_optimization.reward: true-reward
    """

  /// Runs the scenario into a folder that is removed afterwards.
  private func withRun(_ test: (String) throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "run-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "small.yaml")
    try Data(Self.scenario.utf8).write(to: file)
    let experiment = try Wiring.readScenario(path: file.path).smoke
    let run = folder.appending(path: "run").path
    let directory = try Wiring.openRunDirectory(run, experiment: experiment, resume: false)
    let records = try await ExperimentRunner(experiment: experiment, jobs: 2).run(
      completed: [], file: directory.file, report: { _ in })
    var record = RunRecord(
      experiment: experiment, arms: RunSession.arms(of: experiment, records), hypotheses: [],
      seconds: 1, version: sandboxVersion)
    record.hypotheses = []
    _ = try directory.finish(record)
    try test(run)
  }

  private func answer(_ arguments: [String]) throws -> String {
    try ShowAnswer.parse(arguments).text()
  }

  @Test func storedAnswersAreExplained() async throws {
    try await withRun { run in
      let file = run + "/answers/people-2.csv"
      let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
      let heads = lines[0].split(separator: ",", omittingEmptySubsequences: false)
      func cell(_ name: String, _ row: Substring) throws -> String {
        let cells = row.split(separator: ",", omittingEmptySubsequences: false)
        return String(cells[try #require(heads.firstIndex { $0 == name })])
      }
      #expect(lines.count > 40)
      // Checks have numbers below 0, so the dashes say that no option follows.
      let rows =
        [lines[1], lines[20], lines[lines.count - 1]]
        + lines.filter { $0.hasSuffix(",true") }.prefix(2)
      for row in rows {
        let annotator = try cell("annotator", row)
        let text = try answer([
          run, "--replication", "2", "--", try cell("question", row), annotator,
        ])
        #expect(text.hasPrefix(annotator + ", "))
        #expect(text.hasSuffix("\nanswer: " + (try cell("answer", row))), "\(row)\n\(text)")
      }
    }
  }

  @Test func whatIsNotThereIsExplained() async throws {
    try await withRun { run in
      func problem(_ arguments: [String]) -> String {
        do {
          return try answer([run] + arguments)
        } catch { return "\(error)" }
      }
      #expect(
        problem(["0", "p9"])
          == "error: nobody in people, replication 1, is called p9\n  fix: did you mean p1? "
          + "(there are: p1, p2, p3, p4)")
      #expect(
        problem(["999", "p1"]) == """
          error: p1 was not asked question 999
            fix: look for a row of either in \(run)/answers/people-1.csv
          """)
      #expect(
        problem(["0", "p1", "--arm", "peopel"])
          == "error: the run has no arm \"peopel\"\n  fix: did you mean people? "
          + "(there are: people, rl)")
      #expect(
        problem(["0", "p1", "--arm", "rl"]) == """
          error: nobody was asked anything in rl, which learns from the true reward
            fix: name another arm with --arm
          """)
      #expect(
        problem(["0", "p1", "--replication", "3"]) == """
          error: there is no replication 3
            fix: write --replication and a number from 1 to 2
          """)
      let models = run + "/models/people-2"
      try FileManager.default.removeItem(atPath: models)
      #expect(
        problem(["0", "p1", "--replication", "2"]) == """
          error: the run has not come to replication 2 of people: \(models) does not exist
            fix: let it end, or give its command once more with --resume
          """)
    }
  }

  @Test func wrongUseIsExplained() throws {
    let error = #expect(throws: (any Error).self) {
      try Rlhf.parseAsRoot(["show", "answer", "runs/x", "one", "p1"])
    }
    #expect(
      Rlhf.message(for: try #require(error))
        == "The value 'one' is invalid for '<question>'")
    #expect(Rlhf.exitCode(for: try #require(error)).rawValue == 64)
  }
}
