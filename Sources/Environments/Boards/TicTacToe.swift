/// Noughts and crosses: three in a row on nine cells.
///
/// 5,478 positions can be reached, 255,168 games can be played; with best play it is a draw.
public struct TicTacToe: BoardRules {
  /// Nine cells, three in a row.
  public let grid = BoardGrid(width: 3, height: 3, inARow: 3)
  /// A letter for the column and a number for the row, as in chess.
  public let moveNames = ["a1", "a2", "a3", "b1", "b2", "b3", "c1", "c2", "c3"]

  /// The rules have no settings.
  public init() {}

  /// The name scenarios use.
  public var name: String { "board.tic-tac-toe" }
  /// The game in one sentence.
  public var summary: String { "Tic-tac-toe on 3 x 3 cells: three in a row win." }
  /// The cell b2.
  public var centre: UInt64 { grid.square(column: 1, row: 1) }
  /// Openings of one or two plies; three are held out as a topic.
  public var openingPlies: ClosedRange<Int> { 1...2 }
  /// Nine bits for the mover's stones and nine for all.
  public var keyBits: Int { 18 }
  /// Solved once for the whole process, in half a millisecond.
  public var solution: SolvedBoard<TicTacToe>? { Self.solved }

  private static let solved = SolvedBoard(TicTacToe())

  /// Every empty cell.
  public func landingSquares(_ occupied: UInt64) -> UInt64 { grid.squares ^ occupied }

  /// The cell itself, if it is empty.
  public func square(of move: Int, occupied: UInt64) -> UInt64 {
    grid.square(column: move / 3, row: move % 3) & ~occupied
  }

  /// The number of the cell, column by column from the bottom.
  public func move(to square: UInt64) -> Int {
    let bit = square.trailingZeroBitCount
    return bit - bit / 4
  }

  /// The mover's cells and all taken cells, side by side.
  public func key(of position: BoardPosition) -> UInt64 {
    Self.packed(position.mover) << 9 | Self.packed(position.occupied)
  }

  /// Draws the number of a free cell and looks for it without branching on the number.
  public func randomLandingSquare(
    _ occupied: UInt64, plyCount: Int, using generator: inout PlayoutGenerator
  ) -> UInt64 {
    let freeCount = 9 &- plyCount
    let index = generator.uniform(below: freeCount)
    var rest = landingSquares(occupied)
    // Drops the lowest `index` free cells in a fixed number of steps: a loop that ended at `index`
    // would end unpredictably, which costs more than the steps it saves.
    for step in 1..<freeCount { rest &= rest &- (step <= index ? 1 : 0) }
    return rest & (0 &- rest)
  }

  /// Nine bits without the spare ones.
  private static func packed(_ stones: UInt64) -> UInt64 {
    stones & 0o7 | stones >> 1 & 0o70 | stones >> 2 & 0o700
  }
}
