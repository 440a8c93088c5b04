import Randomness
import Statistics
import Testing

@Suite struct PermutationTestTests {
  let stream = RandomStream(seed: 8)

  /// Sums of ±1 ±2 ±3 over the eight choices of sign: 6 4 2 0 0 −2 −4 −6.
  @Test func signFlipsOfThreeByHand() {
    func p(_ differences: [Double], _ alternative: PermutationTest.Alternative) -> Double {
      PermutationTest.signFlips(of: differences, alternative: alternative, using: stream).pValue
    }
    #expect(p([1, 2, 3], .twoSided) == 2.0 / 8)
    #expect(p([1, 2, 3], .greater) == 1.0 / 8)
    #expect(p([1, 2, 3], .less) == 1)
    #expect(p([-1, 2, 3], .twoSided) == 4.0 / 8)
    #expect(p([-1, 2, 3], .greater) == 2.0 / 8)
    #expect(p([1, 2, -3], .twoSided) == 1)
    #expect(p([-1, -2, -3], .less) == 1.0 / 8)
  }

  @Test func signFlipsOfTheSleepData() {
    let differences = zip(StudentSleep.first, StudentSleep.second).map { $0 - $1 }
    let test = PermutationTest.signFlips(of: differences, using: stream)
    // All differences are ≤ 0, and one is 0: 2 choices of sign reach the sum, 2 its negative.
    #expect(test.pValue == 4.0 / 1_024)
    #expect(test.isExact && test.arrangementCount == 1_024)
    #expect(isClose(test.difference, -1.58))
  }

  /// {1, 2} against {3, 4, 5}: of the ten ways to choose two of five only {1, 2} has a difference of
  /// −2.5, and only {4, 5} one of 2.5 or more (4.5 − 2).
  @Test func labelShufflesByHand() {
    func p(_ alternative: PermutationTest.Alternative) -> Double {
      PermutationTest.labelShuffles([1, 2], [3, 4, 5], alternative: alternative, using: stream)
        .pValue
    }
    #expect(p(.less) == 1.0 / 10)
    #expect(p(.greater) == 1)
    #expect(p(.twoSided) == 2.0 / 10)
  }

  @Test func labelShufflesAgreeWithAnEnumerationElsewhere() {
    // Counted with Python's itertools.combinations.
    let eight = PermutationTest.labelShuffles(
      Array(StudentSleep.first.prefix(8)), Array(StudentSleep.second.prefix(8)), using: stream)
    #expect(eight.isExact && eight.arrangementCount == 12_870)
    #expect(eight.pValue == 3_090.0 / 12_870)
    let uneven = PermutationTest.labelShuffles(
      Array(StudentSleep.first.prefix(3)), Array(StudentSleep.second.prefix(5)), alternative: .less,
      using: stream)
    #expect(uneven.pValue == 4.0 / 56)
  }

  @Test func roundingDoesNotBreakTies() {
    // 0.1 + 0.2 ≠ 0.3 in binary: the sum in another order must still count as equal.
    let test = PermutationTest.signFlips(of: [0.1, 0.2, 0.3, -0.3, 0.3, -0.3], using: stream)
    let scaled = PermutationTest.signFlips(of: [1, 2, 3, -3, 3, -3], using: stream)
    #expect(test.pValue == scaled.pValue)
    let shifted = PermutationTest.labelShuffles(
      [1e9 + 1, 1e9 + 2], [1e9 + 3, 1e9 + 4, 1e9 + 5], using: stream)
    #expect(shifted.pValue == 2.0 / 10)
  }

  /// The first sixteen of twenty differences are enumerable; with all twenty, the Monte Carlo p value
  /// must agree with the exact one, counted as in a subset sum: ± each, P(|sum| ≥ 10) for twenty ±1
  /// with 15 positive = 2 · P(Binomial(20, ½) ≥ 15) = 0.041389. Five standard errors of 10,000 draws
  /// are 5 √(0.0414 · 0.9586 / 10,000) = 0.010.
  @Test func manyArrangementsAreSampled() {
    let differences = [Double](repeating: 1, count: 15) + [Double](repeating: -1, count: 5)
    let test = PermutationTest.signFlips(of: differences, using: stream)
    #expect(!test.isExact && test.arrangementCount == 10_001)
    #expect(abs(test.pValue - 0.041389) < 0.010)
  }

  /// Fisher's exact test in disguise: 12 against 12 with 9 and 3 ones. P(first has ≥ 9 of 12 ones)
  /// is Σ_{k ≥ 9} C(12, k)² / C(24, 12) = (48,400 + 4,356 + 144 + 1) / 2,704,156 = 0.019563.
  @Test func manyShufflesAreSampled() {
    let first = [Double](repeating: 1, count: 9) + [0, 0, 0]
    let second = [1, 1, 1] + [Double](repeating: 0, count: 9)
    let test = PermutationTest.labelShuffles(
      first, second, alternative: .greater, using: stream)
    #expect(!test.isExact)
    // Five standard errors: 5 √(0.0196 · 0.9804 / 10,000) = 0.0069.
    #expect(abs(test.pValue - 0.019563) < 0.0069)
  }

  @Test func sampledPValuesAreNeverZero() {
    let test = PermutationTest.signFlips(
      of: [Double](repeating: 1, count: 60), drawCount: 99, using: stream)
    #expect(test.pValue == 1.0 / 100)
  }
}
