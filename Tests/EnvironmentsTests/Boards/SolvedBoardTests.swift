import Testing

@testable import Environments

/// Exact values against published ones.
struct SolvedBoardTests {
  @Test func solvesEveryPositionOfTicTacToe() {
    let solution = SolvedBoard(TicTacToe())
    #expect(solution.positionCount == 5478)
    var wins = (x: 0, draw: 0, o: 0)
    for position in GameTree(rules: TicTacToe()).positions(upToPly: 9).joined() {
      let value = solution.value(of: position)
      switch position.sideToMove == .x ? value : -value {
      case 1: wins.x += 1
      case 0: wins.draw += 1
      default: wins.o += 1
      }
    }
    #expect(wins == (2936, 1068, 1474))
    #expect(solution.value(of: BoardPosition()) == 0)
  }

  /// Width, height, k; positions; the value of each first move to the first player.
  static let smallBoards: [(Int, Int, Int, Int, [Int])] = [
    (3, 3, 3, 694, [0, 0, 0]),
    (3, 4, 3, 2715, [0, 0, 0]),
    (4, 4, 3, 41750, [1, 1, 1, 1]),
    (4, 4, 4, 161_029, [0, 0, 0, 0]),
    (5, 4, 4, 3_945_711, [-1, 0, 0, 0, -1]),
  ]

  @Test(arguments: smallBoards)
  func solvesSmallBoardsOfConnectFour(
    width: Int, height: Int, inARow: Int, positionCount: Int, firstMoves: [Int]
  ) throws {
    let rules = ConnectFour(width: width, height: height, inARow: inARow)
    let solution = try #require(rules.solution)
    #expect(solution.positionCount == positionCount)
    #expect(solution.value(of: BoardPosition()) == firstMoves.max())
    let world = ConnectFourWorld(width: width, height: height, inARow: inARow)
    #expect(world.moveValues(after: [])?.map(\.value) == firstMoves)
  }

  @Test func doesNotPretendToSolveLargeBoards() {
    #expect(ConnectFour(width: 7, height: 6).solution == nil)
    #expect(ConnectFourWorld(width: 7, height: 6).moveValues(after: []) == nil)
  }

  /// Expected results of optimal play, its moves chosen uniformly among the best, and random play.
  @Test func optimalPlayNeverLosesToRandomPlay() {
    let rules = TicTacToe()
    let solution = SolvedBoard(rules)
    let tree = GameTree(rules: rules)
    let random = { (position: BoardPosition) in rules.landingSquares(position.occupied) }
    let asX = tree.winningChances(x: solution.optimalSquares(in:), o: random)
    #expect(isClose(asX.x, 75257 / 77760))
    #expect(asX.o == 0)
    let asO = tree.winningChances(x: random, o: solution.optimalSquares(in:))
    #expect(isClose(asO.o, 2645 / 3402))
    #expect(asO.x == 0)
  }
}
