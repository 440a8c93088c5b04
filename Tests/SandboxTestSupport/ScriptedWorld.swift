import Randomness
import SandboxCore

/// The smallest world that has everything: three words, responses of exactly three of them.
///
/// An episode is worth one unit for each `a` in it; a `b` is `loud`, which only the loud group likes,
/// and only on the topic "town". All 27 responses can be listed, so every expectation is exact.
package struct ScriptedWorld: Environment {
  /// How many tokens the agent has written.
  package typealias State = Int

  /// A world of three words.
  package init() {}

  package var name: String { "test.scripted" }
  package var summary: String { "Write three words; count the a's." }
  package let vocabulary = Vocabulary(words: ["<s>", "a", "b", "c"], beginning: "<s>", end: nil)
  package var contextLength: Int { 5 }
  package var responseLimit: Int { 3 }
  package let attributes = [
    AttributeDescription(name: "good", meaning: "How many a's.", range: 0...3),
    AttributeDescription(name: "loud", meaning: "How many b's.", range: 0...3),
  ]
  package var rewardFunction = RewardFunction(formula: "good", constraints: []) { $0.values[0] }
  package var groups = [
    Group(name: "plain", meaning: "Wants what is good."),
    Group(
      name: "loud", meaning: "Wants it loud.", goldWeight: 0,
      tastes: [Group.Taste(attribute: "loud", weight: 2, topics: ["town"])]),
  ]

  package func prompts(in split: PromptSplit) -> [Prompt] {
    (0..<6).map { index in
      Prompt(
        id: index, tokens: [0, Token(1 + index % 3)], family: "words",
        topic: index.isMultiple(of: 2) ? "town" : "country")
    }
  }

  package func begin(_ prompt: Prompt, using stream: inout RandomStream) -> Transition<Int> {
    Transition(state: 0)
  }

  package func legalActions(in state: Int) -> ActionSet { .only(state < 3 ? [1, 2, 3] : []) }

  package func step(_ state: Int, action: Token, using stream: inout RandomStream)
    -> Transition<Int>
  {
    Transition(state: state + 1)
  }

  package func attributes(of response: Response) -> Attributes {
    Attributes([1, 2].map { word in Double(response.continuation.count { $0 == word }) })
  }

  package func corpus(tokenCount: Int, using stream: inout RandomStream) -> [[Token]] {
    (0...(tokenCount / 4)).map { _ in [0] + (0..<3).map { _ in Token(1 + stream.uniform(below: 3)) }
    }
  }

  package func demonstrations(count: Int, using stream: inout RandomStream) -> [Response] {
    let prompts = prompts(in: .training)
    return (0..<count).map {
      Response(prompt: prompts[$0 % prompts.count], written: [1, 1, 1], ending: .terminated)
    }
  }

  package func transcript(of response: Response) -> String {
    vocabulary.text(response.sequence)
  }

  /// The episode of these words in answer to a prompt, such as `episode("a b b")`.
  ///
  /// - Parameter promptIndex: even indices are about "town", odd ones about "country".
  package func episode(_ words: String, promptIndex: Int = 0) -> Episode {
    let tokens = words.split(separator: " ").compactMap { vocabulary.token(of: $0) }
    precondition(tokens.count == 3, "\"\(words)\" is not three words of this world")
    let prompt = prompts(in: .training)[promptIndex]
    return episode(Response(prompt: prompt, written: tokens, ending: .terminated))
  }
}
