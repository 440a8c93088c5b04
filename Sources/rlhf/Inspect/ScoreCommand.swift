import ArgumentParser
import Experiments
import Foundation
import Networks
import PlainText
import Reports
import SandboxCore

/// `rlhf score`
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "What a reward model gives a text, word by word.",
    discussion: """
      MODEL_DIR is the folder `reward` that a run left. TEXT answers the prompt in the words of the world; \
      on a board it is the moves of both sides in turn. One text is shown word by word, several as a table; \
      - reads them from standard input, one a line. ... at the end of a text says that it was cut off.

      Examples:

        rlhf score runs/01-four-phases/models/town-1/reward --world text.town \\
          --prompt "who sells bread" "the baker sells bread"
        rlhf score runs/01-four-phases/models/tic-tac-toe-1/reward \\
          --world board.tic-tac-toe --prompt "play-x" "b2 a1 c1 a3 a2 c2 b1 b3 c3"
      """)

  @Argument(help: ArgumentHelp("A reward model's folder.", valueName: "model-dir"))
  var model: String

  @Argument(help: ArgumentHelp("Responses; - reads lines.", valueName: "text"))
  var texts: [String]

  @Option(help: ArgumentHelp("The world it was trained in.", valueName: "name"))
  var world: String

  @Option(help: ArgumentHelp("What the texts answer.", valueName: "text"))
  var prompt: String

  @Flag(help: "Prints everything as JSON.")
  var json = false

  func validate() throws {
    if prompt.allSatisfy(\.isWhitespace) { throw ValidationError("--prompt is empty.") }
    if texts.contains("-"), texts.count > 1 {
      throw ValidationError("- reads all texts from standard input; give no others beside it.")
    }
  }

  func run() throws {
    try exiting {
      let texts = texts == ["-"] ? try Self.lines() : texts
      let world = try Wiring.makeWorld(WorldChoice.settings(WorldChoice.name(world)))
      try score(texts, in: world)
    }
  }

  private func score<World: Environment>(_ texts: [String], in world: World) throws {
    let contents = try Wiring.loadRewardModel(model, for: world)
    if let note = RewardTrace.note(on: contents) { Terminal.note("note: \(note)") }
    let scored = try scores(of: texts, by: contents, in: world)
    if json {
      return try Terminal.print(ScoreText.json(scored, by: contents, in: world).text(.pretty))
    }
    try Terminal.print(
      scored.count == 1
        ? ScoreText.words(of: scored[0], in: world) : ScoreText.table(of: scored, in: world))
  }

  /// What each text gets.
  ///
  /// - Throws: ``BadInput`` naming a word that the world does not know, or a move that is not legal.
  func scores<World: Environment>(
    of texts: [String], by contents: ModelFolder.Contents, in world: World
  ) throws -> [ScoredText] {
    let (prompt, isJudged) = try PromptReader.open(
      prompt, in: world, contextLength: contents.model.contextLength)
    let reader = PromptReader(world)
    let responses = try texts.map { text in
      let tokens = try reader.response(text, to: prompt)
      do throws(InspectionProblem) {
        return try world.givenResponse(tokens, to: prompt)
      } catch {
        throw BadInput(
          InspectionProblem(what: "\"\(Excerpt.of(text))\": \(error.what)", remedy: error.remedy))
      }
    }
    guard let traces = RewardTrace.traces(of: responses, by: contents) else { return [] }
    return traces.map {
      ScoredText(trace: $0, gold: isJudged ? world.episode($0.response).gold.value : nil)
    }
  }

  /// The lines of standard input that say something.
  private static func lines() throws -> [String] {
    var lines: [String] = []
    while let line = readLine() {
      if !line.allSatisfy(\.isWhitespace) { lines.append(line) }
    }
    guard !lines.isEmpty else {
      throw BadInput("error: standard input has no text\n  fix: write one response a line")
    }
    return lines
  }
}

/// A text with what it is given, and what it is truly worth where the world can tell.
struct ScoredText {
  let trace: RewardTrace
  let gold: Double?
}
