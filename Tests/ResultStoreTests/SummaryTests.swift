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
}
