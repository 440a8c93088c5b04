import Foundation
import Testing

@testable import rlhf

@Suite struct PageFileTests {
  private static let page = """
    <!DOCTYPE html>
    <html><head><meta name="generator" content="RLHF Sandbox 0">
    """

  private func path(_ name: String, in folder: URL) -> String { folder.appending(path: name).path }

  private func text(_ name: String, in folder: URL) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  @Test func aPageIsWrittenAndWrittenAgain() throws {
    try BuiltProgram.inNewFolder { folder in
      for _ in 0..<2 {
        try PageFile(path: path("p.html", in: folder), input: nil, replacesOthers: false)
          .write(Self.page)
      }
      #expect(try text("p.html", in: folder) == Self.page)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["p.html"])
    }
  }

  @Test func aFileThatIsNoPageIsReplacedOnlyByForce() throws {
    try BuiltProgram.inNewFolder { folder in
      let path = path("notes.txt", in: folder)
      try Data("mine".utf8).write(to: URL(filePath: path))
      #expect(chmod(path, 0o640) == 0)
      #expect(
        throws: BadInput(
          "\(path): error: this file is no page of rlhf\n  fix: name another file, or add --force "
            + "to replace it")
      ) { try PageFile(path: path, input: nil, replacesOthers: false) }
      #expect(try text("notes.txt", in: folder) == "mine")
      try PageFile(path: path, input: nil, replacesOthers: true).write(Self.page)
      #expect(try text("notes.txt", in: folder) == Self.page)
      #expect(FileIdentity(path: path)?.permissions == 0o640)
    }
  }

  /// By its own name, a symbolic link, or another name of the same file; force does not help.
  @Test(arguments: ["own.csv", "link.csv", "hard.csv"])
  func theTableIsNeverReplaced(name: String) throws {
    try BuiltProgram.inNewFolder { folder in
      let table = path("own.csv", in: folder)
      // Even one that begins as a page does.
      try Data(Self.page.utf8).write(to: URL(filePath: table))
      #expect(symlink("own.csv", path("link.csv", in: folder)) == 0)
      #expect(link(table, path("hard.csv", in: folder)) == 0)
      let place = path(name, in: folder)
      for (input, page) in [(table, place), (place, table)] {
        #expect(
          throws: BadInput(
            "\(page): error: this is the table that is read\n  fix: name another file for the page")
        ) { try PageFile(path: page, input: input, replacesOthers: true) }
      }
    }
  }

  @Test func pipesDevicesAndFoldersAreNoPlace() throws {
    try BuiltProgram.inNewFolder { folder in
      let pipe = path("pipe", in: folder)
      #expect(mkfifo(pipe, 0o600) == 0)
      #expect(symlink("/dev/full", path("device", in: folder)) == 0)
      for place in [pipe, path("device", in: folder), "/dev/null"] {
        #expect(
          throws: BadInput(
            "\(place): error: this is a pipe or a device, no file\n  fix: name a file for the page")
        ) { try PageFile(path: place, input: nil, replacesOthers: true) }
      }
      for place in [folder.path, folder.path + "/new/"] {
        #expect(
          throws: BadInput("\(place): error: this is a folder\n  fix: name a file in it")
        ) { try PageFile(path: place, input: nil, replacesOthers: true) }
      }
    }
  }

  @Test func linksAreFollowedAndStay() throws {
    try BuiltProgram.inNewFolder { folder in
      try FileManager.default.createDirectory(
        at: folder.appending(path: "pages"), withIntermediateDirectories: true)
      #expect(symlink("middle", path("link", in: folder)) == 0)
      #expect(symlink("pages/p.html", path("middle", in: folder)) == 0)
      for _ in 0..<2 {
        try PageFile(path: path("link", in: folder), input: nil, replacesOthers: false)
          .write(Self.page)
      }
      #expect(try text("pages/p.html", in: folder) == Self.page)
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: path("link", in: folder))
          == "middle")
      #expect(symlink("loop", path("loop", in: folder)) == 0)
      let loop = path("loop", in: folder)
      #expect(
        throws: BadInput(
          "\(loop): error: the page cannot be written: Too many levels of symbolic links\n"
            + "  fix: name a file in a folder that exists and that you may write to")
      ) { try PageFile(path: loop, input: nil, replacesOthers: true) }
    }
  }

  @Test func aFolderThatIsNotThereIsRefusedBeforeTheWork() {
    #expect(
      throws: BadInput(
        "/no/such/p.html: error: the page cannot be written: No such file or directory\n"
          + "  fix: name a file in a folder that exists and that you may write to")
    ) { try PageFile(path: "/no/such/p.html", input: nil, replacesOthers: false) }
  }
}

/// The same through the commands, with what only a process of its own can have.
@Suite(.enabled(if: BuiltProgram.path != nil, "build the product rlhf first"))
struct PlotTests {
  private static let labels = "task,worker,label\na,v,x\na,w,y\nb,v,x\n"

  private func inFolder(_ body: (URL) throws -> Void) throws {
    try BuiltProgram.inNewFolder { folder in
      try Data(Self.labels.utf8).write(to: folder.appending(path: "own.csv"))
      try body(folder)
    }
  }

  @Test(arguments: [
    ("aggregate own.csv --plot own.csv --force", "this is the table that is read"),
    ("aggregate - --plot own.csv --force < own.csv", "this is the table that is read"),
    ("agreement /dev/stdin --plot own.csv --force < own.csv", "this is the table that is read"),
    ("agreement own.csv --plot /dev/stdin --force < own.csv", "this is the table that is read"),
    ("agreement own.csv --plot out --force >> out", "standard output goes to this file"),
    ("agreement own.csv --plot /dev/stdout --force | cat", "this is a pipe or a device, no file"),
    ("rate own.csv --plot own.csv", "this is the table that is read"),
    // Refused before the table is read: there is none.
    ("aggregate none.csv --plot /no/such/p.html", "the page cannot be written: No such file"),
  ])
  func aPlaceThatWillNotDoIsRefusedBeforeTheWork(command: String, reason: String) throws {
    try inFolder { folder in
      let ending = try BuiltProgram.shell("\"$RLHF\" \(command)", in: folder)
      #expect(ending.output.isEmpty)
      #expect(ending.errors.contains("error: \(reason)"), "\(ending.errors)")
      if !command.hasSuffix("| cat") { #expect(ending.code == 65) }
      #expect(
        try String(contentsOf: folder.appending(path: "own.csv"), encoding: .utf8) == Self.labels)
    }
  }

  @Test func aPageOfOursIsReplacedAndNothingElse() throws {
    try inFolder { (folder: URL) throws in
      let plot = "\"$RLHF\" aggregate own.csv --seed 1 --plot p.html > /dev/null"
      #expect(try BuiltProgram.shell("\(plot) && \(plot)", in: folder).code == 0)
      #expect(try BuiltProgram.shell("echo mine > p.html; \(plot)", in: folder).code == 65)
      #expect(try BuiltProgram.shell("\(plot) --force", in: folder).code == 0)
    }
  }

  /// No more than 8 KB may be written to a file, as if the disk were full.
  @Test func aPageThatDoesNotFitLeavesNothing() throws {
    try inFolder { folder in
      let ending = try BuiltProgram.shell(
        "ulimit -f 16; \"$RLHF\" aggregate own.csv --plot p.html --json > /dev/null", in: folder)
      #expect(ending.code == 1)
      #expect(
        ending.errors.hasSuffix(
          "p.html: error: the page cannot be written: File too large\n"
            + "  fix: make room, or write elsewhere\n"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["own.csv"])
    }
  }
}
