import SandboxCore

/// A response read as a game: what was played and how it stands.
struct ReplayedGame {
  /// The stones after the last legal move.
  var position: BoardPosition
  /// The side the agent plays.
  var agentSide: BoardSide
  /// Legal moves after the prompt.
  var length = 0
  /// The agent's token that was not a legal move, which forfeits the game.
  var illegalToken: Token?
  /// Who has won, if anybody.
  var winner: BoardSide?

  /// 1 the agent has won, −1 it has lost, 0 neither.
  var outcome: Int {
    guard let winner else { return 0 }
    return winner == agentSide ? 1 : -1
  }
}

extension BoardWorld {
  /// Plays a response through.
  ///
  /// - Parameter onAgentMove: called before each legal move of the agent with the position and the
  ///   square on which its stone will lie.
  func replay(
    _ response: Response,
    onAgentMove: (_ position: BoardPosition, _ square: UInt64) -> Void = { _, _ in }
  ) -> ReplayedGame {
    let start = start(of: response.prompt)
    var game = ReplayedGame(position: start.position, agentSide: start.agentSide)
    var isOver = start.isOver
    for (token, author) in zip(response.continuation, response.authors) {
      let square = isOver ? 0 : rules.square(of: token, in: game.position)
      if square == 0 {
        precondition(author == .agent, "the world wrote \(token), which is not a legal move")
        game.illegalToken = token
        game.winner = start.agentSide.opponent
        return game
      }
      if author == .agent { onAgentMove(game.position, square) }
      game.position = game.position.playing(square)
      game.length += 1
      isOver = rules.isOver(game.position)
    }
    if rules.grid.isWin(game.position.waiting) { game.winner = game.position.sideToMove.opponent }
    return game
  }
}
