import Foundation
import ResultStore
import Testing

/// A folder is made whole or not at all, and only where nothing is.
@Suite struct NewFolderTests {
  let folder = TemporaryFolder()

  private var target: URL { folder.url.appending(path: "above/made") }

  private func fill(_ url: URL) throws {
    try NewFolder.fill(url) { write in
      try write("a/one.txt") { piece in
        try piece("1")
        try piece("2\n")
      }
      try write("two.txt") { piece in try piece("3") }
    }
  }

  private func complaint(_ url: URL) -> String {
    do {
      try fill(url)
      return ""
    } catch {
      return "\(error)".replacing(folder.path, with: "DIR")
    }
  }

  @Test func aFolderIsMadeWithThoseAboveIt() throws {
    try fill(target)
    #expect(try String(contentsOf: target.appending(path: "a/one.txt"), encoding: .utf8) == "12\n")
    #expect(try String(contentsOf: target.appending(path: "two.txt"), encoding: .utf8) == "3")
    let names = try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appending(path: "above").path)
    #expect(names == ["made"], "no temporary name is left")
  }

  @Test func anEmptyFolderIsFilled() throws {
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    try fill(target)
    #expect(FileManager.default.fileExists(atPath: target.appending(path: "two.txt").path))
  }

  @Test func nothingIsWrittenOver() throws {
    try fill(target)
    #expect(
      complaint(target) == """
        DIR/above/made: error: the folder holds files already, such as a
          fix: write elsewhere with --out, or delete the folder
        """)
    #expect(
      complaint(target.appending(path: "two.txt")) == """
        DIR/above/made/two.txt: error: this is a file, and a folder is to be made here
          fix: write elsewhere with --out
        """)
    #expect(try String(contentsOf: target.appending(path: "two.txt"), encoding: .utf8) == "3")
    // Nor through a link, be it to nowhere.
    let link = folder.url.appending(path: "link")
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: folder.url.appending(path: "nowhere"))
    #expect(complaint(link).contains("a folder is to be made here"))
  }

  @Test func nothingIsLeftOfAFailure() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try NewFolder.fill(target) { write in
        try write("one.txt") { piece in try piece("1") }
        throw Stop()
      }
    }
    let names = try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appending(path: "above").path)
    #expect(names.isEmpty)
  }

  /// As root, who may write everywhere, there is still no folder below a file.
  @Test func aBadPlaceIsTold() throws {
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    try Data("x".utf8).write(to: folder.url.appending(path: "file"))
    #expect(complaint(folder.url.appending(path: "file/made")).contains("writing failed"))
  }
}
