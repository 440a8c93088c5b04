import Foundation
import PlainText
import Testing

@testable import rlhf

/// `rlhf inspect` and `rlhf score` as a user would run them, on a run of seconds.
@Suite(.enabled(if: BuiltProgram.path != nil, "build the product rlhf first"))
struct InspectTests {
  private static let scenario = """
    name: small
    title: Small
    seed: 3
    replications: 1
    base:
      world.name: text.tiny
      annotators.count: 4
    arms:
      - {name: people, reward_model.reading: every-token}
      - {name: last, reward_model.reading: last-token}
      - {name: best, policy_optimization.method: best-of-n}
      - name: board
        world.name: board.tic-tac-toe
        policy_optimization.reward: true-reward
        model: {width: 16, layers: 1}
        pretraining.corpus_tokens: 600
    """

  /// Runs the scenario in a folder that is removed afterwards, and then what a test does with lines of a shell.
  private func withRun(
    _ test: (_ shell: (String) throws -> BuiltProgram.Ending, _ folder: URL) throws -> Void
  ) throws {
    try BuiltProgram.inNewFolder { folder in
      try Data(Self.scenario.utf8).write(to: folder.appending(path: "small.yaml"))
      func shell(_ line: String) throws -> BuiltProgram.Ending {
        try BuiltProgram.shell("$RLHF " + line, in: folder)
      }
      let run = try shell("run small.yaml --smoke --quiet --out r")
      #expect(run.code == 0, "\(run.errors)")
      try test(shell, folder)
    }
  }

  private func value(_ ending: BuiltProgram.Ending) throws -> JSON {
    #expect(ending.code == 0, "\(ending.errors)")
    return try JSONReader.value(of: Array(ending.output.utf8))
  }

  @Test func anEpisodeIsWalkedAndScored() throws {
    try withRun { shell, _ in
      let prompt = "--prompt '<bos>'"
      let text = try shell("inspect r --arm people \(prompt)")
      #expect(text.code == 0 && text.errors.isEmpty, "\(text.errors)")
      for expected in [
        "r, arm people, replication 1: text.tiny", "state 4 of 4: ", "4 legal actions",
        "all states",
        "true reward",
      ] {
        #expect(text.output.contains(expected), "\(expected)\n\(text.output)")
      }
      let longest = text.output.split(separator: "\n").map(\.count).max() ?? 0
      #expect(longest <= 100, "a line has \(longest) columns")
      // The same seed says the same; `rlhf score` gives the whole what inspect gives it.
      for arm in ["people", "last"] {
        let walk = try value(try shell("inspect r --arm \(arm) \(prompt) --seed 7 --json"))
        #expect(walk["arm"]?.text == arm && walk["seed"]?.integer == 7)
        let words = try #require(walk["response"]).elements.compactMap(\.text)
        let sample = try shell(
          "sample r/models/\(arm)-1/policy --world text.tiny \(prompt) --seed 7")
        #expect(sample.output.hasPrefix(words.joined(separator: " ")))
        let scored = try value(
          try shell(
            "score r/models/\(arm)-1/reward --world text.tiny \(prompt) --json "
              + "'\(words.joined(separator: " "))'"))
        #expect(scored["reading"]?.text == (arm == "people" ? "every-token" : "last-token"))
        #expect(scored["scale"]?.number != nil && scored["shift"]?.number != nil)
        let reward = try #require(scored["texts"]?.elements.first?["reward"]?.number)
        let proxy = try #require(walk["sums"]?["proxy_reward"]?.number)
        #expect(abs(reward - proxy) < 1e-9)
      }
      let table = try shell(
        "score r/models/last-1/reward --world text.tiny \(prompt) 'a b c d' 'a a a a'")
      #expect(table.code == 0)
      #expect(table.output.contains("reward  true reward  text\n"))
      #expect(table.output.split(separator: "\n").count == 3)
      let word = try shell("score r/models/people-1/reward --world text.tiny \(prompt) 'a b c d'")
      #expect(word.output.contains("adds"))
      #expect(word.output.contains("true reward"))
    }
  }

  @Test func aGameIsWalkedWithItsSolver() throws {
    try withRun { shell, _ in
      let text = try shell(
        "inspect r --arm board --prompt play-x --response 'b2 a1 c1 a3 a2 c2 b1 b3 c3'")
      #expect(text.code == 0, "\(text.errors)")
      #expect(text.output.contains("  3  · · ·\n  2  · · ·\n  1  · · ·\n     a b c"))
      #expect(text.output.contains("the opponent replies a1"))
      #expect(text.output.contains("solver") && text.output.contains("draw"))
      #expect(text.output.contains("blunders"))
      #expect((text.output.split(separator: "\n").map(\.count).max() ?? 0) <= 100)
      let greedy = try value(
        try shell("inspect r --arm board --prompt 'play-o b2' --greedy --json"))
      #expect(greedy["choice"]?.text == "greedy")
      #expect(greedy["states"]?.elements.first?["board"]?.elements.count == 3)
    }
  }

  @Test func whatCannotBeInspectedIsExplained() throws {
    try withRun { shell, folder in
      func check(_ line: String, _ code: Int32, _ errors: String) throws {
        let ending = try shell(line)
        #expect(ending.code == code && ending.output.isEmpty, "\(line): \(ending)")
        #expect(ending.errors.contains(errors), "\(line): \(ending.errors)")
      }
      let prompt = "--prompt '<bos>'"
      try check(
        "inspect r \(prompt)", 65,
        "error: the run has 4 arms\n  fix: name one with --arm: people, last, best, board\n")
      try check("inspect r --arm peple \(prompt)", 65, "did you mean people?")
      try check(
        "inspect r --arm board", 64,
        "--prompt is missing. Some of board.tic-tac-toe:\n  --prompt \"play-")
      try check(
        "inspect r --arm best \(prompt)", 65,
        "error: the policy of best is no language model: policy_optimization.method is best-of-n")
      try check(
        "inspect r --arm people \(prompt) --step", 64,
        "--step waits for a key, but this is no terminal")
      try check(
        "inspect r --arm people \(prompt) --step --json", 64, "--step shows states one by one")
      try check(
        "inspect r --arm people \(prompt) --response 'a b e'", 65,
        "error: this world does not know the word \"e\"")
      try check(
        "inspect r --arm people \(prompt) --response 'a b c d a'", 65,
        "error: the response has 5 tokens, its end included, but text.tiny allows 4")
      try check("inspect r --arm people --replication 2 \(prompt)", 65, "there is no replication 2")
      try check("inspect nowhere \(prompt)", 65, "there is no run here")
      let score = "score r/models/people-1/"
      let tiny = "--world text.tiny \(prompt)"
      try check("\(score)policy \(tiny) 'a b c d'", 65, "this is a policy: it speaks or plays")
      try check("\(score)reward \(tiny) 'a b x d'", 65, "this world does not know the word \"x\"")
      try check("\(score)reward \(tiny) - 'a b'", 64, "- reads all texts from standard input")
      try check("\(score)reward \(tiny) -", 65, "error: standard input has no text")
      try FileManager.default.removeItem(at: folder.appending(path: "r/models/last-1"))
      try check("inspect r --arm last \(prompt)", 65, "error: r is no longer whole: models/last-1/")
    }
  }

  @Test func argumentsAreRead() throws {
    let inspect = try #require(
      try Rlhf.parseAsRoot([
        "inspect", "r", "--arm", "a", "--replication", "2", "--prompt", "x", "--greedy", "--seed",
        "4", "--top", "9", "--json",
      ]) as? InspectCommand)
    #expect(inspect.replication == 2 && inspect.seed == 4 && inspect.top == 9 && inspect.json)
    #expect(throws: (any Error).self) {
      try Rlhf.parseAsRoot(["inspect", "r", "--greedy", "--response", "a"])
    }
    #expect(throws: (any Error).self) { try Rlhf.parseAsRoot(["inspect", "r", "--top", "0"]) }
    let score = try #require(
      try Rlhf.parseAsRoot(["score", "m", "--world", "text.tiny", "--prompt", "x", "a b", "c"])
        as? ScoreCommand)
    #expect(score.texts == ["a b", "c"])
  }
}
