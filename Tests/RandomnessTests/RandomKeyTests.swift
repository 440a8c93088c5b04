import CGSL
import Foundation
import Randomness
import Testing

@Suite struct LuckTests {
  private let stream = RandomStream(seed: 31).child("luck")

  @Test func aPlaceIsItsHalfOfABlock() {
    for index in [0, 1, 77, -1, Int.max] {
      let luck = RandomKey(stream, index)
      for block in [0, 1, 5, 1 << 20] {
        #expect(luck.uniform(at: 2 * block) == luck.pair(block).0)
        #expect(luck.uniform(at: 2 * block + 1) == luck.pair(block).1)
      }
    }
  }

  @Test func lookingTwiceOrInAnotherOrderChangesNothing() {
    let luck = RandomKey(stream, 5)
    let forwards = (0..<64).map { luck.uniform(at: $0) }
    let backwards = (0..<64).reversed().map { luck.uniform(at: $0) }
    #expect(forwards == backwards.reversed())
    #expect(RandomKey(stream, 5) == luck)
    #expect(
      RandomKey(RandomStream(seed: 31).child("luck"), 5).uniform(at: 9) == luck.uniform(at: 9))
  }

  /// The counters of luck end in the word 1, those of the stream itself in 0: two of 53 bits that meet by
  /// chance among 4 000 × 4 000 do so with probability 4 000²/2⁵³ = 2·10⁻⁹.
  @Test func noNumberOfLuckIsOneThatTheStreamHandsOut() {
    var own = stream
    let handedOut = Set((0..<4_000).map { _ in own.uniform() })
    let looked = (0..<200).flatMap { index in
      (0..<20).map { RandomKey(stream, index).uniform(at: $0) }
    }
    #expect(Set(looked).count == looked.count)
    #expect(handedOut.isDisjoint(with: looked))
  }

  /// How many numbers others have drawn from the stream is nothing to luck.
  @Test func drawingFromTheStreamLeavesItsLuck() {
    var used = stream
    for _ in 0..<7 { _ = used.next() }
    #expect(RandomKey(used, 3).pair(4) == RandomKey(stream, 3).pair(4))
  }

  /// Philox4x32 under key k with counter (i, i ≫ 32, b, 1), by another implementation of the published function.
  @Test func theNumbersArePinned() {
    let luck = RandomKey(RandomStream(seed: 7).child("annotator").child(3), 42)
    let found = [0, 1, 2, 4_096].map { luck.uniform(at: $0) }
    #expect(
      found == [0.4240426981857187, 0.4145714669221685, 0.792409287477831, 0.9220228017952129])
  }

  /// Mean ½ with a standard error of 1/√(12n), variance 1/12 with √(1/180n), and the shares of 16 bins
  /// with √(p(1 − p)/n): five of each.
  @Test(arguments: [0, 1, 2, 7, 4_096]) func numbersAreUniformAtEveryPlace(_ place: Int) {
    let count = 40_000
    let numbers = (0..<count).map { RandomKey(stream, $0).uniform(at: place) }
    let n = Double(count)
    let mean = numbers.reduce(0, +) / n
    let variance = numbers.reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) } / n
    #expect(abs(mean - 0.5) < 5 / (12 * n).squareRoot())
    #expect(abs(variance - 1.0 / 12) < 5 / (180 * n).squareRoot())
    for bin in 0..<16 {
      let share = Double(numbers.count { Int($0 * 16) == bin }) / n
      #expect(abs(share - 1.0 / 16) < 5 * (15.0 / 256 / n).squareRoot(), "bin \(bin)")
    }
  }

  /// The correlation of independent numbers has a standard error of 1/√n. Neighbours in place, index and
  /// person.
  @Test func neighboursAreIndependent() {
    let count = 40_000
    let other = RandomStream(seed: 31).child("luck").child(1)
    let pairs: [(Int) -> (Double, Double)] = [
      { RandomKey(stream, $0).pair(0) },
      { (RandomKey(stream, $0).uniform(at: 1), RandomKey(stream, $0).uniform(at: 2)) },
      { (RandomKey(stream, $0).uniform(at: 0), RandomKey(stream, $0 + 1).uniform(at: 0)) },
      { (RandomKey(stream, $0).uniform(at: 0), RandomKey(other, $0).uniform(at: 0)) },
    ]
    for pair in pairs {
      let sum = (0..<count).reduce(0.0) {
        let (one, two) = pair($1)
        return $0 + (one - 0.5) * (two - 0.5)
      }
      #expect(abs(12 * sum / Double(count)) < 5 / Double(count).squareRoot())
    }
  }

  /// Mean, variance, excess kurtosis (which decides how well a sample tells the variance) of each law.
  @Test(arguments: [
    ("normal", 0.0, 1.0, 0.0), ("logistic", 0, Double.pi * Double.pi / 3, 1.2),
    ("gumbel", 0.577215664901533, Double.pi * Double.pi / 6, 2.4),
  ])
  func distributionsHaveTheirMoments(
    _ name: String, mean: Double, variance: Double, kurtosis: Double
  ) {
    let count = 40_000
    let numbers = (0..<count).map { index in
      let luck = RandomKey(stream.child(name), index)
      switch name {
      case "normal": return luck.normal(at: 6)
      case "logistic": return luck.logistic(at: 6)
      default: return luck.gumbel(at: 6)
      }
    }
    let n = Double(count)
    let found = numbers.reduce(0, +) / n
    let spread = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    #expect(abs(found - mean) < 5 * (variance / n).squareRoot())
    #expect(abs(spread - variance) < 5 * variance * ((kurtosis + 2) / n).squareRoot())
  }

  /// Each law takes one number and rises with it: Φ, σ and exp(−exp(−x)) lead back to the uniform one.
  @Test func distributionsAreQuantilesOfTheNumberAtTheirPlace() {
    for index in 0..<2_000 {
      let luck = RandomKey(stream, index)
      let u = luck.open(at: 3)
      #expect(u == luck.uniform(at: 3) + 0x1p-54)
      #expect(abs(gsl_cdf_ugaussian_P(luck.normal(at: 3)) - u) < 1e-12)
      #expect(abs(1 / (1 + exp(-luck.logistic(at: 3))) - u) < 1e-12)
      #expect(abs(exp(-exp(-luck.gumbel(at: 3))) - u) < 1e-12)
    }
  }

  @Test func aStreamAtAPlaceIsThatPlacesOwn() {
    var one = RandomKey(stream, 4).stream(at: 3)
    var same = RandomKey(stream, 4).stream(at: 3)
    var other = RandomKey(stream, 4).stream(at: 4)
    #expect(one.next() == same.next())
    #expect(one.next() != other.next())
  }
}
