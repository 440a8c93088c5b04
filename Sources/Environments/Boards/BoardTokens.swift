import SandboxCore

/// The tokens of board worlds: `<bos>`, two sides, then one for each move.
enum BoardTokens {
  /// The token every sequence begins with.
  static let beginning: Token = 0
  /// The token of the first move.
  static let firstMove: Token = 3

  /// The token that tells an agent its side.
  static func side(_ side: BoardSide) -> Token { side == .x ? 1 : 2 }

  /// The side that a token tells, or `nil` if it is no side token.
  static func side(of token: Token) -> BoardSide? {
    switch token {
    case 1: .x
    case 2: .o
    default: nil
    }
  }

  /// The token of a move.
  static func token(ofMove move: Int) -> Token { firstMove + Token(move) }
}

extension BoardRules {
  /// The square that a token's move fills, or 0 if the token is not a legal move there.
  func square(of token: Token, occupied: UInt64) -> UInt64 {
    let move = Int(token - BoardTokens.firstMove)
    return moveNames.indices.contains(move) ? square(of: move, occupied: occupied) : 0
  }

  /// The token of the move that fills a square.
  func token(of square: UInt64) -> Token { BoardTokens.token(ofMove: move(to: square)) }

  /// The position after these moves from the empty board, or `nil` if one of them is illegal.
  func position(after moves: some Sequence<Token>) -> BoardPosition? {
    var position = BoardPosition()
    for token in moves {
      let square = square(of: token, occupied: position.occupied)
      guard square != 0, !isOver(position) else { return nil }
      position = position.playing(square)
    }
    return position
  }
}
