import PlainText
import Reports
import SandboxCore

/// A game of a person against a model, told line by line.
struct GameTable<World: Environment> {
  /// The game.
  let game: BoardGame<World>
  /// The person's side.
  let side: Int
  /// The opponent.
  var player: ModelPlayer
  /// Where lines come from; `nil` at their end.
  let read: () -> String?
  /// Where everything is shown.
  let show: (String) throws -> Void

  /// Plays until the game is over or the person leaves.
  ///
  /// - Throws: what showing throws.
  mutating func play() throws {
    var moves: [Token] = []
    try show("You are \(game.sides[side]). Say a move by its name, or quit.\n")
    while true {
      let legal = game.legalMoves(after: moves)
      try show(board(after: moves) + "\n")
      guard !legal.isEmpty else { return try show(result(after: moves)) }
      if game.sideToMove(after: moves) == side {
        guard let move = try ask(legal) else { return try show("The game is left.") }
        moves.append(move)
      } else {
        let tokens = game.prompt(side: 1 - side, moves: moves).tokens
        let (move, probability) = player.move(after: tokens, legal: legal)
        let percent = NumberText.fixed(100 * probability, decimals: 0)
        try show("\(game.sides[1 - side]) plays \(game.name(of: move)) (\(percent) % sure)\n")
        moves.append(move)
      }
    }
  }

  private func board(after moves: [Token]) -> String {
    BoardDrawing.text(
      rows: game.transcript(after: moves, side: side).rows,
      moveNames: game.moves(of: side).map(game.name(of:)))
  }

  private func result(after moves: [Token]) -> String {
    game.transcript(after: moves, side: side).line
  }

  /// Asks until the person names a legal move; `nil` when they leave.
  private func ask(_ legal: [Token]) throws -> Token? {
    while true {
      try show("Your move: ")
      guard let line = read() else { return nil }
      let word = line.split(separator: " ").joined().lowercased()
      if ["quit", "q", "exit"].contains(word) { return nil }
      let names = legal.map(game.name(of:)).joined(separator: " ")
      guard let move = game.move(named: word, side: side) else {
        try show(
          word.isEmpty
            ? "Possible: \(names)\n" : "There is no move \(Excerpt.of(word)). Possible: \(names)\n")
        continue
      }
      if legal.contains(move) { return move }
      let trouble = game.name(of: move).count > 1 ? "taken" : "full"
      try show("\(game.name(of: move)) is \(trouble). Possible: \(names)\n")
    }
  }
}
