import LabelFiles
import PlainText
import Randomness
import Testing

/// Reading what was written gives the same again.
@Suite struct RoundTripTests {
  /// Names with all that could go wrong in a table.
  private static let names = [
    "plain", "with blank", " around ", "a,b", "semi;colon", "tab\tbed", "\"quoted\"", "two\nlines",
    "carriage\rreturn", "crlf\r\n", "Ünïcode", "\u{1F44D}", "\"\u{301}", "0", "-1.5", "'",
  ]

  private func reread<File>(
    _ text: String, _ read: (LabelReader) -> (LabelSource) throws -> File
  ) throws -> File {
    try read(LabelReader())(.text(text, name: "x.csv"))
  }

  @Test func labelFiles() throws {
    var luck = RandomStream(seed: 1)
    for _ in 0..<200 {
      let rows = (0...luck.uniform(below: 30)).map { _ in
        (0..<3).map { _ in Self.names[luck.uniform(below: Self.names.count)] }
      }
      let text = CSVWriter.table([["task", "worker", "label"]] + rows)
      let file = try reread(text) { reader in { try reader.labels(from: $0) } }
      #expect(file.csv == text)
      #expect(file.count == rows.count)
      #expect(try reread(file.csv) { reader in { try reader.labels(from: $0) } } == file)
    }
  }

  @Test func comparisonFiles() throws {
    var luck = RandomStream(seed: 2)
    for _ in 0..<200 {
      let rows = (0...luck.uniform(below: 30)).map { _ in
        let left = luck.uniform(below: Self.names.count)
        let step = 1 + luck.uniform(below: Self.names.count - 1)
        return [
          Self.names[left], Self.names[(left + step) % Self.names.count],
          ["left", "right", "tie"][luck.uniform(below: 3)],
          Self.names[luck.uniform(below: Self.names.count)], "\(luck.uniform(below: 8)).25",
          "\(luck.uniform(below: 5))",
        ]
      }
      let header = ["left", "right", "winner", "worker", "weight", "time"]
      let file = try reread(CSVWriter.table([header] + rows)) { reader in
        { try reader.comparisons(from: $0) }
      }
      #expect(file.count == rows.count)
      #expect(file.order.map { file.periods?[$0] ?? 0 } == file.periods?.sorted())
      #expect(try reread(file.csv) { reader in { try reader.comparisons(from: $0) } } == file)
    }
  }

  @Test func rankingFiles() throws {
    var luck = RandomStream(seed: 3)
    for _ in 0..<100 {
      let rows = (0...luck.uniform(below: 5)).flatMap { ranking in
        Self.names.prefix(2 + luck.uniform(below: 10)).map { item in
          ["\(ranking)", "\(1 + luck.uniform(below: 6))", item, "w\(ranking)", "\(ranking).5"]
        }
      }
      let header = ["ranking", "rank", "item", "worker", "weight"]
      let file = try reread(CSVWriter.table([header] + rows)) { reader in
        { try reader.rankings(from: $0) }
      }
      // Written from the best to the worst, so that items may be numbered in another order.
      let again = try reread(file.csv) { reader in { try reader.rankings(from: $0) } }
      #expect(again.csv == file.csv)
      #expect(
        again.items.map { again.itemNames[Int($0)] } == file.items.map { file.itemNames[Int($0)] })
      #expect(again.ranks == file.ranks && again.starts == file.starts)
      #expect(again.workers == file.workers && again.weights == file.weights)
    }
  }
}
