import Experiments
import Foundation
import ResultStore
import Testing

@Suite struct SummaryTests {
  private let golden = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Goldens/summary.json")

  /// A stand-in for Student's t with numbers that a reader can check.
  private func interval(_ values: [Double]) -> (low: Double, high: Double)? {
    guard values.count > 1, let least = values.min(), let most = values.max() else { return nil }
    return (least, most)
  }

  private var sample: RunRecord {
    var failed = ReplicationRecord(arm: "trolls-20", number: 1)
    failed.failure = "loss is nan"
    return run([record("base", 0), record("base", 1), record("trolls-20", 0), failed])
  }

  /// `RECORD_GOLDENS=1 swift test` writes the file anew.
  @Test func theSummaryIsTheGolden() throws {
    let summary = sample.summary(interval: interval)
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      try FileManager.default.createDirectory(
        at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(summary.utf8).write(to: golden)
    }
    #expect(try summary == String(contentsOf: golden, encoding: .utf8))
  }

  @Test func theSummaryIsJSON() throws {
    let data = Data(sample.summary(interval: interval).utf8)
    let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(
      json.keys.sorted() == [
        "arms", "hypotheses", "phases", "replications", "scenario", "seconds", "seed", "title",
        "version",
      ])
    #expect(json["title"] as? String == "Trolls \"among\" us")
  }
}
