import SandboxCore

/// What a board world says of a game to somebody who looks on.
///
/// Moves are tokens from the empty board on, whoever made them.
public protocol BoardReading: Environment {
  /// The tokens that may be played next; none when the game is over, `nil` where the moves are no game.
  func legalMoves(after moves: [Token]) -> [Token]?
  /// The exact value of each legal move to the side that makes it: 1 it wins under best play of both, 0 draw,
  /// −1 it loses. `nil` on a board that is not solved.
  func moveValues(after moves: [Token]) -> [(move: Token, value: Int)]?
  /// Whether the agent of a prompt has the next move after so many; `nil` where it is no prompt of this board.
  func isAgentsTurn(in prompt: Prompt, afterMoves count: Int) -> Bool?
}

extension BoardWorld: BoardReading {
  /// The tokens that may be played next; none when the game is over, `nil` where the moves are no game.
  public func legalMoves(after moves: [Token]) -> [Token]? {
    guard let position = rules.position(after: moves) else { return nil }
    var tokens: [Token] = []
    guard !rules.isOver(position) else { return tokens }
    rules.landingSquares(position.occupied).forEachSquare {
      tokens.append(rules.token(of: $0, in: position))
    }
    return tokens
  }

  /// Whether the agent of a prompt has the next move after so many; `nil` where it is no prompt of this board.
  public func isAgentsTurn(in prompt: Prompt, afterMoves count: Int) -> Bool? {
    opening(of: prompt).map { ($0.side == .x) == count.isMultiple(of: 2) }
  }
}
