import Foundation
import Networks
import Randomness
import SandboxCore

extension BoardWorld {
  /// Openings, for either side; the empty board stands in the training split repeatedly.
  public func prompts(in split: PromptSplit) -> [Prompt] {
    switch split {
    case .training: openings.training
    case .heldOutPrompts: openings.heldOut
    case .heldOutTopics: openings.deep
    }
  }

  /// The empty board for X and for O. Both stand in the training split.
  public var wholeGamePrompts: [Prompt] { openings.emptyBoard }

  /// Sets up the opening; the opponent moves first if it is its turn.
  public func begin(
    _ prompt: Prompt, using stream: inout RandomStream
  ) -> Transition<BoardState> {
    afterReply(to: start(of: prompt), by: opponent, using: &stream)
  }

  /// The legal moves; none when somebody has won or the board is full.
  public func legalActions(in state: BoardState) -> ActionSet {
    if state.isOver { return .only([]) }
    var tokens: [Token] = []
    rules.landingSquares(state.position.occupied).forEachSquare {
      tokens.append(rules.token(of: $0, in: state.position))
    }
    return .only(tokens)
  }

  /// Makes the agent's move, and then the opponent's.
  public func step(
    _ state: BoardState, action: Token, using stream: inout RandomStream
  ) -> Transition<BoardState> {
    afterReply(to: playing(action, in: state), by: opponent, using: &stream)
  }

  /// The state in which an episode opens, before the opponent has moved.
  func start(of prompt: Prompt) -> BoardState {
    guard let (side, position) = opening(of: prompt) else {
      preconditionFailure("prompt \(prompt.id) is no opening of \(rules.name)")
    }
    return BoardState(
      position: position, agentSide: side, moves: Array(prompt.tokens.dropFirst(2)),
      isOver: rules.isOver(position))
  }

  /// The side and the position that a prompt describes, or `nil` if it is none of this world's.
  func opening(of prompt: Prompt) -> (side: BoardSide, position: BoardPosition)? {
    guard prompt.tokens.count >= 2, prompt.tokens[0] == BoardTokens.beginning,
      let side = BoardTokens.side(of: prompt.tokens[1]),
      let position = rules.position(after: prompt.tokens.dropFirst(2))
    else { return nil }
    return (side, position)
  }

  /// The state after a move of whoever is to move.
  func playing(_ token: Token, in state: BoardState) -> BoardState {
    let square = rules.square(of: token, in: state.position)
    precondition(!state.isOver && square != 0, "token \(token) is not a legal move")
    var next = state
    next.position = state.position.playing(square)
    next.moves.append(token)
    next.isOver = rules.isOver(next.position)
    return next
  }

  /// Lets a player move if it is the turn of the side that is not the agent's.
  func afterReply(
    to state: BoardState, by player: Opponent, using stream: inout RandomStream
  ) -> Transition<BoardState> {
    guard !state.isOver, state.position.sideToMove != state.agentSide else {
      return Transition(state: state)
    }
    let reply = move(of: player, in: state, using: &stream)
    return Transition(state: playing(reply, in: state), reply: [reply])
  }

  /// The token that a player writes for the side to move, in a game that is not over.
  func move(
    of player: Opponent, in state: BoardState, using stream: inout RandomStream
  ) -> Token {
    if case .policy(let model) = player { return move(of: model, in: state, using: &stream) }
    let candidates = candidates(of: player, in: state.position)
    let index = stream.uniform(below: candidates.nonzeroBitCount)
    return rules.token(of: candidates.square(at: index), in: state.position)
  }

  /// The squares among which a player chooses, each equally likely; empty for a policy, which has
  /// odds of its own.
  func candidates(of player: Opponent, in position: BoardPosition) -> UInt64 {
    switch player {
    case .random:
      return rules.landingSquares(position.occupied)
    case .greedy:
      let wins = rules.winningSquares(in: position)
      if wins != 0 { return wins }
      let blocks = rules.threatenedSquares(in: position)
      return blocks != 0 ? blocks : rules.landingSquares(position.occupied)
    case .minimax(let depth):
      return BoardSearch.bestSquares(in: position, depth: depth, rules: rules)
    case .perfect:
      guard let solution else { preconditionFailure("\(rules.name) of this size is not solved") }
      return solution.optimalSquares(in: position)
    case .policy:
      return 0
    }
  }

  /// A draw from a model's distribution over the legal moves.
  private func move(
    of model: any LanguageModel, in state: BoardState, using stream: inout RandomStream
  ) -> Token {
    guard case .only(let legal) = legalActions(in: state) else { return BoardTokens.beginning }
    let tokens =
      [BoardTokens.beginning, BoardTokens.side(state.position.sideToMove)] + state.moves
    let session = model.makeDecodingSession(rowCount: 1)
    session.extend(rows: [0], tokens: tokens, counts: [Int32(tokens.count)])
    let logits = legal.map { Double(session.logits[Int($0)]) }
    let greatest = logits.max() ?? 0
    return legal[stream.categorical(logits.map { exp($0 - greatest) })]
  }
}
