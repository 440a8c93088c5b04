import Experiments
import Foundation
import ResultStore
import Testing

/// A run writes into its own folder only, and only while it is there.
@Suite struct PlaceTests {
  let folder = TemporaryFolder()
  /// Somebody else's folder, with a file of theirs.
  let other = TemporaryFolder()

  init() throws {
    for folder in [folder, other] {
      try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    }
    try Data("theirs".utf8).write(to: theirs)
  }

  private var theirs: URL { other.url.appending(path: ".notes.partial") }

  private func link(_ name: String, to url: URL) throws {
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: name), withDestinationURL: url)
  }

  private func complaint(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch {
      return "\(error)".replacing(folder.path, with: "DIR")
    }
  }

  private func expectTheirsUntouched() throws {
    #expect(try other.text(".notes.partial") == "theirs")
    #expect(other.contents == [".notes.partial"])
  }

  // MARK: - Links

  @Test func theLockIsNoLink() throws {
    let expected = """
      DIR/.lock: error: this is no lock of a run, but a link or another kind of file
        fix: remove it, or write elsewhere with --out
      """
    try link(".lock", to: theirs)
    #expect(complaint { _ = try open(folder) } == expected)
    let lock = folder.url.appending(path: ".lock")
    try FileManager.default.removeItem(at: lock)
    // A second name of a file leads to it as well as a link.
    try FileManager.default.linkItem(at: theirs, to: lock)
    #expect(complaint { _ = try open(folder) } == expected)
    try FileManager.default.removeItem(at: lock)
    try #require(mkfifo(lock.path, 0o600) == 0)
    #expect(complaint { _ = try open(folder) } == expected)
    try expectTheirsUntouched()
  }

  @Test(arguments: ["answers", "models"])
  func foldersOfTheRunAreNoLinks(name: String) throws {
    _ = try open(folder)
    try link(name, to: other.url)
    #expect(
      complaint { _ = try open(folder, resume: true) } == """
        DIR/\(name): error: this is a symbolic link, and a run writes into its own folders only
          fix: put a folder in its place, or write elsewhere with --out
        """)
    try expectTheirsUntouched()
  }

  @Test func aFolderThatBecomesALinkWhileTheRunGoesOn() throws {
    let directory = try open(folder)
    try link("answers", to: other.url)
    #expect(
      complaint { try file(record("base", 0), in: directory) } == """
        DIR/answers: error: this is a symbolic link, and a run writes into its own folders only
          fix: put a folder in its place, or write elsewhere with --out
        """)
    try expectTheirsUntouched()
  }

  @Test func leftoversThatAreLinksAreRemovedNotFollowed() throws {
    _ = try open(folder)
    try link(".summary.json.partial", to: theirs)
    try link(".folder.partial", to: other.url)
    _ = try open(folder, resume: true)
    #expect(!folder.contents.contains { $0.hasSuffix(".partial") })
    try expectTheirsUntouched()
  }

  @Test(arguments: ["scenario.yaml", "summary.json", "report.html"])
  func filesThatAreLinksAreReplaced(name: String) throws {
    _ = try open(folder)
    try? FileManager.default.removeItem(at: folder.url.appending(path: name))
    try link(name, to: theirs)
    try open(folder, resume: true).finish(run([]), summary: "{}\n")
    try RunDirectory.write(report: "<html>", in: folder.url)
    try expectTheirsUntouched()
    #expect(try folder.text("scenario.yaml") == scenario)
    #expect(try folder.text("summary.json") == "{}\n")
    #expect(try folder.text("report.html") == "<html>")
  }

  @Test func aTemporaryNameThatIsALinkIsReplaced() throws {
    let directory = try open(folder)
    try link(".summary.json.partial", to: theirs)
    try directory.finish(run([]), summary: "{}\n")
    try expectTheirsUntouched()
    #expect(try folder.text("summary.json") == "{}\n")
  }

  @Test func modelsThatAreLinksAreReplaced() throws {
    let directory = try open(folder)
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "models"), withIntermediateDirectories: false)
    try link("models/base-1", to: other.url)
    try link("models/.base-1.partial", to: other.url)
    try file(record("base", 0), in: directory)
    try expectTheirsUntouched()
    #expect(try folder.text("models/base-1/policy/config.json") == "policy")
  }

  @Test(arguments: ["", "-journal"])
  func resultsAreAFile(suffix: String) throws {
    _ = try open(folder)
    let file = folder.url.appending(path: "results.sqlite" + suffix)
    try? FileManager.default.removeItem(at: file)
    try link("results.sqlite" + suffix, to: theirs)
    func expected(_ what: String) -> String {
      """
      DIR/results.sqlite\(suffix): error: this is \(what), not a file
        fix: remove it and run again, or write elsewhere with --out
      """
    }
    #expect(complaint { _ = try open(folder, resume: true) } == expected("a symbolic link"))
    try FileManager.default.removeItem(at: file)
    try #require(mkfifo(file.path, 0o600) == 0)
    #expect(complaint { _ = try open(folder, resume: true) } == expected("a pipe or a device"))
    #expect(
      complaint { _ = try RunDirectory.load(folder.url) { _ in experiment } }
        == expected("a pipe or a device"))
    try expectTheirsUntouched()
  }

  // MARK: - A folder that goes away

  private let gone = """
    DIR: error: the folder is gone: it was deleted or moved during the run
      fix: move it back and go on with --resume, or run again
    """

  @Test func aDeletedFolderIsNotMadeAgain() throws {
    let directory = try open(folder)
    try file(record("base", 0), in: directory)
    try FileManager.default.removeItem(at: folder.url)
    #expect(complaint { try file(record("base", 1), in: directory) } == gone)
    #expect(complaint { try directory.finish(run([]), summary: "") } == gone)
    #expect(complaint { try RunDirectory.write(report: "<html>", in: folder.url) } == gone)
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test func aFolderThatIsDeletedWhileAReplicationIsFiled() throws {
    let directory = try open(folder)
    #expect(
      complaint {
        try directory.file(
          record("base", 0),
          answers: { write in
            try write("question\n")
            try FileManager.default.removeItem(at: folder.url)
          }, models: [FiledModel(name: "policy") { _ in }])
      } == gone)
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  /// Another folder of the same name is another folder; the one that moved goes on where it is.
  @Test func aMovedFolderIsLeftAsItIs() throws {
    let moved = TemporaryFolder()
    do {
      let directory = try open(folder)
      try file(record("base", 0), in: directory)
      try FileManager.default.moveItem(at: folder.url, to: moved.url)
      try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: false)
      #expect(complaint { try file(record("base", 1), in: directory) } == gone)
    }
    #expect(folder.contents == [])
    let again = try open(moved, resume: true)
    #expect(again.completed.count == 1 && again.repairs == [])
  }
}
