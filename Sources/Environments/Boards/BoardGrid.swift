/// The squares of a rectangular board as bits of one word, and what a line on it is.
///
/// Column after column from the left, each from the bottom up, with one spare bit on top of every
/// column that is never set. So a step to the next square in any direction is a shift by a constant,
/// and no line can run from one column's top into the next column's bottom.
///
///     row 3 |  2  6 10 14      a 4 × 3 board: the bit of each square;
///     row 2 |  1  5  9 13      the bits 3, 7, 11 and 15 are spare
///     row 1 |  0  4  8 12
///              a  b  c  d
public struct BoardGrid: Sendable, Hashable {
  /// Columns, 3...9.
  public let width: Int
  /// Rows, 3...9.
  public let height: Int
  /// k: stones of one side in a row, column or diagonal that win; 3...max(width, height).
  public let inARow: Int
  /// All squares of the board.
  public let squares: UInt64
  /// The bottom square of every column.
  public let bottom: UInt64
  /// The middle column, or the middle two of an even width.
  public let middle: UInt64
  /// The columns as sets of squares, the middle first: the order in which a search tries them.
  public let columnsFromMiddle: [UInt64]

  /// A board of this size; the words of a position hold at most 63 bits.
  public init(width: Int, height: Int, inARow: Int) {
    if let problem = Self.problem(width: width, height: height, inARow: inARow) {
      preconditionFailure(problem)
    }
    self.width = width
    self.height = height
    self.inARow = inARow
    let column = (UInt64(1) << UInt64(height)) - 1
    let columns = (0..<width).map { column << UInt64($0 * (height + 1)) }
    squares = columns.reduce(0, |)
    bottom = (0..<width).reduce(0) { $0 | UInt64(1) << UInt64($1 * (height + 1)) }
    middle = columns[(width - 1) / 2] | columns[width / 2]
    let order = (0..<width).sorted {
      (abs(2 * $0 + 1 - width), $0) < (abs(2 * $1 + 1 - width), $1)
    }
    columnsFromMiddle = order.map { columns[$0] }
  }

  /// What is wrong with a size, or `nil`: for those who read sizes from a file.
  public static func problem(width: Int, height: Int, inARow: Int) -> String? {
    guard (3...9).contains(width), (3...9).contains(height), width * (height + 1) <= 63 else {
      return "a board of \(width) x \(height) squares: width and height must be 3...9, "
        + "and width x (height + 1) at most 63"
    }
    let longest = max(width, height)
    return (3...longest).contains(inARow)
      ? nil : "\(inARow) in a row on \(width) x \(height) squares: must be 3...\(longest)"
  }

  /// How many squares the board has: the plies of the longest game.
  public var squareCount: Int { width * height }

  /// The square of a column (from 0 at the left) and a row (from 0 at the bottom).
  public func square(column: Int, row: Int) -> UInt64 {
    1 << UInt64(column * (height + 1) + row)
  }

  /// The number of the column in which a square lies, from 0 at the left.
  func column(of square: UInt64) -> Int { square.trailingZeroBitCount / (height + 1) }

  /// Whether these stones hold k in a row.
  @inline(__always)
  func isWin(_ stones: UInt64) -> Bool {
    let starts =
      lineStarts(stones, step: 1) | lineStarts(stones, step: height)
      | lineStarts(stones, step: height + 1) | lineStarts(stones, step: height + 2)
    return starts != 0
  }

  /// The stones at which k in a row begin in one direction: runs of a stones and b stones that
  /// overlap or touch make a run of a + b, so k is reached by doubling.
  @inline(__always)
  private func lineStarts(_ stones: UInt64, step: Int) -> UInt64 {
    var starts = stones
    var length = 1
    while length < inARow {
      let more = min(length, inARow &- length)
      starts &= starts &>> UInt64(truncatingIfNeeded: more &* step)
      length &+= more
    }
    return starts
  }

  /// The empty squares on which one more stone would make k in a row, reachable now or not.
  func winningSquares(for stones: UInt64, occupied: UInt64) -> UInt64 {
    let gaps =
      gaps(in: stones, step: 1) | gaps(in: stones, step: height)
      | gaps(in: stones, step: height + 1) | gaps(in: stones, step: height + 2)
    return gaps & squares & ~occupied
  }

  /// The squares with b stones next to them on the one side and k − 1 − b on the other, for any b.
  @inline(__always)
  private func gaps(in stones: UInt64, step: Int) -> UInt64 {
    let step = UInt64(truncatingIfNeeded: step)
    // above[n]: the squares with at least n stones in a row just above them.
    var above = InlineArray<9, UInt64>(repeating: ~0)
    var shifted = stones
    for length in 1..<inARow {
      shifted &>>= step
      above[length] = above[length &- 1] & shifted
    }
    var result = above[inARow &- 1]
    var below = ~UInt64(0)
    shifted = stones
    for length in 1..<inARow {
      shifted &<<= step
      below &= shifted
      result |= below & above[inARow &- 1 &- length]
    }
    return result
  }
}
