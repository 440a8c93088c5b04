import ArgumentParser
import Experiments
import Randomness
import Reports
import SandboxCore
import ScenarioFiles

/// `rlhf show annotator`
struct ShowAnnotator: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotator",
    abstract: "A kind of annotator: how it answers a question, and why.",
    discussion: """
      Somebody of that kind is asked about two responses to one prompt; shown are the terms that \
      were added up and the chance that decided. --set changes the person, --seed the question.

      Examples:

        rlhf show annotator honest
        rlhf show annotator inverted --world board.tic-tac-toe --seed 3
        rlhf show annotator honest --set annotators.position_bias=1
      """)

  @Argument(help: "honest, or a troll's conduct; all are listed without it.")
  var name: String?

  @Option(help: "The world it lives in.")
  var world = WorldName.town.rawValue

  @Option(help: "Decides who it is and what it is asked.")
  var seed: UInt64 = 1

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Change a setting under `annotators`.", valueName: "key=value"))
  var assignments: [String] = []

  /// The kinds there are, with what they do.
  static let kinds: [(name: String, meaning: String)] =
    [("honest", "says what it thinks, as well as it can")]
    + TrollConduct.allCases.map { conduct in
      switch conduct {
      case .random: (conduct.rawValue, "a troll that answers by tossing a coin")
      case .inverted: (conduct.rawValue, "a troll that answers the opposite of what it thinks")
      }
    }

  func run() throws {
    try exiting {
      guard let name else {
        let rows = Self.kinds.map { [$0.name, $0.meaning] }
        Terminal.print(TextTable(heads: ["", ""], rows: rows).text)
        return Terminal.print("\n" + SettingsText.table(section: "annotators"))
      }
      let worldName = try WorldChoice.name(world)
      let settings = try settings(of: name, in: worldName)
      let world = try Wiring.makeWorld(settings.world)
      let root = RandomStream(seed: seed)
      let people = try Wiring.makeAnnotators(
        settings.annotators, in: world, using: root.child("people"))
      guard let person = people.first else { throw RunFailure("the pool is empty") }
      Terminal.print(try AnswerDescription.text(person, in: world, using: root.child("question")))
    }
  }

  private func settings(of name: String, in world: WorldName) throws -> ArmSettings {
    var settings = ArmSettings.defaults(for: world)
    if let conduct = TrollConduct(rawValue: name) {
      settings.annotators.trollShare = 1
      settings.annotators.trollConduct = conduct
    } else if name != "honest" {
      throw BadInput(
        "error: there is no annotator \"\(name)\"\n  fix: "
          + Spelling.hint(for: name, in: Self.kinds.map(\.name)))
    }
    try SettingsText.assign(assignments, to: &settings)
    return settings
  }
}
