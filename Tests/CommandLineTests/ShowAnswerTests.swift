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
      feedback: {gold_questions.share: 0.2, channels: {rating: 0.5, comparison: 0.5}}
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
    try await ExperimentRunner(experiment: experiment, jobs: 2).run(
      completed: [], file: directory.file, report: { _ in })
    _ = try directory.finish(directory.read())
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
      let vocabulary = run + "/models/people-2/fine-tuned/vocab.json"
      try Data("{}".utf8).write(to: URL(filePath: vocabulary))
      #expect(
        problem(["0", "p1", "--replication", "2"]) == """
          error: \(run) is no longer whole: models/people-2/fine-tuned/vocab.json is not what the run wrote
            fix: give the command of the run once more with --resume: what is damaged is done again
          """)
      try FileManager.default.removeItem(atPath: run + "/models/people-2")
      #expect(
        problem(["0", "p1", "--replication", "2"]) == """
          error: \(run) is no longer whole: models/people-2/fine-tuned/config.json is missing
            fix: give the command of the run once more with --resume: what is damaged is done again
          """)
    }
  }

  @Test func replicationsThatLeftNoModelsAreExplained() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "run-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let experiment = try Wiring.readScenario(
      text: Self.scenario.replacing("name: small", with: "name: scenario"), overrides: [])
    let run = try Wiring.openRunDirectory(folder, experiment: experiment, resume: false)
    var record = ReplicationRecord(arm: "people", number: 0)
    record.failure = "reward model, step 3: loss is nan"
    let world = try Wiring.makeWorld(experiment.arms[0].settings)
    try run.file(
      ReplicationOutcome(
        record: record, judgements: [], vocabulary: world.vocabulary, world: world.name, models: [])
    )
    #expect(
      throws: BadInput(
        """
        error: replication 1 of people failed and left no models: reward model, step 3: loss is nan
          fix: name another with --replication
        """)
    ) { try answer([folder, "0", "p1"]) }
    #expect(
      throws: BadInput(
        """
        error: the run has not come to replication 2 of people
          fix: let it end, or give its command once more with --resume
        """)
    ) { try answer([folder, "0", "p1", "--replication", "2"]) }
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
