/// Connect four: stones fall to the bottom of a column; k in a row win.
///
/// The default, four in a row on 5 × 4, has 3,945,711 positions, all solved here exactly; with best
/// play it is a draw, and opening in an outer column loses. 7 × 6 is the game as it is sold.
public struct ConnectFour: BoardRules {
  /// The board and its lines.
  public let grid: BoardGrid
  /// A letter for each column, from the left.
  public let moveNames: [String]

  /// A board of `width` columns of `height` squares on which `inARow` win (see ``BoardGrid``).
  public init(width: Int = 5, height: Int = 4, inARow: Int = 4) {
    grid = BoardGrid(width: width, height: height, inARow: inARow)
    moveNames = "abcdefghi".prefix(width).map(String.init)
  }

  /// The name scenarios use.
  public var name: String { "board.connect-four" }
  /// The game in one sentence, with its size.
  public var summary: String {
    "Connect four on \(grid.width) x \(grid.height) squares: stones fall to the bottom of a column, "
      + "\(grid.inARow) in a row win."
  }
  /// The middle column, or the middle two of an even width.
  public var centre: UInt64 { grid.middle }
  /// Openings of one to three plies; four are held out as a topic.
  public var openingPlies: ClosedRange<Int> { 1...3 }
  /// One bit for each square and one on top of each column.
  public var keyBits: Int { grid.width * (grid.height + 1) }

  /// The default board is solved once for the whole process; others once for each world.
  public var solution: SolvedBoard<ConnectFour>? {
    if self == ConnectFour() { return Self.solved }
    return isSolvable ? SolvedBoard(self) : nil
  }

  private static let solved = SolvedBoard(ConnectFour())

  /// Adding 1 at the bottom of a column carries to its lowest empty square.
  public func landingSquares(_ occupied: UInt64) -> UInt64 {
    (occupied &+ grid.bottom) & grid.squares
  }

  /// The lowest empty square of the column.
  public func square(of move: Int, occupied: UInt64) -> UInt64 {
    let column = ((UInt64(1) << UInt64(grid.height)) - 1) << UInt64(move * (grid.height + 1))
    return landingSquares(occupied) & column
  }

  /// The number of the column, from 0 at the left.
  public func move(to square: UInt64) -> Int { grid.column(of: square) }

  /// The mover's stones plus all stones: in a column with n stones the sum lies in
  /// 2ⁿ − 1 ... 2ⁿ⁺¹ − 2, so it tells both how many there are and whose.
  public func key(of position: BoardPosition) -> UInt64 { position.mover &+ position.occupied }

  /// Draws columns until one has room, which is uniform over those that have.
  public func randomLandingSquare(
    _ occupied: UInt64, plyCount: Int, using generator: inout PlayoutGenerator
  ) -> UInt64 {
    let landing = landingSquares(occupied)
    let column = (UInt64(1) &<< UInt64(truncatingIfNeeded: grid.height)) &- 1
    while true {
      let shift = generator.uniform(below: grid.width) &* (grid.height &+ 1)
      let square = landing & (column &<< UInt64(truncatingIfNeeded: shift))
      if square != 0 { return square }
    }
  }
}
