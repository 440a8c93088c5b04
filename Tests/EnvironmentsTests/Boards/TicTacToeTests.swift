import Testing

@testable import Environments

/// Known facts of tic-tac-toe.
struct TicTacToeTests {
  let tree = GameTree(rules: TicTacToe())

  @Test func countsPositionsByPly() {
    let plies = tree.positions(upToPly: 9)
    #expect(plies.map(\.count) == [1, 9, 72, 252, 756, 1260, 1520, 1140, 390, 78])
    let over = plies.joined().filter(tree.rules.isOver)
    #expect(over.count == 958)
    #expect(over.count { tree.winner(of: $0) == .x } == 626)
    #expect(over.count { tree.winner(of: $0) == .o } == 316)
  }

  @Test func countsPositionsUpToSymmetry() {
    let classes = tree.positions(upToPly: 9).map { Set($0.map(canonical)) }
    #expect(classes.map(\.count) == [1, 3, 12, 38, 108, 174, 204, 153, 57, 15])
    let over = classes.joined().filter(tree.rules.isOver)
    #expect(over.count == 138)
    #expect(over.count { tree.winner(of: $0) == .x } == 91)
    #expect(over.count { tree.winner(of: $0) == .o } == 44)
  }

  @Test func countsGames() {
    var lengths = [Int](repeating: 0, count: 10)
    var wins = (x: 0, o: 0)
    tree.forEachGame { position in
      lengths[position.plyCount] += 1
      switch tree.winner(of: position) {
      case .x: wins.x += 1
      case .o: wins.o += 1
      case nil: break
      }
    }
    #expect(lengths == [0, 0, 0, 0, 0, 1440, 5328, 47952, 72576, 127_872])
    #expect(wins == (131_184, 77904))
  }

  @Test func knowsTheChancesOfRandomPlay() {
    let chances = tree.randomPlay
    #expect(isClose(chances.x, 737 / 1260))
    #expect(isClose(chances.o, 121 / 420))
  }

  @Test func namesEveryCellOnce() {
    let rules = TicTacToe()
    for (move, name) in rules.moveNames.enumerated() {
      let square = rules.square(of: move, occupied: 0)
      #expect(rules.move(to: square) == move)
      let column = Int(name.utf8.first ?? 0) - 97
      #expect(square == rules.grid.square(column: column, row: Int(name.utf8.last ?? 0) - 49))
      #expect(rules.square(of: move, occupied: square) == 0)
    }
  }

  /// The least of the eight images of a position, by its stones.
  private func canonical(_ position: BoardPosition) -> BoardPosition {
    var images: [BoardPosition] = []
    var image = position
    for _ in 0..<4 {
      image = mapped(image) { column, row in (row, 2 - column) }
      images.append(image)
      images.append(mapped(image) { column, row in (2 - column, row) })
    }
    return images.min { ($0.occupied, $0.mover) < ($1.occupied, $1.mover) } ?? position
  }

  private func mapped(
    _ position: BoardPosition, _ map: (Int, Int) -> (Int, Int)
  ) -> BoardPosition {
    var image = BoardPosition()
    for column in 0..<3 {
      for row in 0..<3 {
        let square = tree.rules.grid.square(column: column, row: row)
        let (newColumn, newRow) = map(column, row)
        let target = tree.rules.grid.square(column: newColumn, row: newRow)
        if position.mover & square != 0 { image.mover |= target }
        if position.occupied & square != 0 { image.occupied |= target }
      }
    }
    return image
  }
}
