import ArgumentParser
import Experiments
import Networks
import PlainText
import Randomness
import Reports
import Rollouts
import SandboxCore

/// `rlhf sample`
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "What does the model of a phase say or play?",
    discussion: """
      MODEL_DIR is one of the folders that a run leaves under models/. A prompt that the world \
      knows is answered and judged; any other in its words is only answered. On a board the \
      prompt is a side and the opening moves, and the opponent plays at random.

      Examples:

        rlhf sample runs/01-four-phases/models/town-1/policy --world text.town \\
          --prompt "teach me how to make a resume" --count 3
        rlhf sample runs/01-four-phases/models/tic-tac-toe-1/policy \\
          --world board.tic-tac-toe --prompt "play-x b2 a1"
      """)

  @Argument(help: ArgumentHelp("A model's folder.", valueName: "model-dir"))
  var model: String

  @Option(help: ArgumentHelp("The world it was trained in.", valueName: "name"))
  var world: String

  @Option(help: ArgumentHelp("What it is to answer.", valueName: "text"))
  var prompt: String

  @Option(help: ArgumentHelp("How many responses.", valueName: "n"))
  var count = 1

  @Option(help: "1 samples from the policy itself, 0 takes the most probable action.")
  var temperature = 1.0

  @Option(help: "Decides all chance.")
  var seed: UInt64 = 1

  func validate() throws {
    if prompt.allSatisfy(\.isWhitespace) { throw ValidationError("--prompt is empty.") }
    guard (1...10_000).contains(count) else {
      throw ValidationError("--count is \(count), but must be from 1 to 10000.")
    }
    if !(temperature >= 0 && temperature.isFinite) {
      throw ValidationError("--temperature is \(temperature), but must be at least 0.")
    }
  }

  func run() throws {
    try exiting {
      let world = try Wiring.makeWorld(WorldChoice.settings(WorldChoice.name(world)))
      let model = try Wiring.loadModel(model, for: world)
      for text in try responses(of: model, in: world) { try Terminal.print(text) }
    }
  }

  /// The responses as a person reads them, each with what it is worth where that is known.
  func responses<World: Environment>(
    of model: any LanguageModel, in world: World
  ) throws -> [String] {
    let (prompt, isJudged) = try PromptReader.open(
      prompt, in: world, contextLength: model.contextLength)
    var engine = RolloutEngine(environment: world)
    engine.temperature = temperature
    let rollouts = engine.run(
      model, on: Array(repeating: prompt, count: count), using: RandomStream(seed: seed))
    return rollouts.map(\.response).map { response in
      guard isJudged else {
        return world.vocabulary.text(response.continuation.filter { $0 != world.vocabulary.end })
      }
      let gold = NumberText.fixed(world.episode(response).gold.value, decimals: 2)
      return "\(world.transcript(of: response))\n  gold \(gold)"
    }
  }
}
