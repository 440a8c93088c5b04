import Foundation
import LabelFiles
import Testing

@Suite struct LargeFileTests {
  /// Names of all lengths, in an order that a formula gives, so that every index can be checked.
  @Test func twoHundredThousandRows() throws {
    let rows = 200_000
    func task(_ row: Int) -> Int { row * 7919 % 50_021 }
    func worker(_ row: Int) -> Int { row * 31 % 1_009 }
    var text = "task,worker,label\r\n"
    for row in 0..<rows {
      text += "task \(task(row)),\"w\(worker(row))\",\(row % 4 == 3 ? "NA" : "\(row % 4)")\r\n"
    }
    let path = FileManager.default.temporaryDirectory.appending(path: "large-\(UUID()).csv").path()
    try Data(text.utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = try LabelReader().labels(from: .file(path))

    #expect(file.count == rows * 3 / 4)
    #expect(file.missingCount == rows / 4)
    #expect(file.labelNames == ["0", "1", "2"])
    #expect(file.labelValues == [0, 1, 2])
    #expect(file.workerNames.count == 1_009)
    let kept = (0..<rows).filter { $0 % 4 != 3 }
    #expect(file.tasks.map { file.taskNames[Int($0)] } == kept.map { "task \(task($0))" })
    #expect(file.workers.map { file.workerNames[Int($0)] } == kept.map { "w\(worker($0))" })
    #expect(file.labels == kept.map { Int32($0 % 4) })
    // First appearances are in order.
    var seen: Int32 = -1
    for index in file.tasks where index > seen {
      #expect(index == seen + 1)
      seen = index
    }
    #expect(Int(seen) + 1 == file.taskNames.count)
  }
}
