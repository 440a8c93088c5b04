import Randomness
import SandboxCore
import Testing

@testable import Environments

struct BoardSearchTests {
  /// A search to the end of the game must agree with the table, found in quite another way.
  @Test(arguments: [ConnectFour(), ConnectFour(width: 4, height: 4, inARow: 3)])
  func aSearchToTheEndIsExact(rules: ConnectFour) throws {
    let solution = try #require(rules.solution)
    var stream = RandomStream(seed: 11)
    var drawn = 0
    for _ in 0..<60 {
      var position = BoardPosition()
      for _ in 0..<(rules.grid.squareCount - 12) where !rules.isOver(position) {
        let landing = rules.landingSquares(position.occupied)
        position = position.playing(
          landing.square(at: stream.uniform(below: landing.nonzeroBitCount)))
      }
      guard !rules.isOver(position) else { continue }
      let best = BoardSearch.bestSquares(in: position, depth: 12, rules: rules)
      let optimal = solution.optimalSquares(in: position)
      #expect(best != 0 && best & ~optimal == 0)
      // Draws are all alike; among wins the search prefers the fastest, among losses the slowest.
      if solution.value(of: position) == 0 {
        drawn += 1
        #expect(best == optimal)
      }
    }
    #expect(drawn > 0 || rules.grid.inARow == 3)
  }

  @Test func takesTheFastestWinAndStopsAnOpenLine() throws {
    let world = ConnectFourWorld(width: 7, height: 6)
    func best(after text: String, depth: Int) throws -> String {
      let position = try #require(
        world.rules.position(after: world.tokens(playing: text)))
      let squares = BoardSearch.bestSquares(in: position, depth: depth, rules: world.rules)
      var tokens: [Token] = []
      squares.forEachSquare { tokens.append(world.rules.token(of: $0, in: position)) }
      return world.rules.squareNames(tokens)
    }
    #expect(try best(after: "d a d a d a", depth: 5) == "d")
    #expect(try best(after: "a b a b a", depth: 1) == "a")
    // Two stones in the middle of the bottom row with both ends free: O must stop them at once.
    #expect(try best(after: "c c d", depth: 3) == "b e")
  }

  @Test func tiesAreSeenAsTies() {
    #expect(
      BoardSearch.bestSquares(in: BoardPosition(), depth: 9, rules: TicTacToe())
        == TicTacToe().grid.squares)
  }
}
