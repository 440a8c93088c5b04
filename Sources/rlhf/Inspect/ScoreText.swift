import Networks
import PlainText
import Reports
import SandboxCore

/// What a reward model gives texts, as a person or a program reads it.
enum ScoreText {
  /// One text, word by word.
  static func words<World: Environment>(of scored: ScoredText, in world: World) -> String {
    let trace = scored.trace
    let game = BoardGame(world)
    func name(_ token: Token) -> String {
      game?.name(of: token) ?? world.vocabulary.words[Int(token)]
    }
    let isEvery = trace.words.contains { $0.part != nil }
    let rows = trace.words.map { word in
      [name(word.token)] + (game == nil ? [] : [word.reply.map(name).joined(separator: " ")])
        + (isEvery ? [number(word.part)] : []) + [number(word.rewardSoFar)]
    }
    let end = "reward if the \(game == nil ? "text" : "game") ended here"
    let heads =
      (game == nil ? ["word"] : ["move", "reply"]) + (isEvery ? ["adds", "sum"] : [end])
    let table = TextTable(
      heads: heads,
      alignments: (game == nil ? [.left] : [.left, .left]) + [.right, .right], rows: rows)
    return
      ([
        "prompt  \(PromptReader(world).text(of: trace.response.prompt))", "", table.text, "",
        "reward of the whole  \(number(trace.total))"
          + (isEvery ? ", the sum of its parts" : ", read after the last token"),
      ] + (scored.gold.map { ["true reward          \(number($0))"] } ?? []))
      .joined(separator: "\n")
  }

  /// Several texts, the best first.
  static func table(of scored: [ScoredText], in world: some Environment) -> String {
    let sorted = scored.enumerated().sorted {
      ($1.element.trace.total, $0.offset) < ($0.element.trace.total, $1.offset)
    }
    let rows = sorted.map { _, text in
      [
        number(text.trace.total), number(text.gold),
        world.vocabulary.text(
          text.trace.response.continuation.filter { $0 != world.vocabulary.end }),
      ]
    }
    return TextTable(
      heads: ["reward", "true reward", "text"], alignments: [.right, .right, .left], rows: rows
    ).fitted(to: 100).text
  }

  /// Everything, as docs/inspect.md has it.
  static func json(
    _ scored: [ScoredText], by contents: ModelFolder.Contents, in world: some Environment
  ) -> JSON {
    let isEvery = if case .tokenReward = contents.role { true } else { false }
    func words(_ tokens: [Token]) -> JSON {
      .array(tokens.map { .text(world.vocabulary.words[Int($0)]) })
    }
    return [
      "world": .text(world.name), "reading": isEvery ? "every-token" : "last-token",
      "scale": .number(contents.unit?.scale), "shift": .number(contents.unit?.shift),
      "texts": .array(
        scored.map { text in
          let trace = text.trace
          return [
            "prompt": words(trace.response.prompt.tokens),
            "response": words(trace.response.continuation), "reward": .number(trace.total),
            "gold_reward": .number(text.gold),
            "words": .array(
              trace.words.map { word in
                [
                  "word": .text(world.vocabulary.words[Int(word.token)]),
                  "part": .number(word.part), "reward_so_far": .number(word.rewardSoFar),
                  "reply": words(word.reply),
                ]
              }),
          ]
        }),
    ]
  }

  private static func number(_ value: Double?) -> String {
    value.map { NumberText.fixed($0, decimals: 3) } ?? "-"
  }
}
