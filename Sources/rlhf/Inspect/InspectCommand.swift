import ArgumentParser
import Experiments
import PlainText
import Randomness
import SandboxCore

/// `rlhf inspect`
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "One episode of a run's policy, state by state: π, V, advantage, reward, KL.",
    discussion: """
      RUN is the folder of a finished run. Each state shows the tokens so far or the board, the most \
      probable actions under the policy π and under π_ref, which it started from, and what the optimiser \
      makes of the chosen one. The sample is the first that `rlhf sample` gives with the same seed. \
      --response walks through an answer that you write; on a board the moves of both sides in turn.

      Examples:

        rlhf inspect runs/01-four-phases --arm town --prompt "who sells bread"
        rlhf inspect runs/01-four-phases --arm tic-tac-toe --prompt "play-x" --step
        rlhf inspect runs/01-four-phases --arm town --prompt "who sells bread" \\
          --response "the baker sells bread" --json
      """)

  @Argument(help: ArgumentHelp("The folder a run left.", valueName: "run"))
  var folder: String

  @Option(help: ArgumentHelp("The arm; may be left away where there is one.", valueName: "name"))
  var arm: String?

  @Option(help: "The replication, from 1.")
  var replication = 1

  @Option(help: ArgumentHelp("What the policy is to answer.", valueName: "text"))
  var prompt: String?

  @Option(
    help: ArgumentHelp(
      "Walks through this response, not a sample; ... at its end: cut off.",
      valueName: "text"))
  var response: String?

  @Flag(help: "Takes the most probable action in every state.")
  var greedy = false

  @Option(help: "Decides all chance.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Words that each state shows; on a board all moves.", valueName: "n"))
  var top = 5

  @Flag(help: "Waits for a key after each state; q leaves.")
  var step = false

  @Flag(help: "Prints everything as JSON.")
  var json = false

  func validate() throws {
    if response != nil, greedy {
      throw ValidationError("--response and --greedy are two ways to choose; give one.")
    }
    if step, json { throw ValidationError("--step shows states one by one, --json all at once.") }
    guard (1...1000).contains(top) else {
      throw ValidationError("--top is \(top), but must be from 1 to 1000.")
    }
  }

  func run() throws {
    try exiting {
      if step, !KeyReader.isPossible {
        throw ValidationError(
          "--step waits for a key, but this is no terminal. Leave --step away to see all states.")
      }
      let run = try Wiring.loadRun(folder)
      let choice = try ReplicationChoice(
        in: run, folder: folder, arm: arm, replication: replication)
      try inspect(choice, of: run.experiment, in: try Wiring.makeWorld(choice.arm.settings))
    }
  }

  private func inspect<World: Environment>(
    _ choice: ReplicationChoice, of experiment: Experiment, in world: World
  ) throws {
    let walk = try walk(choice, of: experiment, in: world)
    guard !json else {
      let origin: [JSON.Member] = [
        .init("run", .text(folder)), .init("scenario", .text(experiment.name)),
        .init("arm", .text(choice.arm.name)), .init("replication", .number(replication)),
        .init("seed", .number("\(seed)")),
      ]
      return try Terminal.print(
        JSON.object(origin).adding(walk.json(in: world).members).text(.pretty))
    }
    let text = WalkText(walk, in: world)
    let origin = "\(folder), arm \(choice.arm.name), replication \(replication): \(world.name)"
    try Terminal.print(text.beginning(origin: origin, seed: seed) + "\n")
    for index in walk.steps.indices {
      try Terminal.print(text.state(index) + "\n")
      guard step else { continue }
      Terminal.note("(any key: go on; q: leave)")
      guard KeyReader.waitForNext() else { return }
    }
    try Terminal.print(text.end)
  }

  /// The episode.
  ///
  /// - Throws: ``BadInput``; a usage error with examples where there is no prompt.
  func walk<World: Environment>(
    _ choice: ReplicationChoice, of experiment: Experiment, in world: World
  ) throws -> EpisodeWalk {
    let walker = try Wiring.openWalker(of: experiment, choice, in: world)
    let reader = PromptReader(world)
    guard let text = prompt, !text.allSatisfy(\.isWhitespace) else {
      let examples = reader.examples(3).map { "  --prompt \"\($0)\"" }.joined(separator: "\n")
      throw ValidationError("--prompt is missing. Some of \(world.name):\n\(examples)")
    }
    let (prompt, isJudged) = try PromptReader.open(
      text, in: world, contextLength: walker.policy.contextLength)
    let written = try response.map { try reader.response($0, to: prompt) }
    do throws(InspectionProblem) {
      var way: EpisodeWalk.Choice = greedy ? .greedy : .sample
      if let written { way = .given(try world.givenResponse(written, to: prompt)) }
      return try walker.walk(
        .init(prompt: prompt, isJudged: isJudged, choice: way, shown: top),
        using: RandomStream(seed: seed))
    } catch {
      throw BadInput(error)
    }
  }
}
