import Foundation
import Testing

@testable import LabelFiles

/// Files that are large in one way or another: they are read in time and memory that grow with their
/// size alone, or refused with a limit; and messages stay short.
@Suite struct HugeInputTests {
  @Test func aHundredThousandColumnsTakeTimeInTheirNumber() throws {
    let names = (0..<100_000).map { "w\($0)" }.joined(separator: ",")
    let row = Array(repeating: "x", count: 100_000).joined(separator: ",")
    let clock = ContinuousClock()
    var file: LabelFile?
    let time = try clock.measure { file = try labels("task,\(names)\na,\(row)\nb,\(row)\n") }
    #expect(file?.count == 200_000)
    #expect(file?.workerNames.last == "w99999")
    // It takes half a second; in the square of the columns it takes more than ten.
    #expect(time < .seconds(5))
  }

  @Test func moreThanAMillionColumnsAreRefused() {
    #expect(
      complaint(.labels, String(repeating: ",", count: 5_000_000))
        == "x.csv: error: the header has 5000001 columns, but at most 1000000 are allowed\n"
        + "  fix: write one row for each answer, with a header such as task,worker,label")
    #expect(
      complaint(
        .labels, "task,worker,label\na,b," + String(repeating: ",", count: 2_000_000) + "c\n")
        == "x.csv:2:1: error: the row has 2000003 fields, but the header has 3\n"
        + "  fix: put a field that holds the separator in quotation marks, or remove what is too much"
    )
  }

  /// A megabyte of letters, and one of quotation marks, wherever a message could quote them.
  @Test(arguments: ["x", "\"\"", "\u{1B}", "é"])
  func messagesQuoteEightyCharacters(_ piece: String) {
    let long = String(repeating: piece, count: 500_000)
    let quoted = "\"\(long)\""
    let messages = [
      complaint(.labels, quoted), complaint(.labels, "\(quoted),b\n1,2\n"),
      complaint(.labels, "task,worker,label,truth\na,w,x,\(quoted)\na,v,x,y\n"),
      complaint(.labels, "item,ann,bob\n\(quoted),1,1\n\(quoted),1,1\n"),
      complaint(.labels, "item,\(quoted),\(quoted)\na,1,1\n"),
      complaint(.labels, "task,worker,label\na,b,c\n", columns: "task=" + piece.prefix(1) + "zz"),
      complaint(.comparisons, "left,right,winner\n\(quoted),\(quoted),tie\n"),
      complaint(.comparisons, "left,right,winner\na,b,\(quoted)\n"),
      complaint(.comparisons, "left,right,winner\n\(quoted),b,c\n"),
      complaint(.comparisons, "left,right,winner,weight\na,b,a,\(quoted)\n"),
      complaint(.comparisons, "left,right,winner,time\na,b,a,\(quoted)\n"),
      complaint(.rankings, "ranking,rank,item\n1,\(quoted),a\n"),
      complaint(.rankings, "ranking,rank,item\n\(quoted),1,\(quoted)\n\(quoted),2,\(quoted)\n"),
    ]
    for message in messages {
      #expect(message.contains("error: "))
      #expect(message.count < 1_200, "\(message.prefix(200))")
      #expect(!message.contains("\u{1B}"))
    }
  }

  @Test func ofManyNamesAFewAreListed() {
    let header = "task,worker," + Array(repeating: "label", count: 10_000).joined(separator: ",")
    let message = complaint(.labels, header + "\n")
    #expect(message.count < 500)
    #expect(message.contains("label, label and 9988 more"))
    let twice = "task," + (0..<5_000).map { "w\($0 / 2)" }.joined(separator: ",") + "\n"
    #expect(complaint(.labels, twice).hasSuffix("... and 2480 more problems"))
  }

  @Test(arguments: ["1e308", "1e30", "1000000001", "1e-7", "1e-300"])
  func weightsBeyondAllMeasureAreRefused(_ weight: String) {
    let what =
      "error: the weight is \(weight), but must be 0 or a number from 0.000001 to 1000000000\n"
      + "  fix: write for example 1"
    #expect(
      complaint(.comparisons, "left,right,winner,weight\na,b,a,1\nb,c,b,\(weight)\n")
        == "x.csv:3:7: " + what)
    #expect(
      complaint(.rankings, "ranking,rank,item,weight\n1,1,a,\(weight)\n") == "x.csv:2:7: " + what)
  }

  @Test func pipesWithoutAnEndAreRefused() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "pipe-\(UUID())").path()
    try #require(mkfifo(path, 0o600) == 0)
    defer { try? FileManager.default.removeItem(atPath: path) }
    Thread {
      FileHandle(forWritingAtPath: path)?.write(Data(repeating: 0x78, count: 5_000))
    }.start()
    let error = #expect(throws: InvalidLabelFile.self) {
      try LabelSource.file(path).bytes(limit: 1_000)
    }
    #expect(
      error?.description == """
        \(path): error: more than 1000 bytes came and no end
          fix: write them into a file, which is read without a copy, and name it
        """)
  }

  /// A device that never ends is left at its first byte that is no text.
  @Test func devicesAreNoText() throws {
    #expect(try LabelSource.file("/dev/zero").bytes().count <= 1 << 20)
    let error = #expect(throws: InvalidLabelFile.self) {
      try LabelReader().labels(from: .file("/dev/zero"))
    }
    #expect(
      error?.description == """
        /dev/zero:1:1: error: the file is not text: there is a NUL byte here
          fix: save the table as CSV in UTF-8
        """)
  }

  @Test func whatEndsAtOnceIsEmpty() throws {
    #expect(try LabelSource.file("/dev/null").bytes().isEmpty)
  }
}
