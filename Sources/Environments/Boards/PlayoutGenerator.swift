import Randomness

/// Many small random numbers from few random words, for playouts.
///
/// A 64-bit word is read as a fraction in [0, 1). Multiplied by a bound, its whole part is the draw and
/// what is left is again a fraction, good for the next draw: 8 draws a word. With bounds of at most
/// 16 no outcome's probability is off by more than 2⁻³². The words are SplitMix64's (Steele, Lea &
/// Flood 2014, doi:10.1145/2660193.2660195), seeded from a stream.
public struct PlayoutGenerator: Sendable {
  private var counter: UInt64
  private var fraction: UInt64 = 0
  private var drawsLeft = 0

  /// A generator that takes its seed from a stream.
  public init(seededFrom stream: inout RandomStream) {
    counter = stream.next()
  }

  /// A whole number uniform on 0..<bound.
  ///
  /// - Parameter bound: 1...16.
  @inline(__always)
  mutating func uniform(below bound: Int) -> Int {
    if drawsLeft == 0 {
      fraction = nextWord()
      drawsLeft = 8
    }
    drawsLeft &-= 1
    let product = fraction.multipliedFullWidth(by: UInt64(truncatingIfNeeded: bound))
    fraction = product.low
    return Int(truncatingIfNeeded: product.high)
  }

  @inline(__always)
  private mutating func nextWord() -> UInt64 {
    counter &+= 0x9E37_79B9_7F4A_7C15
    var z = counter
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }
}
