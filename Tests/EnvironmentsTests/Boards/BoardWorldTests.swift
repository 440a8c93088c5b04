import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Environments

struct BoardWorldTests {
  @Test(arguments: [Opponent.random, .greedy, .minimax(depth: 2), .perfect])
  func ticTacToeConforms(opponent: Opponent) {
    #expect(checkEnvironment(TicTacToeWorld(opponent: opponent, constraints: true)) == [])
  }

  @Test(arguments: [Opponent.random, .greedy, .minimax(depth: 3), .perfect])
  func connectFourConforms(opponent: Opponent) {
    #expect(checkEnvironment(ConnectFourWorld(opponent: opponent, constraints: true)) == [])
  }

  @Test func otherBoardsConform() {
    #expect(checkEnvironment(ConnectFourWorld(width: 3, height: 3, inARow: 3)) == [])
    #expect(checkEnvironment(ConnectFourWorld(width: 7, height: 6), episodes: 10) == [])
  }

  @Test func speaksTheTokensOfTheGame() {
    #expect(
      TicTacToeWorld().vocabulary.words == [
        "<bos>", "play-x", "play-o", "Xa1", "Xa2", "Xa3", "Xb1", "Xb2", "Xb3", "Xc1", "Xc2", "Xc3",
        "Oa1", "Oa2", "Oa3", "Ob1", "Ob2", "Ob3", "Oc1", "Oc2", "Oc3",
      ])
    #expect(
      ConnectFourWorld().vocabulary.words == [
        "<bos>", "play-x", "play-o", "Xa", "Xb", "Xc", "Xd", "Xe", "Oa", "Ob", "Oc", "Od", "Oe",
      ])
    #expect(TicTacToeWorld().vocabulary.end == nil)
    #expect(TicTacToeWorld().contextLength == 11)
    #expect(ConnectFourWorld(width: 7, height: 6).contextLength == 44)
  }

  @Test func theOpponentBeginsWhenItIsItsTurn() {
    let world = TicTacToeWorld()
    var stream = RandomStream(seed: 1)
    let asX = world.begin(world.wholeGamePrompts[0], using: &stream)
    #expect(asX.reply.isEmpty)
    #expect(world.legalActions(in: asX.state) == .only(Array(3...11)))
    let asO = world.begin(world.wholeGamePrompts[1], using: &stream)
    #expect(asO.reply.count == 1)
    #expect(world.legalActions(in: asO.state) == .only((12...20).filter { $0 != asO.reply[0] + 9 }))
    let next = world.step(asX.state, action: 7, using: &stream)
    #expect(next.reply.count == 1)
    #expect(next.state.moves == [7] + next.reply)
  }

  @Test func randomAgainstRandomHasTheExactChances() {
    let world = TicTacToeWorld()
    var stream = RandomStream(seed: 2)
    var wins = 0
    for _ in 0..<4_000 {
      let game = world.game(
        on: world.wholeGamePrompts[0], agent: .random, against: .random, using: &stream)
      if world.episode(game).gold.value == 1 { wins += 1 }
    }
    // 737/1260 = 0.5849; the standard error is √(0.585 · 0.415 / 4,000) = 0.0078; 5 of them.
    #expect(abs(Double(wins) / 4_000 - 737 / 1260) < 0.039)
  }

  @Test func groupsAreFiveTastes() {
    let world = ConnectFourWorld()
    #expect(
      world.groups.map(\.name) == ["plain", "attackers", "gamblers", "positional", "cautious"])
    #expect(world.groups[0].goldWeight == 1 && world.groups[0].tastes.isEmpty)
  }

  @Test func demonstrationsNeverBlunder() {
    for world in [TicTacToeWorld(), TicTacToeWorld(opponent: .perfect)] {
      var stream = RandomStream(seed: 4)
      let blunders = world.demonstrations(count: 300, using: &stream).map {
        world.attributes(of: $0).values[1]
      }
      #expect(blunders.allSatisfy { $0 == 0 })
    }
  }

  @Test func theCorpusIsOfWeakPlayers() throws {
    let world = TicTacToeWorld()
    var stream = RandomStream(seed: 5)
    let corpus = world.corpus(tokenCount: 20_000, using: &stream)
    for sequence in corpus {
      let position = try #require(world.rules.position(after: sequence.dropFirst(2)))
      #expect(world.rules.isOver(position))
    }
    // Both sides are named about as often: n > 1,800 games, 5 standard errors are 2.5/√n < 0.06.
    let share = Double(corpus.count { $0[1] == 1 }) / Double(corpus.count)
    #expect(corpus.count > 1_800 && abs(share - 0.5) < 0.06)
  }
}
