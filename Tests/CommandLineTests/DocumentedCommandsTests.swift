import Foundation
import Testing

@testable import rlhf

/// The commands that README and pages show, run one after another as a reader would, in a folder with the files that
/// ship.
@Suite struct DocumentedCommandsTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every different command line of the pages, in their order, without comments.
  private static let commands: [String] = DocumentationTests.pages.flatMap { page -> [String] in
    let text = (try? String(contentsOf: root.appending(path: page), encoding: .utf8)) ?? ""
    // Blocks of a language of their own, such as console, show what needs a reader's files or minutes.
    var isCode = false
    var isBlock = false
    var pending = ""
    return text.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line in
      if line.hasPrefix("```") {
        isBlock.toggle()
        isCode = isBlock && (line == "```" || line == "```sh")
      }
      guard isCode else { return nil }
      var line = pending + (line.hasPrefix("$ ") ? line.dropFirst(2) : line)
      pending = ""
      if line.hasSuffix("\\") {
        pending = String(line.dropLast())
        return nil
      }
      guard line.hasPrefix("rlhf ") else { return nil }
      line = String(line.prefix { $0 != "#" }).trimmingCharacters(in: .whitespaces)
      return line
    }
  }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }

  /// The scenarios that pages show whole, by name.
  private static let scenarios: [(name: String, text: String)] = DocumentationTests.pages.flatMap {
    page in
    let text = (try? String(contentsOf: root.appending(path: page), encoding: .utf8)) ?? ""
    return text.matches(of: /```yaml\n((?:(?!```)[\s\S])*?\n)```/).compactMap { block in
      let text = String(block.output.1)
      return text.firstMatch(of: /(?:^|\n)name: ([A-Za-z0-9-]+)/).map {
        (String($0.output.1), text)
      }
    }
  }

  /// Scenarios that stand in the pages are valid.
  @Test func scenariosAreRead() throws {
    #expect(Self.scenarios.count > 2)
    for (name, text) in Self.scenarios {
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
          at: folder.appending(path: name), withDestinationURL: Self.root.appending(path: name))
      }
      let first = try BuiltProgram.shell(
        "$RLHF run 01 --smoke --quiet --jobs 2 --out runs/01-four-phases", in: folder)
      #expect(first.code == 0, "\(first.errors)")
      for (name, text) in Self.scenarios {
        try Data(text.utf8).write(to: folder.appending(path: name + ".yaml"))
      }
      var tried = 0
      for command in Self.commands where !Self.isLeftOut(command) {
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
