import Foundation
import Randomness
import Testing

@testable import Evaluation

@Suite struct BestOfNTests {
  private let gold = [0.3, -1, 2, 0.5, 0, 1]
  private let proxy: [Double] = [1, 2, 6, 3, 5, 4]

  @Test func publishedExample() {
    #expect(abs(BestOfN.expectedGold(gold: gold, proxy: proxy, n: 3) - 1.175) < 1e-12)
  }

  @Test func oneIsTheMeanAndAllIsTheFavourite() {
    #expect(abs(BestOfN.expectedGold(gold: gold, proxy: proxy, n: 1) - 2.8 / 6) < 1e-12)
    #expect(BestOfN.expectedGold(gold: gold, proxy: proxy, n: 6) == 2)
  }

  @Test func equalsTheAverageOverAllSubsets() {
    // Ties in the proxy, so every subset with a tie at its top is worth the mean of the tied.
    let proxy: [Double] = [1, 2, 2, 3, 2, 3]
    for n in 1...6 {
      var sum = 0.0
      var count = 0.0
      for subset in 0..<64 where subset.nonzeroBitCount == n {
        let members = (0..<6).filter { subset >> $0 & 1 == 1 }
        let best = members.map { proxy[$0] }.max()
        let tied = members.filter { proxy[$0] == best }
        sum += tied.map { gold[$0] }.reduce(0, +) / Double(tied.count)
        count += 1
      }
      #expect(abs(BestOfN.expectedGold(gold: gold, proxy: proxy, n: n) - sum / count) < 1e-12)
    }
  }

  /// E max of n standard normals, from 40 000 numbers.
  @Test(arguments: [(2, 0.564190), (4, 1.029375), (16, 1.765991), (64, 2.343733)])
  func maximumOfNormals(n: Int, expected: Double) {
    var stream = RandomStream(seed: 91)
    let normals = (0..<40_000).map { _ in
      (-2 * log(1 - stream.uniform())).squareRoot() * cos(2 * Double.pi * stream.uniform())
    }
    let estimate = BestOfN.expectedGold(gold: normals, proxy: normals, n: n)
    // No worse than the mean of 40 000 / n disjoint maxima, each of variance ≤ 0.69.
    #expect(abs(estimate - expected) < 5 * (0.69 * Double(n) / 40_000).squareRoot())
  }

  @Test func manySamplesDoNotOverflow() {
    let values = (0..<5_000).map { Double($0) }
    let estimate = BestOfN.expectedGold(gold: values, proxy: values, n: 1_000)
    // The expected maximum of n of 0..<N is n·(N + 1)/(n + 1) − 1.
    #expect(abs(estimate - (1_000.0 * 5_001 / 1_001 - 1)) < 1e-8)
  }
}
