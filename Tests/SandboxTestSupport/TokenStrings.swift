import Foundation
import Networks
import Randomness
import SandboxCore

/// The smallest world there is: the agent writes a string of fixed length over a few symbols.
///
/// Tokens 0..<symbolCount are symbols; one more, `illegal`, may never be written; the last begins the
/// sequence. The true reward is any function of the string, so optima can be enumerated.
package struct TokenStrings: Environment {
  /// How many symbols may be written.
  package let symbolCount: Int
  /// How many symbols a string has; then the episode is over.
  package let length: Int
  /// Whether the world repeats every symbol after the agent: tokens between the agent's own.
  package let echoes: Bool
  private let reward: @Sendable ([Token]) -> Double

  /// A world of strings with a reward for each.
  package init(
    symbolCount: Int, length: Int, echoes: Bool = false,
    reward: @escaping @Sendable ([Token]) -> Double = { _ in 0 }
  ) {
    self.symbolCount = symbolCount
    self.length = length
    self.echoes = echoes
    self.reward = reward
  }

  /// A token that is in the vocabulary and never legal.
  package var illegal: Token { Token(symbolCount) }
  /// All strings, in lexicographic order.
  package var strings: [[Token]] {
    (0..<length).reduce([[]]) { strings, _ in
      strings.flatMap { string in (0..<Token(symbolCount)).map { string + [$0] } }
    }
  }
  /// The finished episode with this string.
  package func response(_ string: [Token]) -> Response {
    Response(
      prompt: prompts(in: .training)[0],
      continuation: string.flatMap { echoes ? [$0, $0] : [$0] },
      authors: string.flatMap { _ in echoes ? [Author.agent, .environment] : [.agent] },
      ending: .terminated)
  }
  /// A table that can hold every policy of this world; uniform at first.
  package var tabularPolicy: NGramTable {
    NGramTable(vocabularyCount: symbolCount + 2, order: contextLength, contextLength: contextLength)
  }
  /// The probability of each of `strings` under a policy.
  package func probabilities(of policy: any LanguageModel) -> [Double] {
    var batch = SequenceBatch()
    let mask = [(UInt64(1) << UInt64(symbolCount)) - 1]
    for string in strings {
      batch.append(
        predicting: response(string).sequence, legal: Array(repeating: mask, count: length)
      ) { index in
        !echoes || index % 2 == 1
      }
    }
    let outputs = policy.outputs(for: batch, heads: .language, workspace: Workspace())
    return (0..<batch.sequenceCount).map { sequence in
      batch.readRange(of: sequence).reduce(1.0) { product, read in
        product * exp(Double(outputs.logProbabilities[read]))
      }
    }
  }

  package var name: String { "test.token-strings" }
  package var summary: String { "Strings of \(length) out of \(symbolCount) symbols." }
  package var vocabulary: Vocabulary {
    Vocabulary(
      words: (0..<symbolCount).map { "s\($0)" } + ["illegal", "begin"], beginning: "begin",
      end: nil)
  }
  package var contextLength: Int { 1 + responseLimit }
  package var responseLimit: Int { echoes ? 2 * length : length }
  package var attributes: [AttributeDescription] {
    [AttributeDescription(name: "reward", meaning: "The reward itself.", range: -1e9...1e9)]
  }
  package var rewardFunction = RewardFunction(formula: "reward", constraints: []) { $0.values[0] }
  package var groups: [Group] = []
  package func prompts(in split: PromptSplit) -> [Prompt] {
    [Prompt(id: 0, tokens: [Token(symbolCount + 1)], family: "string", topic: "none")]
  }
  package func begin(
    _ prompt: Prompt, using stream: inout RandomStream
  ) -> Transition<[Token]> { Transition(state: []) }
  package func legalActions(in state: [Token]) -> ActionSet {
    .only(state.count < length ? Array(0..<Token(symbolCount)) : [])
  }
  package func step(
    _ state: [Token], action: Token, using stream: inout RandomStream
  ) -> Transition<[Token]> {
    Transition(state: state + [action], reply: echoes ? [action] : [])
  }
  package func attributes(of response: Response) -> Attributes {
    let written = zip(response.continuation, response.authors).filter { $0.1 == .agent }
    return Attributes([reward(written.map(\.0))])
  }
  package func corpus(tokenCount: Int, using stream: inout RandomStream) -> [[Token]] {
    (0..<(tokenCount + length) / (length + 1)).map { _ in
      prompts(in: .training)[0].tokens
        + (0..<length).map { _ in
          Token(stream.uniform(below: symbolCount))
        }
    }
  }
  package func demonstrations(count: Int, using stream: inout RandomStream) -> [Response] {
    let best = strings.max { reward($0) < reward($1) } ?? []
    return Array(repeating: response(best), count: count)
  }
  package func transcript(of response: Response) -> String {
    vocabulary.text(response.continuation)
  }
}
