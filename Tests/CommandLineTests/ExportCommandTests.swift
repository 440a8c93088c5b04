import Environments
import Experiments
import Foundation
import Networks
import PlainText
import SandboxCore
import Testing

@testable import rlhf

/// `rlhf export`, from a run to files that other commands and programs read.
@Suite struct ExportCommandTests {
  private static let scenario = """
    name: small
    title: A "small" run
    question: What leaves the house?
    seed: 3
    replications: 2
    base:
      world.name: text.tiny
      annotators: {count: 4}
      feedback:
        gold_questions.share: 0.2
        annotators_per_question: 2
        channels: {comparison: 0.4, ranking: 0.2, thumbs: 0.2, rating: 0.2}
    arms:
      - name: people
      - name: rl
        policy_optimization.reward: true-reward
    """

  /// Runs the scenario into `run` in a folder that is removed afterwards.
  private func withRun(_ test: (URL) throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "export-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "small.yaml")
    try Data(Self.scenario.utf8).write(to: file)
    let experiment = try Wiring.readScenario(path: file.path).smoke
    let directory = try Wiring.openRunDirectory(
      folder.appending(path: "run").path, experiment: experiment, resume: false)
    try await ExperimentRunner(experiment: experiment, jobs: 2).run(
      completed: [], file: directory.file, report: { _ in })
    _ = try directory.finish(directory.read())
    try test(folder)
  }

  private func export(_ line: String, in folder: URL) throws -> BuiltProgram.Ending {
    try BuiltProgram.shell("$RLHF export run \(line)", in: folder)
  }

  private func lines(_ path: String, in folder: URL) throws -> [String] {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8).split(separator: "\n")
      .map(String.init)
  }

  @Test func trlGetsAFolderForEachArmAndReplication() async throws {
    try await withRun { folder in
      let ending = try export("--format trl", in: folder)
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(ending.errors == "note: nobody was asked anything in rl\n")
      #expect(ending.output.hasPrefix("records   preference  unpaired  rankings  scores\npeople-1"))
      #expect(ending.output.hasSuffix("\nwritten to run/exports/trl\n"))
      let sets = try FileManager.default.contentsOfDirectory(
        atPath: folder.appending(path: "run/exports/trl").path)
      #expect(sets.sorted() == ["people-1", "people-2"])
      let answers = try lines("run/answers/people-1.csv", in: folder).dropFirst()
      func count(_ channel: String) -> Int {
        answers.count { $0.contains(",\(channel),") && $0.contains(",false,") }
      }
      for (table, channel) in [
        ("unpaired", "thumbs"), ("rankings", "ranking"), ("scores", "rating"),
      ] {
        let records = try lines("run/exports/trl/people-1/\(table).jsonl", in: folder)
        #expect(records.count == count(channel) && !records.isEmpty, "\(table)")
        for record in records {
          #expect(
            (try JSONSerialization.jsonObject(with: Data(record.utf8)) as? NSDictionary) != nil)
        }
      }
      // Nothing is written over.
      let again = try export("--format trl", in: folder)
      #expect(again.code == 65 && again.errors.contains("the folder holds files already"))
    }
  }

  /// What a model says to responses is what its decoding session says, token by token.
  @Test func aReferenceSaysItsLogProbabilities() async throws {
    try await withRun { folder in
      let ending = try export("--format trl --reference fine-tuned --out out/trl", in: folder)
      #expect(ending.code == 0, "\(ending.errors)")
      let run = try Wiring.loadRun(folder.appending(path: "run").path)
      let world = try Wiring.makeWorld(run.arms[0].arm.settings)
      let model = try Wiring.loadModel(
        folder.appending(path: "run/models/people-1/fine-tuned").path, for: world)
      for line in try lines("out/trl/people-1/preference.jsonl", in: folder).prefix(8) {
        let record = try #require(
          try JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary)
        for side in ["chosen", "rejected"] {
          let text = try #require(record[side] as? String)
          let session = model.makeDecodingSession(rowCount: 1)
          var (previous, sum) = (world.vocabulary.beginning, 0.0)
          for token in try world.vocabulary.tokens(of: text) {
            session.extend(rows: [0], tokens: [previous], counts: [1])
            let logits = session.logits.map(Double.init)
            sum += logits[Int(token)] - log(logits.reduce(0) { $0 + exp($1) })
            previous = token
          }
          let found = try #require(record["ref_\(side)_logps"] as? Double)
          #expect(abs(found - sum) < 1e-4, "\(line)")
        }
      }
    }
  }

  @Test func tablesAreReadByOtherCommands() async throws {
    try await withRun { folder in
      #expect(try export("--format csv --out csv", in: folder).code == 0)
      for (command, table) in [
        ("aggregate", "labels"), ("agreement", "labels"), ("aggregate", "unpaired"),
        ("agreement", "unpaired"), ("aggregate", "scores"), ("rate", "preference"),
        ("rate", "rankings"),
      ] {
        let rows = try lines("csv/people-1/\(table).csv", in: folder).dropFirst()
        let ending = try BuiltProgram.shell(
          "$RLHF \(command) csv/people-1/\(table).csv", in: folder)
        #expect(ending.code == 0, "\(command) \(table): \(ending.errors)")
        if command != "rate" {
          #expect(ending.output.contains(" \(rows.count) labels "), "\(ending.output)")
        }
      }
    }
  }

  @Test func datasetsGetACard() async throws {
    try await withRun { folder in
      #expect(try export("--format datasets --out set", in: folder).code == 0)
      let card = try lines("set/README.md", in: folder)
      #expect(card[0] == "---" && card.contains("pretty_name: \"A \\\"small\\\" run\""))
      #expect(card.contains("# A \"small\" run"))
      #expect(
        card.contains("- config_name: preference")
          && card.contains("  data_files: preference/*.jsonl"))
      #expect(!card.contains { $0.contains("demonstrations") }, "nobody wrote anything")
      #expect(card.contains { $0.contains("`small`, seed 3.") })
      #expect(card.contains { $0.hasSuffix("`people-1`, `people-2`") })
      let scenario = try String(
        contentsOf: folder.appending(path: "set/scenario.yaml"), encoding: .utf8)
      #expect(throws: Never.self) { try Wiring.readScenario(text: scenario, overrides: []) }
      let first = try lines("set/preference/people-2.jsonl", in: folder)[0]
      #expect(first.hasSuffix("\"arm\": \"people\", \"replication\": 2}"))
    }
  }

  @Test func whatCannotBeExportedIsTold() async throws {
    try await withRun { folder in
      for (line, message) in [
        (
          "--format trl --arm peple",
          "error: the run has no arm \"peple\"\n  fix: did you mean people? "
        ),
        (
          "--format trl --arm rl",
          "error: nobody was asked anything in rl, which learns from the true reward"
        ),
        ("--format trl --out small.yaml", "this is a file, and a folder is to be made here"),
      ] {
        let ending = try export(line, in: folder)
        #expect(ending.code == 65 && ending.errors.contains(message), "\(ending.errors)")
      }
      let nothing = try BuiltProgram.shell("$RLHF export . --format trl", in: folder)
      #expect(nothing.code == 65 && nothing.errors.contains("there is no run here"))
      #expect(try export("--format parquet", in: folder).code == 64)
      #expect(try export("--format trl --reference rewrd", in: folder).code == 64)
      let file = folder.appending(path: "run/answers/people-1.csv")
      try Data("question\n".utf8).write(to: file)
      let damaged = try export("--format trl --out damaged", in: folder)
      #expect(
        damaged.code == 65
          && damaged.errors.contains("answers/people-1.csv is not what the run wrote"))
      try FileManager.default.removeItem(at: file)
      let gone = try export("--format trl --out damaged", in: folder)
      #expect(gone.code == 65 && gone.errors.contains("answers/people-1.csv is missing"))
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "damaged").path))
    }
  }

  /// A disk that is full leaves nothing behind, and is a failure, not a mistake.
  @Test func aFullDiskIsAFailure() async throws {
    try await withRun { folder in
      let ending = try BuiltProgram.shell(
        "ulimit -f 1; $RLHF export run --format trl --out small", in: folder)
      #expect(ending.code == 1 && ending.errors.contains("writing failed"), "\(ending.errors)")
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "small").path))
    }
  }

  /// Of every world that ships, the tokenizer beside a model has the words at their places, and none with a blank.
  @Test func everyWorldHasATokenizer() throws {
    for definition in Worlds.all {
      let name = try WorldChoice.name(definition.name)
      let world = try Wiring.makeWorld(WorldChoice.settings(name))
      let vocabulary = world.vocabulary
      try BuiltProgram.inNewFolder { folder in
        let table = NGramTable(
          vocabularyCount: vocabulary.count, order: 1, contextLength: world.contextLength)
        try ModelFolder.write(
          table, role: .policy, words: vocabulary.words, beginning: vocabulary.beginning,
          end: vocabulary.end, to: folder)
        let data = try Data(contentsOf: folder.appending(path: "tokenizer.json"))
        let file = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        let model = try #require(file?["model"] as? [String: Any])
        let tokens = try #require(model["vocab"] as? [String: Int])
        #expect(tokens.count == vocabulary.count)
        for (token, word) in vocabulary.words.enumerated() { #expect(tokens[word] == token) }
      }
    }
  }
}
