import SandboxCore

/// An unfinished or finished game, as the agent finds it: all that the next decision needs.
public struct BoardState: Sendable, Hashable {
  /// The stones.
  public var position: BoardPosition
  /// The side the agent plays.
  public var agentSide: BoardSide
  /// The tokens of all moves so far, the opening's included: what a policy as opponent reads.
  public var moves: [Token]
  /// Whether somebody has won or the board is full.
  public var isOver: Bool
}
