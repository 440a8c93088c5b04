import Foundation
import Testing

@testable import rlhf

@Suite struct ScenarioLibraryTests {
  private func withLibrary(_ test: (ScenarioLibrary, String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["01-four-phases", "02-board", "12-trolls", "13-troll-types"] {
      try Data("name: \(name)\n".utf8).write(to: folder.appending(path: "\(name).yaml"))
    }
    try Data().write(to: folder.appending(path: "notes.txt"))
    try test(ScenarioLibrary(folders: [folder.path, "/nowhere"]), folder.path)
  }

  @Test(arguments: [
    ("01-four-phases", "01-four-phases"), ("four-phases", "01-four-phases"),
    ("01", "01-four-phases"), ("02-b", "02-board"), ("four", "01-four-phases"),
    ("trolls", "12-trolls"),
  ])
  func aNameItsNumberOrItsBeginningIsEnough(text: String, name: String) throws {
    try withLibrary { library, folder in
      let path = try library.path(for: text)
      #expect(path == "\(folder)/\(name).yaml")
    }
  }

  @Test func aPathIsTakenAsItIs() throws {
    try withLibrary { library, folder in
      let path = try library.path(for: "\(folder)/notes.txt")
      #expect(path == "\(folder)/notes.txt")
    }
  }

  @Test func mistakesAreExplained() throws {
    try withLibrary { library, _ in
      #expect(
        throws: BadInput(
          "error: \"1\" may mean 2 scenarios\n  fix: write more of the name:\n"
            + "    12-trolls\n    13-troll-types")
      ) { try library.path(for: "1") }
      #expect(
        throws: BadInput(
          "error: there is no scenario \"02-bord\"\n  fix: did you mean 02-board? these ship:\n"
            + "    01-four-phases\n    02-board\n    12-trolls\n    13-troll-types")
      ) { try library.path(for: "02-bord") }
      #expect(
        throws: BadInput(
          "error: there is no file no/such.yaml\n  fix: check the path; `rlhf list` names the "
            + "scenarios that ship")
      ) { try library.path(for: "no/such.yaml") }
    }
  }

  @Test func withoutScenariosTheErrorSaysWhereToPutThem() {
    #expect(
      throws: BadInput(
        "error: there is no scenario \"01\", and none that ship were found\n  fix: "
          + ScenarioLibrary.noneFound)
    ) { try ScenarioLibrary(folders: ["/nowhere"]).path(for: "01") }
  }
}
