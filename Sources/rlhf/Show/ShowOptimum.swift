import ArgumentParser
import Experiments
import Foundation
import Networks
import PlainText
import PolicyOptimization
import SandboxCore
import ScenarioFiles

/// `rlhf show optimum`
struct ShowOptimum: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "optimum",
    abstract: "The exact answer of a world: the most gold reward at every KL from a reference.",
    discussion: """
      Lists all that may happen, without any training. Each row of the first table is the policy that \
      maximises gold - beta KL; no policy has more gold at its KL. The second table is best-of-n, in worlds \
      that leave nothing to chance.

      Examples:

        rlhf show optimum text.tiny
        rlhf show optimum text.tiny --set world.length=3 --kl 0.1 --kl 1
        rlhf show optimum board.tic-tac-toe --set world.opponent=greedy
        rlhf show optimum board.tic-tac-toe --prompt "play-x b2 a1" --json
        rlhf show optimum text.tiny --reference runs/my-study/models/base-1/fine-tuned
      """)

  @Argument(help: "The world, such as text.tiny.")
  var world: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Change a setting of the world.", valueName: "key=value"))
  var assignments: [String] = []

  @Option(
    name: .customLong("kl"),
    help: ArgumentHelp(
      "A KL coefficient beta, in reward units a nat; may be given again and again.",
      valueName: "beta"))
  var klCoefficients: [Double] = []

  @Option(
    help: ArgumentHelp(
      "A model's folder, as the reference. (default: all legal actions alike)", valueName: "dir"))
  var reference: String?

  @Option(
    help: ArgumentHelp(
      "What episodes begin with. (default: on a board the empty board, else the first prompt)",
      valueName: "text"))
  var prompt: String?

  @Flag(help: "Print JSON instead of tables.")
  var json = false

  func validate() throws {
    for value in klCoefficients where !(value >= 0 && value.isFinite) {
      throw ValidationError("--kl is \(value), but must be at least 0.")
    }
    for text in assignments where text.split(separator: "=", maxSplits: 1).count < 2 {
      throw ValidationError(
        "--set \(Excerpt.of(text)) does not say KEY=VALUE, such as world.length=3.")
    }
  }

  func run() throws {
    try exiting {
      let name = try WorldChoice.name(world).rawValue
      let experiment = try Wiring.readScenario(
        text: "name: optimum\ntitle: Optimum\nseed: 1\nbase: {world.name: \(name)}\n",
        overrides: assignments)
      guard let settings = experiment.arms.first?.settings else { return }
      let world = try Wiring.makeWorld(settings)
      let answers = try answers(in: world)
      if json {
        try Terminal.print(
          bytes: Array((Self.json(answers, world: world.name).text(.pretty) + "\n").utf8))
      } else {
        try Terminal.print(answers.map { OptimumText.text($0) }.joined(separator: "\n\n"))
      }
    }
  }

  /// The exact answer to each prompt that is asked about.
  func answers<World: Environment>(in world: World) throws -> [OptimumFrontier] {
    let model = try reference.map { try Wiring.loadModel($0, for: world) }
    let reader = PromptReader(world)
    return try prompts(of: world).map { prompt in
      do throws(EpisodeTreeProblem) {
        return OptimumFrontier(
          of: try EpisodeTree(of: prompt, in: world), named: reader.text(of: prompt),
          reference: model, klCoefficients: klCoefficients, in: world)
      } catch {
        throw BadInput(
          "error: \(error.text(of: world.name))\n  fix: "
            + (error == .unlisted
              ? "name text.tiny, or board.tic-tac-toe against an opponent that is no model"
              : "make it smaller with --set, or begin later with --prompt"))
      }
    }
  }

  private func prompts<World: Environment>(of world: World) throws -> [Prompt] {
    guard let prompt else {
      return world.wholeGamePrompts.isEmpty
        ? Array(world.prompts(in: .training).prefix(1)) : world.wholeGamePrompts
    }
    let (meant, isKnown) = try PromptReader(world).prompt(prompt)
    guard isKnown || BoardGame(world)?.isOpening(meant) == true else {
      throw BadInput(
        "error: \(world.name) has no prompt \"\(Excerpt.of(prompt))\"\n  fix: `rlhf show world "
          + "\(world.name)` gives examples")
    }
    return [meant]
  }

  private static func json(_ answers: [OptimumFrontier], world: String) -> JSON {
    ["world": .text(world), "prompts": .array(answers.map(\.json))]
  }
}
