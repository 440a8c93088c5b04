import SandboxCore

extension BoardWorld {
  /// The board, top row first, and below it the agent's side, the moves and the result.
  ///
  ///     O · X
  ///     · X ·
  ///     X · O
  ///     X: (b2 a3) a1 c1 c3 - X wins
  ///
  /// The moves of the opening stand in brackets.
  public func transcript(of response: Response) -> String {
    let game = replay(response)
    let grid = rules.grid
    let rows = (0..<grid.height).reversed().map { row in
      (0..<grid.width).map { column in
        symbol(of: grid.square(column: column, row: row), in: game.position)
      }.joined(separator: " ")
    }
    var line = ["\(game.agentSide.symbol):"]
    let opening = response.prompt.tokens.dropFirst(2)
    if !opening.isEmpty { line.append("(\(rules.squareNames(opening)))") }
    let moves = response.continuation.prefix(game.length)
    if !moves.isEmpty { line.append(rules.squareNames(moves)) }
    line += ["-", result(of: game)]
    return (rows + [line.joined(separator: " ")]).joined(separator: "\n")
  }

  private func symbol(of square: UInt64, in position: BoardPosition) -> String {
    for side in BoardSide.allCases where position.stones(of: side) & square != 0 {
      return side.symbol
    }
    return "·"
  }

  private func result(of game: ReplayedGame) -> String {
    if let token = game.illegalToken {
      let square = rules.squareNames([token])
      let move = square.isEmpty ? vocabulary.words[Int(token)] : square
      return "\(game.agentSide.symbol) loses by \(move), an illegal move"
    }
    if let winner = game.winner { return "\(winner.symbol) wins" }
    return game.position.occupied == rules.grid.squares ? "draw" : "unfinished"
  }
}
