/// The exact value of every position of a game that can be reached, by exhaustive search.
///
///     value(p) = −1 if the last stone won, 0 if the board is full, else max over moves m of −value(p·m)
///
/// Two bits a key, in one flat table: 64 kB for tic-tac-toe, 8 MB for the 5 × 4 connect four. A value
/// that never changes once made, so copies and threads share it.
public struct SolvedBoard<Rules: BoardRules>: Sendable {
  /// The game that is solved.
  public let rules: Rules
  /// How many positions can be reached, won and drawn ones included.
  public let positionCount: Int
  /// Two bits for each key: 0 never reached, else value + 2.
  private let table: [UInt64]

  /// Solves a game.
  public init(_ rules: Rules) {
    precondition(
      rules.isSolvable, "\(rules.summary) It is too large to solve exactly.")
    var count = 0
    table = Array(unsafeUninitializedCapacity: max(1, 1 << (rules.keyBits - 5))) { words, size in
      words.initialize(repeating: 0)
      _ = Self.solve(BoardPosition(), rules: rules, words: words, count: &count)
      size = words.count
    }
    self.rules = rules
    positionCount = count
  }

  /// The value to the side to move with best play of both: 1 it wins, 0 draw, −1 it loses.
  ///
  /// - Parameter position: one that can be reached.
  public func value(of position: BoardPosition) -> Int {
    let key = rules.key(of: position)
    let entry = Int(table[Int(key >> 5)] >> (2 * (key & 31)) & 3)
    precondition(entry != 0, "a position that cannot be reached has no value")
    return entry - 2
  }

  /// The squares on which the mover keeps the value of the position; empty when the game is over.
  public func optimalSquares(in position: BoardPosition) -> UInt64 {
    if rules.isOver(position) { return 0 }
    let best = value(of: position)
    var optimal: UInt64 = 0
    rules.landingSquares(position.occupied).forEachSquare { square in
      if -value(of: position.playing(square)) == best { optimal |= square }
    }
    return optimal
  }

  @specialized(where Rules == TicTacToe)
  @specialized(where Rules == ConnectFour)
  private static func solve(
    _ position: BoardPosition, rules: Rules, words: UnsafeMutableBufferPointer<UInt64>,
    count: inout Int
  ) -> Int {
    let key = rules.key(of: position)
    let shift = 2 * (key & 31)
    let word = Int(truncatingIfNeeded: key &>> 5)
    let known = Int(truncatingIfNeeded: words[word] &>> shift & 3)
    if known != 0 { return known &- 2 }
    var best = -1
    if !rules.grid.isWin(position.waiting) {
      var rest = rules.landingSquares(position.occupied)
      if rest == 0 { best = 0 }
      while rest != 0 {
        let square = rest & (0 &- rest)
        rest ^= square
        // Every move is followed even when a win is known: the table must hold all positions.
        best = max(
          best, -solve(position.playing(square), rules: rules, words: words, count: &count))
      }
    }
    words[word] |= UInt64(truncatingIfNeeded: best &+ 2) &<< shift
    count &+= 1
    return best
  }
}
