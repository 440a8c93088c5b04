import Randomness
import Testing

@testable import Environments

struct PlayoutTests {
  @Test func ticTacToePlayoutsHaveTheExactChances() {
    let counts = frequencies(TicTacToe())
    // 400,000 games: standard errors √(p(1 − p)/n) are at most 0.00078; 5 of them are 0.0039.
    #expect(abs(counts.x - 737 / 1260) < 0.0039)
    #expect(abs(counts.o - 121 / 420) < 0.0039)
  }

  @Test(arguments: [
    ConnectFour(width: 4, height: 4, inARow: 4), ConnectFour(width: 4, height: 4, inARow: 3),
    ConnectFour(width: 3, height: 5, inARow: 3),
  ])
  func connectFourPlayoutsHaveTheExactChances(rules: ConnectFour) {
    let counts = frequencies(rules)
    let exact = GameTree(rules: rules).randomPlay
    // As above: the standard error is at most √(0.25/400,000) = 0.00079.
    #expect(abs(counts.x - exact.x) < 0.004)
    #expect(abs(counts.o - exact.o) < 0.004)
  }

  @Test func playoutsArePureFunctionsOfTheStream() {
    var streams = [RandomStream(seed: 5), RandomStream(seed: 5), RandomStream(seed: 6)]
    let counts = streams.indices.map {
      ConnectFour(width: 7, height: 6).randomPlayouts(count: 1_000, using: &streams[$0])
    }
    #expect(counts[0] == counts[1])
    #expect(counts[0] != counts[2])
    #expect(counts[0].firstWins + counts[0].secondWins + counts[0].draws == 1_000)
  }

  @Test(arguments: [1, 2, 7, 9, 16])
  func theGeneratorIsUniform(bound: Int) {
    var stream = RandomStream(seed: 3)
    var generator = PlayoutGenerator(seededFrom: &stream)
    var counts = [Int](repeating: 0, count: bound)
    for _ in 0..<160_000 { counts[generator.uniform(below: bound)] += 1 }
    let expected = 160_000 / Double(bound)
    // Binomial with mean n/b: the standard deviation is at most √(n/b); 5 of them.
    for count in counts { #expect(abs(Double(count) - expected) <= 5 * expected.squareRoot()) }
  }

  private func frequencies(_ rules: some BoardRules) -> (x: Double, o: Double) {
    var stream = RandomStream(seed: 1).child("playouts")
    let counts = rules.randomPlayouts(count: 400_000, using: &stream)
    return (Double(counts.firstWins) / 400_000, Double(counts.secondWins) / 400_000)
  }
}
