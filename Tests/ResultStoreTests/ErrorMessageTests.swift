import Experiments
import Foundation
import GRDB
import ResultStore
import Testing

@Suite struct ErrorMessageTests {
  let folder = TemporaryFolder()

  private func complaint(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch {
      return "\(error)".replacing(folder.path, with: "DIR")
    }
  }

  @Test func aRunThatIsThereAlready() throws {
    try file(record("base", 0), in: open(folder))
    #expect(
      complaint { _ = try open(folder) } == """
        DIR: error: the folder already holds this run, with 1 of 4 replications finished
          fix: go on with --resume, or write elsewhere with --out
        """)
  }

  @Test func aRunThatIsFinished() throws {
    do {
      let directory = try open(folder)
      for arm in experiment.arms {
        for number in 0..<experiment.replications {
          try file(record(arm.name, number), in: directory)
        }
      }
    }
    #expect(
      complaint { _ = try open(folder) } == """
        DIR: error: the folder already holds this run, and it is finished
          fix: read its report.html, write elsewhere with --out, or delete the folder
        """)
  }

  @Test func aRunOfAnotherScenario() throws {
    _ = try open(folder)
    for resume in [false, true] {
      #expect(
        complaint { _ = try open(folder, scenario: "name: 03-trolls\nseed: 2\n", resume: resume) }
          == """
          DIR: error: the folder holds a run of another scenario: there `seed: 1`, here `seed: 2`
            fix: write elsewhere with --out, or delete the folder
          """)
    }
    #expect(try folder.text("scenario.yaml") == scenario)
  }

  @Test func aFolderOfSomethingElse() throws {
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    try Data().write(to: folder.url.appending(path: "notes.txt"))
    for resume in [false, true] {
      #expect(
        complaint { _ = try open(folder, resume: resume) } == """
          DIR: error: the folder holds files that are no run, such as notes.txt
            fix: give a new or empty folder with --out
          """)
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["notes.txt"],
      "nothing is left in a folder that is not ours")
  }

  @Test func aFileInThePlaceOfTheFolder() throws {
    try Data().write(to: folder.url)
    #expect(
      complaint { _ = try open(folder) } == """
        DIR: error: this is a file, but a run needs a folder
          fix: give a new folder with --out
        """)
  }

  @Test func aFolderThatAnotherWrites() throws {
    let first = try open(folder)
    let process = ProcessInfo.processInfo.processIdentifier
    #expect(
      complaint { _ = try open(folder, resume: true) } == """
        DIR: error: another process (\(process)) is writing this run
          fix: wait until it is done, or write elsewhere with --out
        """)
    withExtendedLifetime(first) {}
  }

  @Test func aLockFileAloneLocksNothing() throws {
    _ = try open(folder)
    try Data("1".utf8).write(to: folder.url.appending(path: ".lock"))
    #expect(throws: Never.self) { try open(folder, resume: true) }
  }

  @Test func resultsThatAreDamaged() throws {
    _ = try open(folder)
    let file = folder.url.appending(path: "results.sqlite")
    try Data("this is no database, though it is long enough to be read as one".utf8).write(to: file)
    let expected = """
      DIR/results.sqlite: error: the results are damaged: file is not a database
        fix: delete the folder and run again, or write elsewhere with --out
      """
    #expect(complaint { _ = try open(folder, resume: true) } == expected)
    #expect(complaint { _ = try RunDirectory.load(folder.url) { _ in experiment } } == expected)
    try FileManager.default.removeItem(at: file)
    let queue = try DatabaseQueue(path: file.path(percentEncoded: false))
    try queue.write { try $0.execute(sql: "CREATE TABLE other (a)") }
    try queue.close()
    #expect(
      complaint { _ = try open(folder, resume: true) } == """
        DIR/results.sqlite: error: the results are damaged: it was made by another program
          fix: delete the folder and run again, or write elsewhere with --out
        """)
  }

  @Test func aPageOverwrittenInTheMiddle() throws {
    let directory = try open(folder)
    for number in 0..<2 { try file(record("base", number), in: directory) }
    let file = folder.url.appending(path: "results.sqlite")
    let handle = try FileHandle(forUpdating: file)
    // The first page is left, so that SQLite takes the file for a database.
    let size = try handle.seekToEnd()
    try handle.seek(toOffset: 4096)
    try handle.write(contentsOf: Data(repeating: 0xAA, count: Int(size) - 4096))
    try handle.close()
    let text = complaint { _ = try RunDirectory.load(folder.url) { _ in experiment } }
    #expect(text.hasPrefix("DIR/results.sqlite: error: the results are damaged: "))
  }

  @Test func noRunToReport() {
    #expect(
      complaint { _ = try RunDirectory.load(folder.url) { _ in experiment } } == """
        DIR: error: there is no run here
          fix: give the folder that `rlhf run` wrote, such as runs/01-four-phases
        """)
  }

  @Test func aNumberThatIsNotFiniteIsNotStored() throws {
    let directory = try open(folder)
    var bad = record("base", 0)
    bad.metrics[0].value = .nan
    #expect(throws: RunDirectoryProblem.self) { try file(bad, in: directory) }
    #expect(try RunDirectory.load(folder.url) { _ in experiment }.arms[0].replications.isEmpty)
  }
}
