import Randomness
import SandboxCore

/// The world that the peers' programs time: a prompt of 8 tokens, a response of 16 or 24 tokens, no end
/// token, and as reward the share of even tokens in the response.
struct FreeText: Environment {
  struct State: Sendable {
    var left: Int
  }

  let responseLimit: Int
  let vocabulary: Vocabulary
  let name = "benchmark"
  let summary = "Free text of a fixed length."
  let contextLength = 32
  var groups: [Group] = []
  let attributes = [
    AttributeDescription(name: "even", meaning: "share of even tokens", range: 0...1)
  ]
  var rewardFunction = RewardFunction(formula: "even", constraints: []) { $0.values[0] }

  init(responseLimit: Int, vocabularyCount: Int = 128) {
    self.responseLimit = responseLimit
    vocabulary = Vocabulary(
      words: (0..<vocabularyCount).map { "t\($0)" }, beginning: "t0", end: nil)
  }

  func prompts(in split: PromptSplit) -> [Prompt] {
    var stream = RandomStream(seed: 3)
    return (0..<512).map { id in
      Prompt(
        id: id,
        tokens: (0..<8).map { _ in Token(3 + stream.uniform(below: vocabulary.count - 3)) },
        family: "", topic: "")
    }
  }

  func begin(_ prompt: Prompt, using stream: inout RandomStream) -> Transition<State> {
    Transition(state: State(left: responseLimit))
  }

  func legalActions(in state: State) -> ActionSet { state.left > 0 ? .everything : .only([]) }

  func step(
    _ state: State, action: Token, using stream: inout RandomStream
  ) -> Transition<State> { Transition(state: State(left: state.left - 1)) }

  func attributes(of response: Response) -> Attributes {
    let even = response.continuation.reduce(0) { $0 + ($1 % 2 == 0 ? 1 : 0) }
    return Attributes([Double(even) / Double(max(response.continuation.count, 1))])
  }

  func corpus(tokenCount: Int, using stream: inout RandomStream) -> [[Token]] { [] }
  func demonstrations(count: Int, using stream: inout RandomStream) -> [Response] { [] }
  func transcript(of response: Response) -> String { vocabulary.text(response.sequence) }
}
