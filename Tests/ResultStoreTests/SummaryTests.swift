import Experiments
import Foundation
import ResultStore
import Testing

@Suite struct SummaryTests {
  private let golden = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Goldens/summary.json")

  private var sample: RunRecord {
    var failed = ReplicationRecord(arm: "trolls-20", number: 1)
    failed.failure = "loss is nan"
    return run([record("base", 0), record("base", 1), record("trolls-20", 0), failed])
  }

  /// `RECORD_GOLDENS=1 swift test` writes the file anew.
  @Test func theSummaryIsTheGolden() throws {
    let summary = sample.summary
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      try FileManager.default.createDirectory(
        at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(summary.utf8).write(to: golden)
    }
    let recorded = try String(contentsOf: golden, encoding: .utf8)
    #expect(rounded(summary) == rounded(recorded))
  }

  /// The text with its long numbers cut to 9 digits: the last ones depend on the libraries' versions.
  private func rounded(_ text: String) -> String {
    text.replacing(/-?[0-9]+\.[0-9]{10,}/) { number in
      Double(number.output).map { String(format: "%.9g", $0) } ?? String(number.output)
    }
  }

  @Test func theSummaryIsJSON() throws {
    let data = Data(sample.summary.utf8)
    let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(
      json.keys.sorted() == [
        "arms", "failures", "hypotheses", "phases", "replications", "scenario", "seconds", "seed",
        "title", "version",
      ])
    #expect(json["title"] as? String == "Trolls \"among\" us")
  }

  /// Golds 0.1 and 1.1, worst 1 and 1 below: the range is 1 in both replications, the third arm half of it.
  @Test func aScaleAddsWhereArmsLie() throws {
    var arms = experiment.arms
    arms.append(Arm(name: "between", settings: arms[0].settings))
    var placed = Experiment(
      name: "x", title: "X", seed: 1, replications: 2, arms: arms,
      scale: .init(best: "base", worst: "trolls-20"))
    let golds = [[0.1, 1.1], [-0.9, 0.1], [-0.4, 0.6]]
    let records = zip(arms, golds).map { arm, golds in
      ArmRecord(
        arm: arm,
        replications: golds.enumerated().map { number, gold in
          var record = ReplicationRecord(arm: arm.name, number: number)
          record.metrics = [.init(name: "gold_reward", value: gold)]
          return record
        })
    }
    func summary(_ experiment: Experiment) -> String {
      RunRecord(
        experiment: experiment, arms: records, hypotheses: [], seconds: 1, version: "1"
      ).summary
    }
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(summary(placed).utf8)) as? [String: Any])
    let sensitivity = try #require(json["sensitivity"] as? [String: Any])
    #expect(sensitivity.keys.sorted() == ["best", "detectable", "levels", "share", "worst"])
    let levels = try #require(sensitivity["levels"] as? [[String: Any]])
    #expect(levels.count == 1 && levels[0]["metric"] as? String == "gold_reward")
    let between = try #require((levels[0]["arms"] as? [[String: Any]])?.first)
    #expect(between["name"] as? String == "between")
    #expect(abs((between["index"] as? Double ?? 9) - 0.5) < 1e-9)
    #expect((levels[0]["range"] as? [String: Any])?["mean"] as? Double == 1)
    placed.scale = nil
    #expect(!summary(placed).contains("sensitivity"))
  }
}
