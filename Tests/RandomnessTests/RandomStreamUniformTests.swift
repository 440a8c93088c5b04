import Randomness
import Testing

@Suite struct RandomStreamUniformTests {
  let root = RandomStream(seed: 11)

  /// Pearson's χ² of counts that should be equal. It has k − 1 degrees of freedom, so mean k − 1 and
  /// variance 2(k − 1); five standard deviations above the mean are the bound.
  static func expectEqual(_ counts: [Int], _ comment: Comment? = nil) {
    let expected = Double(counts.reduce(0, +)) / Double(counts.count)
    let square = counts.map { (Double($0) - expected) * (Double($0) - expected) / expected }
      .reduce(0, +)
    let freedom = Double(counts.count - 1)
    #expect(square <= freedom + 5 * (2 * freedom).squareRoot(), comment)
  }

  @Test func uniformFillsTheUnitIntervalEvenly() {
    var stream = root.child("unit")
    var counts = [Int](repeating: 0, count: 100)
    for _ in 0..<100_000 {
      let value = stream.uniform()
      #expect(value >= 0 && value < 1)
      counts[Int(value * 100)] += 1
    }
    Self.expectEqual(counts)
  }

  @Test(arguments: [1, 2, 3, 6, 7, 10, 64, 97])
  func uniformBelowIsUnbiased(_ bound: Int) {
    var stream = root.child("below").child(bound)
    var counts = [Int](repeating: 0, count: bound)
    for _ in 0..<(500 * bound) { counts[stream.uniform(below: bound)] += 1 }
    Self.expectEqual(counts, "bound \(bound)")
  }

  /// At a bound of 3·2⁶¹ a generator without rejection would be off by a quarter: a plain product
  /// reaches the residues 0, 1, 2 modulo 3 in proportion 3 : 3 : 2, a plain remainder the lower two
  /// thirds of the range in proportion 3 : 2 too often.
  @Test func uniformBelowAHugeBoundIsUnbiased() {
    var stream = root.child("huge")
    let third = 1 << 61
    var residues = [0, 0, 0]
    var thirds = [0, 0, 0]
    for _ in 0..<30_000 {
      let value = stream.uniform(below: 3 * third)
      residues[value % 3] += 1
      thirds[value / third] += 1
    }
    Self.expectEqual(residues)
    Self.expectEqual(thirds)
  }

  @Test func bernoulliHasItsProbability() {
    var stream = root.child("bernoulli")
    let successes = (0..<40_000).count { _ in stream.bernoulli(0.2) }
    // Standard error √(40,000 · 0.2 · 0.8) = 80; five are 400.
    #expect(abs(successes - 8_000) < 400)
    #expect(!(0..<1_000).contains { _ in stream.bernoulli(0) })
    #expect((0..<1_000).allSatisfy { _ in stream.bernoulli(1) })
  }

  @Test func categoricalFollowsItsWeights() {
    var stream = root.child("categorical")
    var counts = [0, 0, 0, 0, 0]
    for _ in 0..<40_000 { counts[stream.categorical([0, 3, 1, 4, 0])] += 1 }
    #expect(counts[0] == 0 && counts[4] == 0, "an outcome of weight 0 never happens")
    // Standard errors √(n p (1 − p)): 97, 66 and 100; five are at most 500.
    #expect(abs(counts[1] - 15_000) < 485)
    #expect(abs(counts[2] - 5_000) < 331)
    #expect(abs(counts[3] - 20_000) < 500)
  }

  @Test func shuffleReachesEveryPermutationEquallyOften() {
    var stream = root.child("shuffle")
    var counts = [Int](repeating: 0, count: 256)
    for _ in 0..<24_000 {
      var items = [0, 1, 2, 3]
      stream.shuffle(&items)
      counts[items.reduce(0) { 4 * $0 + $1 }] += 1
    }
    let reached = counts.filter { $0 > 0 }
    #expect(reached.count == 24)
    Self.expectEqual(reached)
  }

  @Test func permutationsAndElements() {
    var stream = root.child("small")
    #expect(stream.permutation(50).sorted() == Array(0..<50))
    #expect(stream.permutation(0) == [])
    #expect(stream.element(of: [Int]()) == nil)
    #expect(stream.element(of: 5..<6) == 5)
    let drawn = (0..<200).compactMap { _ in stream.element(of: ["a", "b", "c"][1...]) }
    #expect(Set(drawn) == ["b", "c"])
  }
}
