/// The rules of a two-player game of stones on a grid, apart from tokens, people and learning.
///
/// State in, state out, on bitboards. A *move* is what a player says (a cell, a column); a *square* is
/// where the stone then lies. k in a row win; a full board is a draw.
public protocol BoardRules: Sendable, Hashable {
  /// The board and its lines.
  var grid: BoardGrid { get }
  /// The name scenarios use, such as `board.tic-tac-toe`.
  var name: String { get }
  /// The game in one sentence.
  var summary: String { get }
  /// The word of each move.
  var moveNames: [String] { get }
  /// The squares that count as central.
  var centre: UInt64 { get }
  /// How many random plies the openings of training and held-out prompts have.
  var openingPlies: ClosedRange<Int> { get }
  /// How many bits ``key(of:)`` takes.
  var keyBits: Int { get }
  /// The exact value of every position, or `nil` for a board too large to solve.
  var solution: SolvedBoard<Self>? { get }

  /// The squares on which the next stone may come to lie.
  func landingSquares(_ occupied: UInt64) -> UInt64
  /// The square on which a move's stone comes to lie; 0 when the move is illegal.
  func square(of move: Int, occupied: UInt64) -> UInt64
  /// The move that puts a stone on a square.
  func move(to square: UInt64) -> Int
  /// A number that belongs to one position only, below 2 to the ``keyBits``.
  func key(of position: BoardPosition) -> UInt64
  /// One of the landing squares, each equally likely; there is at least one.
  func randomLandingSquare(
    _ occupied: UInt64, plyCount: Int, using generator: inout PlayoutGenerator
  ) -> UInt64
}

extension BoardRules {
  /// Whether every position can be valued exactly: a table of two bits a key stays within 8 MB.
  public var isSolvable: Bool { keyBits <= 25 }

  /// The squares on which the mover wins at once.
  func winningSquares(in position: BoardPosition) -> UInt64 {
    grid.winningSquares(for: position.mover, occupied: position.occupied)
      & landingSquares(position.occupied)
  }

  /// The squares on which the side that waits would win at once, if it were its turn.
  func threatenedSquares(in position: BoardPosition) -> UInt64 {
    grid.winningSquares(for: position.waiting, occupied: position.occupied)
      & landingSquares(position.occupied)
  }

  /// Whether the game is over: the last stone has won, or the board is full.
  func isOver(_ position: BoardPosition) -> Bool {
    position.occupied == grid.squares || grid.isWin(position.waiting)
  }
}

extension UInt64 {
  /// The set bits one by one, lowest first: the squares of a set.
  func forEachSquare(_ body: (UInt64) -> Void) {
    var rest = self
    while rest != 0 {
      body(rest & (0 &- rest))
      rest &= rest &- 1
    }
  }

  /// The set bit that has `index` set bits below it; `index` is less than the number of set bits.
  @inline(__always)
  func square(at index: Int) -> UInt64 {
    var rest = self
    for _ in 0..<index { rest &= rest &- 1 }
    return rest & (0 &- rest)
  }
}
