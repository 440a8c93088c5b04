import ArgumentParser
import Environments
import Experiments
import Foundation
import PlainText
import SandboxCore
import ScenarioFiles

/// `rlhf show world`
struct ShowWorld: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "world",
    abstract: "A world: state space, action space, reward function, constraints, people, prompts.")

  @Argument(help: "The world, such as board.tic-tac-toe; all are listed without it.")
  var name: String?

  func run() throws {
    try exiting {
      guard let name else {
        let rows = try WorldName.allCases.map { name in
          [name.rawValue, try Wiring.makeWorld(WorldChoice.settings(name)).summary]
        }
        return try Terminal.print(
          TextTable(heads: ["", ""], rows: rows).fitted(to: Terminal.width(of: STDOUT_FILENO)).text)
      }
      let world = try Wiring.makeWorld(WorldChoice.settings(WorldChoice.name(name)))
      try Terminal.print(try WorldDescription.text(world))
    }
  }
}

/// Worlds as a person names them on the command line.
enum WorldChoice {
  /// The world of a name.
  ///
  /// - Throws: ``BadInput`` with the worlds that there are.
  static func name(_ text: String) throws -> WorldName {
    guard let name = WorldName(rawValue: text) else {
      let names = WorldName.allCases.map(\.rawValue)
      throw BadInput(
        "error: there is no world \"\(Excerpt.of(text))\"\n  fix: "
          + Spelling.hint(for: text, in: names))
    }
    return name
  }

  /// A world as it is when a scenario says nothing but its name.
  static func settings(_ name: WorldName) -> ArmSettings { ArmSettings.defaults(for: name) }
}
