import ArgumentParser
import Environments
import Experiments
import Networks
import PlainText
import Randomness
import SandboxCore

/// `rlhf play`
struct PlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: "Play a board game against a model, in the terminal.",
    discussion: """
      The model plays as its policy does: it draws from its distribution over the legal moves. \
      Cells are named by column and row, from the lower left: a1. In connect four a move is \
      a column: a.

      Example:

        rlhf play runs/01-four-phases/models/tic-tac-toe-1/policy \\
          --world board.tic-tac-toe --side o
      """)

  @Argument(help: ArgumentHelp("A model's folder.", valueName: "model-dir"))
  var model: String

  @Option(help: ArgumentHelp("The game.", valueName: "name"))
  var world: String

  @Option(help: "Your side; x begins.")
  var side = "x"

  @Option(help: "Decides the model's chance.")
  var seed: UInt64 = 1

  func validate() throws {
    if !["x", "o"].contains(side.lowercased()) {
      throw ValidationError("--side is \(Excerpt.of(side)), but must be x or o.")
    }
  }

  func run() throws {
    try exiting {
      let name = try WorldChoice.name(world)
      guard Worlds.named(name).isGame else {
        let boards = Worlds.all.filter(\.isGame).map(\.name).joined(separator: ", ")
        throw BadInput(
          "error: \(world) is no board game\n  fix: name one of \(boards), or use "
            + "`rlhf sample`")
      }
      let world = try Wiring.makeWorld(WorldChoice.settings(name))
      let model = try Wiring.loadModel(model, for: world)
      try play(model, in: world)
    }
  }

  private func play<World: Environment>(_ model: any LanguageModel, in world: World) throws {
    guard let game = BoardGame(world), let place = game.sides.firstIndex(of: side.lowercased())
    else { throw RunFailure("error: \(world.name) has no sides x and o") }
    var table = GameTable(
      game: game, side: place,
      player: ModelPlayer(model: model, stream: RandomStream(seed: seed)),
      read: { readLine() },
      show: { try Terminal.show($0) })
    try table.play()
  }
}
