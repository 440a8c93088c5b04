import Randomness
import Testing

@Suite struct RandomStreamTests {
  let root = RandomStream(seed: 7)

  static func first(_ count: Int, of stream: RandomStream) -> [UInt64] {
    var stream = stream
    return (0..<count).map { _ in stream.next() }
  }

  @Test func childrenDependOnNamesAndNotOnDraws() {
    var used = root
    for _ in 0..<5 { _ = used.next() }
    #expect(used.child("environment") == root.child("environment"))
    #expect(used.child(3) == root.child(3))
    var sibling = root.child("annotators")
    _ = sibling.next()
    #expect(
      Self.first(8, of: root.child("environment")) == Self.first(8, of: used.child("environment")))
  }

  @Test func everyPathOfNamesIsAStreamOfItsOwn() {
    let streams = [
      root, RandomStream(seed: 8), root.child("1"), root.child(1), root.child("a").child("b"),
      root.child("b").child("a"), root.child("ab"), root.child("a"), root.child(""), root.child(0),
      root.child(-1), root.child(256), root.child(1).child(0), root.child(0).child(1),
      root.child("games"), root.child("gamer"),
    ]
    let beginnings = streams.map { Self.first(2, of: $0) }
    #expect(Set(beginnings).count == streams.count)
  }

  @Test func noTwoOfManyNumberedChildrenAgree() {
    let beginnings = (0..<20_000).map { Self.first(1, of: root.child("annotator").child($0))[0] }
    #expect(Set(beginnings).count == beginnings.count)
  }

  @Test func aCopyRepeatsAndTheOriginalGoesOn() {
    var stream = root
    _ = stream.next()  // Half a block is left over: the copy must carry it.
    let copy = stream
    let ahead = Self.first(5, of: stream)
    #expect(Self.first(5, of: copy) == ahead)
    #expect(Set(Self.first(1_000, of: root)).count == 1_000)
  }

  /// Pairs of neighbouring streams, correlated draw by draw. Under independence the correlation has a
  /// standard error of 1/√n = 1/√20,000 = 0.0071; five of them are 0.0354.
  @Test(arguments: [("environment", "annotators"), ("a", "b"), ("x1", "x2"), ("arm", "arm ")])
  func streamsOfDifferentNamesAreUncorrelated(_ one: String, _ other: String) {
    #expect(abs(Self.correlation(root.child(one), root.child(other))) < 0.0354)
  }

  @Test func streamsOfNeighbouringNumbersAndSeedsAreUncorrelated() {
    for index in 0..<8 {
      #expect(abs(Self.correlation(root.child(index), root.child(index + 1))) < 0.0354)
      let seed = UInt64(index)
      #expect(
        abs(Self.correlation(RandomStream(seed: seed), RandomStream(seed: seed + 1))) < 0.0354)
    }
    #expect(abs(Self.correlation(root, root.child(0))) < 0.0354, "parent and child")
  }

  @Test func everyBitIsFair() {
    var stream = root.child("bits")
    var ones = [Int](repeating: 0, count: 64)
    for _ in 0..<10_000 {
      let word = stream.next()
      for bit in 0..<64 { ones[bit] += Int(word >> UInt64(bit) & 1) }
    }
    // A fair bit has a standard error of √(10,000 / 4) = 50; five of them are 250.
    #expect(ones.allSatisfy { abs($0 - 5_000) < 250 }, "\(ones)")
  }

  /// A change here changes every result ever recorded: it must be meant, and told in the change log.
  @Test func firstNumbersStayWhatTheyAre() {
    #expect(Self.first(3, of: RandomStream(seed: 0)) == Self.goldenOfSeedZero)
    #expect(Self.first(3, of: root.child("annotator").child(3)) == Self.goldenOfAnnotator)
  }
  static let goldenOfSeedZero: [UInt64] = [
    13_293_690_919_597_817_577, 13_137_505_508_798_257_350, 14_036_097_020_298_339_065,
  ]
  static let goldenOfAnnotator: [UInt64] = [
    9_247_626_425_308_921_906, 11_275_956_137_379_839_993, 10_451_563_261_597_152_397,
  ]

  private static func correlation(_ one: RandomStream, _ other: RandomStream) -> Double {
    var (one, other) = (one, other)
    let count = 20_000
    // Uniform numbers have mean 1/2 and variance 1/12, so this is the correlation up to O(1/n).
    let products = (0..<count).map { _ in (one.uniform() - 0.5) * (other.uniform() - 0.5) }
    return 12 * products.reduce(0, +) / Double(count)
  }
}
