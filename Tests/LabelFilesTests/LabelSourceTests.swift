import Foundation
import LabelFiles
import Testing

@Suite struct LabelSourceTests {
  /// What reading bytes from a file complains about, without the folder's name.
  private func complaint(aboutBytes bytes: [UInt8]) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "labels-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "x.csv").path()
    try Data(bytes).write(to: URL(filePath: path))
    do {
      _ = try LabelReader().labels(from: .file(path))
      return ""
    } catch {
      return error.description.replacing(folder.path() + "/", with: "")
    }
  }

  @Test func aHyphenIsStandardInput() {
    #expect(LabelSource(argument: "-") == .standardInput)
    #expect(LabelSource(argument: "x.csv") == .file("x.csv"))
    #expect(LabelSource.standardInput.name == "standard input")
  }

  @Test func filesAreRead() throws {
    #expect(try complaint(aboutBytes: Array("task,worker,label\nt,w,l\n".utf8)) == "")
  }

  @Test func namedPipesAreRead() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "pipe-\(UUID())").path()
    try #require(mkfifo(path, 0o600) == 0)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writing = Thread {
      FileHandle(forWritingAtPath: path)?.write(Data("task,worker,label\nt,w,l\n".utf8))
    }
    writing.start()
    #expect(try LabelReader().labels(from: .file(path)).labelNames == ["l"])
  }

  @Test(
    arguments: [
      ([0x1F, 0x8B, 8, 0], "the file is compressed with gzip", "unpack it with gunzip"),
      (
        [0x50, 0x4B, 3, 4, 0], "the file is a spreadsheet (.xlsx) or a zip archive",
        "save the sheet as CSV, or unpack the archive"
      ),
      (
        [0xD0, 0xCF, 0x11, 0xE0, 0], "the file is a spreadsheet (.xls)", "save the sheet as CSV"
      ),
      (Array("PAR1\u{0}".utf8), "the file is a Parquet table", "write the table as CSV"),
      ([0xFF, 0xFE, 0x74, 0], "the file is UTF-16 text", "save it as UTF-8"),
      ([0xFE, 0xFF, 0, 0x74], "the file is UTF-16 text", "save it as UTF-8"),
    ] as [([UInt8], String, String)])
  func whatIsNoText(_ bytes: [UInt8], _ what: String, _ fix: String) throws {
    #expect(try complaint(aboutBytes: bytes) == "x.csv: error: \(what)\n  fix: \(fix)")
  }

  @Test func bytesThatAreNoText() throws {
    #expect(
      try complaint(aboutBytes: Array("task,worker,label\na\u{0},b,c".utf8))
        == "x.csv:2:2: error: the file is not text: there is a NUL byte here\n"
        + "  fix: save the table as CSV in UTF-8")
    let latin =
      Array("task,worker,label\nt,J".utf8) + [0xE4] + Array("n,l\nt,w\nt,w,".utf8) + [0xFF]
    #expect(
      try complaint(aboutBytes: latin) == """
        x.csv:2:4: error: this is not UTF-8 text (E4)
          fix: save the file as UTF-8; it may be in an older encoding, such as Latin-1
        x.csv:3:1: error: the row has 2 fields, but the header has 3
          fix: add what is missing, if only as an empty field
        x.csv:4:5: error: this is not UTF-8 text (FF)
          fix: save the file as UTF-8; it may be in an older encoding, such as Latin-1
        """)
  }

  @Test func filesThatCannotBeRead() throws {
    let reader = LabelReader()
    let missing = #expect(throws: InvalidLabelFile.self) {
      try reader.comparisons(from: .file("no/such.csv"))
    }
    #expect(
      missing?.description == """
        no/such.csv: error: there is no such file
          fix: check the path, or write - for standard input
        """)
    let folder = FileManager.default.temporaryDirectory.path()
    let isFolder = #expect(throws: InvalidLabelFile.self) {
      try reader.rankings(from: .file(folder))
    }
    #expect(
      isFolder?.description == "\(folder): error: this is a folder\n  fix: name a CSV file in it")
  }
}
