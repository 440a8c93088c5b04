import Networks
import Randomness
import SandboxCore

/// The least of board games: two sides fill three cells in a row, and the last
/// stone wins. A move names its side, as on real boards.
struct RowGame: Environment {
  struct State: Sendable {
    var moves: [Token]
  }

  let name = "board.row"
  let summary = "Three cells in a row."
  let vocabulary = Vocabulary(

    words: ["<bos>", "play-x", "play-o", "Xa1", "Xb1", "Xc1", "Oa1", "Ob1", "Oc1"],
    beginning: "<bos>", end: nil)
  let contextLength = 5
  let responseLimit = 3
  let attributes: [AttributeDescription] = []
  var rewardFunction = RewardFunction(formula: "0", constraints: [], utility: { _ in 0 })
  var groups: [Group] = []

  func prompts(in split: PromptSplit) -> [Prompt] {
    [Prompt(id: 0, tokens: [0, 1], family: "empty board", topic: "x")]
  }
  func begin(_ prompt: Prompt, using stream: inout RandomStream) -> Transition<State> {
    let moves = Array(prompt.tokens.dropFirst(2))
    let isAgentsTurn = prompt.tokens[1] == (moves.count.isMultiple(of: 2) ? 1 : 2)
    precondition(isAgentsTurn, "the opponent of this world must never be asked")
    return Transition(state: State(moves: moves))
  }
  func legalActions(in state: State) -> ActionSet {
    let taken = state.moves.map { ($0 - 3) % 3 }
    let first: Token = state.moves.count.isMultiple(of: 2) ? 3 : 6
    return .only((0..<3).filter { !taken.contains($0) }.map { first + $0 })
  }
  func step(_ state: State, action: Token, using stream: inout RandomStream) -> Transition<State> {
    Transition(state: State(moves: state.moves + [action]))
  }
  func attributes(of response: Response) -> Attributes { Attributes([]) }
  func corpus(tokenCount: Int, using stream: inout RandomStream) -> [[Token]] { [] }
  func demonstrations(count: Int, using stream: inout RandomStream) -> [Response] { [] }
  func transcript(of response: Response) -> String {
    let moves = response.continuation
    let row = (0..<3).map { cell -> String in
      moves.firstIndex { ($0 - 3) % 3 == cell }.map { $0.isMultiple(of: 2) ? "X" : "O" } ?? "·"
    }
    return row.joined(separator: " ") + "\n" + (moves.count == 3 ? "X wins" : "unfinished")
  }
}

/// A model that likes a token the better the greater it is, far more than chance could upset.
struct GreaterIsBetter: LanguageModel {
  let vocabularyCount: Int
  let contextLength = 5
  var parameters: [Float] = []
  let parameterGroups: [ParameterGroup] = []

  func outputs(for batch: SequenceBatch, heads: Heads, workspace: Workspace) -> ReadOutputs {
    preconditionFailure("only sessions are used here")
  }
  func accumulateGradient(
    for batch: SequenceBatch, heads: Heads, groupSize: Int, into gradient: inout [Float],
    workspace: Workspace, loss: (ReadOutputs, Range<Int>, inout ReadGradients) -> Void
  ) -> ReadOutputs {
    preconditionFailure("only sessions are used here")
  }
  func makeDecodingSession(rowCount: Int) -> any DecodingSession { Session(vocabularyCount) }

  private final class Session: DecodingSession {
    let logits: UnsafeBufferPointer<Float>
    let values = UnsafeBufferPointer<Float>(start: nil, count: 0)

    init(_ vocabularyCount: Int) {
      let memory = UnsafeMutableBufferPointer<Float>.allocate(capacity: vocabularyCount)
      for token in 0..<vocabularyCount {
        memory.initializeElement(at: token, to: Float(100 * token))
      }
      logits = UnsafeBufferPointer(memory)
    }
    deinit { logits.deallocate() }
    func extend(rows: [Int32], tokens: [Int32], counts: [Int32]) {}
    func reset() {}
    func copy(_ row: Int32, to other: Int32) {}
  }
}
