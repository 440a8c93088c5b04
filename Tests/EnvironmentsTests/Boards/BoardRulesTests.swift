@testable import Environments
import Randomness
import Testing
@Test func speed() {
  let clock = ContinuousClock()
  var s = RandomStream(seed: 1)
  for _ in 0..<3 {
  var c = PlayoutCounts()
  print(clock.measure { c = TicTacToe().randomPlayouts(count: 10_000_000, using: &s) }, c)
  print(clock.measure { c = ConnectFour(width: 7, height: 6).randomPlayouts(count: 1_000_000, using: &s) }, c)
  print(clock.measure { _ = TicTacToe().solution }, clock.measure { _ = ConnectFour().solution })
  }
}
