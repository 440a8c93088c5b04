import SandboxCore

/// The tokens of board worlds: `<bos>`, two sides, then one for each move of each side.
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

}

extension BoardRules {
  /// The words of the vocabulary: every move once for each side, as `Xa1` and `Oa1`.
  ///
  /// A move says whose it is, so the tokens so far, in any order, are the board. A model need not
  /// first learn to count plies.
  var words: [String] {
    ["<bos>", "play-x", "play-o"]
      + BoardSide.allCases.flatMap { side in moveNames.map { side.symbol + $0 } }
  }

  /// The move that a token stands for and the side that makes it, or `nil` if it is no move.
  func move(of token: Token) -> (move: Int, side: BoardSide)? {
    let index = Int(token - BoardTokens.firstMove)
    guard (0..<2 * moveNames.count).contains(index) else { return nil }
    return (index % moveNames.count, index < moveNames.count ? .x : .o)
  }

  /// The square that a token's move fills, or 0 if the token is not a legal move there.
  func square(of token: Token, in position: BoardPosition) -> UInt64 {
    guard let (move, side) = move(of: token), side == position.sideToMove else { return 0 }
    return square(of: move, occupied: position.occupied)
  }

  /// The token of the move by which the side to move fills a square.
  func token(of square: UInt64, in position: BoardPosition) -> Token {
    let offset = position.sideToMove == .x ? 0 : moveNames.count
    return BoardTokens.firstMove + Token(offset + move(to: square))
  }

  /// What moves are called on the board, without the side that makes them.
  func squareNames(_ moves: some Sequence<Token>) -> String {
    moves.compactMap { move(of: $0).map { moveNames[$0.move] } }.joined(separator: " ")
  }

  /// The position after these moves from the empty board, or `nil` if one of them is illegal.
  func position(after moves: some Sequence<Token>) -> BoardPosition? {
    var position = BoardPosition()
    for token in moves {
      let square = square(of: token, in: position)
      guard square != 0, !isOver(position) else { return nil }
      position = position.playing(square)
    }
    return position
  }
}
