/// Who plays: X moves first.
public enum BoardSide: String, Sendable, Hashable, Codable, CaseIterable {
  /// The side that moves first.
  case x
  /// The side that moves second.
  case o

  /// The other side.
  public var opponent: BoardSide { self == .x ? .o : .x }
  /// How the side is drawn on a board.
  public var symbol: String { rawValue.uppercased() }
}

/// The stones on a board: two sets of squares, seen from the side to move.
public struct BoardPosition: Sendable, Hashable {
  /// The stones of the side to move.
  public var mover: UInt64 = 0
  /// The stones of both sides.
  public var occupied: UInt64 = 0

  /// The empty board.
  public init() {}

  /// The stones of the side that moved last.
  @inline(__always)
  public var waiting: UInt64 { mover ^ occupied }
  /// How many stones have been put down.
  public var plyCount: Int { occupied.nonzeroBitCount }
  /// The side to move.
  public var sideToMove: BoardSide { plyCount.isMultiple(of: 2) ? .x : .o }

  /// The stones of one side.
  public func stones(of side: BoardSide) -> UInt64 { side == sideToMove ? mover : waiting }

  /// The position after the mover has put a stone on an empty square.
  @inline(__always)
  public func playing(_ square: UInt64) -> BoardPosition {
    var next = self
    next.mover = mover ^ occupied
    next.occupied = occupied | square
    return next
  }
}
