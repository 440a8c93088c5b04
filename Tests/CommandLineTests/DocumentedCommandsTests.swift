import Foundation
import Testing

@testable import rlhf

/// The commands that README and pages show, run one after another as a reader would, in a folder with the files that
/// ship.
@Suite struct DocumentedCommandsTests {
  /// Every different command line of the pages, in their order. Blocks of a language of their own, such as
  /// console, show what needs a reader's files or minutes.
  private static func commands() throws -> [String] {
    try DocumentedPages.names.flatMap { page in
      DocumentedPages.commands(
        in: try DocumentedPages.blocks(of: page).filter { ["", "sh"].contains($0.language) })
    }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The scenarios that pages show whole, by name.
  private static func scenarios() throws -> [(name: String, text: String)] {
    try DocumentedPages.names.flatMap { page in
      try DocumentedPages.blocks(of: page).filter { $0.language == "yaml" }.compactMap { block in
        block.lines.first { $0.hasPrefix("name: ") }.map {
          (String($0.dropFirst("name: ".count)), block.lines.joined(separator: "\n"))
        }
      }
    }
  }

  /// Scenarios that stand in the pages are valid.
  @Test func scenariosAreRead() throws {
    let scenarios = try Self.scenarios()
    #expect(scenarios.count > 2)
    for (name, text) in scenarios {
      #expect(throws: Never.self, "\(name)") { try Wiring.readScenario(text: text, overrides: []) }
    }
  }

  /// Commands that wait for somebody, or for a model that takes long to be made.
  private static func isLeftOut(_ command: String) -> Bool {
    // Capital letters stand for a reader's own file.
    command.hasPrefix("rlhf play") || command.contains(/\b[A-Z]{3,}\b/)
  }

  @Test func allWork() throws {
    try BuiltProgram.inNewFolder { folder in
      for name in ["docs", "Scenarios"] {
        try FileManager.default.createSymbolicLink(
          at: folder.appending(path: name),
          withDestinationURL: DocumentedPages.root.appending(path: name))
      }
      let first = try BuiltProgram.shell(
        "$RLHF run 01 --smoke --quiet --jobs 2 --out runs/01-four-phases", in: folder)
      #expect(first.code == 0, "\(first.errors)")
      for (name, text) in try Self.scenarios() {
        try Data(text.utf8).write(to: folder.appending(path: name + ".yaml"))
      }
      var tried = 0
      for command in try Self.commands() where !Self.isLeftOut(command) {
        var line = command.replacing(/^rlhf/, with: "$RLHF")
        if command.hasPrefix("rlhf run") {
          let name = command.split(separator: " ")[2]
          // A smoke run of a name of its own: what is shown is a run of minutes.
          line =
            "$RLHF run \(name) --smoke --quiet --jobs 2 --replications 1 --out runs/smoke-\(tried)"
            + command.split(separator: " ").dropFirst(3).joined(separator: " ").settings
        }
        let ending = try BuiltProgram.shell(line, in: folder)
        #expect(ending.code == 0, "\(command): \(ending.errors)")
        tried += 1
      }
      #expect(tried > 10, "the pages show commands")
    }
  }
}

extension String {
  /// The `--set` options of a command line.
  fileprivate var settings: String {
    matches(of: /--set ("[^"]*"|\S+)/).map { " \($0.output.0)" }.joined()
  }
}
