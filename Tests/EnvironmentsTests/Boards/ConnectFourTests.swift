import Testing

@testable import Environments

/// Known facts of connect four.
struct ConnectFourTests {
  @Test func countsDistinctPositionsOfTheGameAsSold() {
    // OEIS A212693.
    let tree = GameTree(rules: ConnectFour(width: 7, height: 6))
    #expect(
      tree.positions(upToPly: 7).map(\.count) == [1, 7, 49, 238, 1120, 4263, 16422, 54859])
  }

  @Test func countsMoveSequencesOfTheGameAsSold() {
    let tree = GameTree(rules: ConnectFour(width: 7, height: 6))
    let counts = (0...7).map { tree.sequenceCount(plies: $0) }
    #expect(counts == [1, 7, 49, 343, 2401, 16807, 117_649, 823_536])
  }

  @Test func countsPositionsOfASmallBoardByPly() {
    let tree = GameTree(rules: ConnectFour(width: 4, height: 4))
    #expect(
      tree.positions(upToPly: 16).map(\.count) == [
        1, 4, 16, 52, 160, 436, 1128, 2512, 5084, 9276, 14788, 21720, 26698, 28922, 24912, 18076,
        7244,
      ])
  }

  @Test func findsLinesInEveryDirectionAndAroundNoCorner() {
    let grid = BoardGrid(width: 7, height: 6, inARow: 4)
    func stones(_ squares: [(Int, Int)]) -> UInt64 {
      squares.reduce(0) { $0 | grid.square(column: $1.0, row: $1.1) }
    }
    #expect(grid.isWin(stones([(0, 5), (1, 5), (2, 5), (3, 5)])))
    #expect(grid.isWin(stones([(6, 2), (6, 3), (6, 4), (6, 5)])))
    #expect(grid.isWin(stones([(3, 2), (4, 3), (5, 4), (6, 5)])))
    #expect(grid.isWin(stones([(0, 3), (1, 2), (2, 1), (3, 0)])))
    #expect(!grid.isWin(stones([(0, 4), (0, 5), (1, 0), (1, 1)])))
    #expect(!grid.isWin(stones([(0, 0), (1, 0), (2, 0), (4, 0)])))
  }

  @Test(arguments: [(3, 3, 3), (4, 4, 4), (7, 6, 4), (9, 6, 9), (6, 9, 5)])
  func winningSquaresAreThoseThatMakeALine(width: Int, height: Int, inARow: Int) {
    let grid = BoardGrid(width: width, height: height, inARow: inARow)
    // Patterns from a linear congruence; every third is thinned so that some lines lack one stone.
    var pattern: UInt64 = 1
    for round in 0..<3_000 {
      pattern = pattern &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var stones = (pattern ^ pattern >> 29) & grid.squares
      if round % 3 == 0 { stones |= (pattern << 17) & grid.squares }
      guard !grid.isWin(stones) else { continue }
      var expected: UInt64 = 0
      (grid.squares & ~stones).forEachSquare { if grid.isWin(stones | $0) { expected |= $0 } }
      #expect(grid.winningSquares(for: stones, occupied: stones) == expected)
    }
  }

  @Test func saysWhatIsWrongWithASize() {
    #expect(BoardGrid.problem(width: 7, height: 6, inARow: 4) == nil)
    #expect(
      BoardGrid.problem(width: 10, height: 4, inARow: 4)
        == "a board of 10 x 4 squares: width and height must be 3...9, and width x (height + 1) at "
        + "most 63")
    #expect(
      BoardGrid.problem(width: 5, height: 4, inARow: 6)
        == "6 in a row on 5 x 4 squares: must be 3...5")
  }

  @Test func aColumnFillsUp() {
    let rules = ConnectFour(width: 4, height: 3, inARow: 3)
    var position = BoardPosition()
    for row in 0..<3 {
      let square = rules.square(of: 2, occupied: position.occupied)
      #expect(square == rules.grid.square(column: 2, row: row))
      #expect(rules.move(to: square) == 2)
      position = position.playing(square)
    }
    #expect(rules.square(of: 2, occupied: position.occupied) == 0)
    #expect(rules.landingSquares(position.occupied).nonzeroBitCount == 3)
  }
}
