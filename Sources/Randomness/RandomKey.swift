/// The chance of one event among many, each of its numbers addressed by place instead of order.
///
/// Annotator j answering question i has the luck (stream of j, i). Whoever needs a random number names its
/// place: the mistake's is always the mistake's, whether or not anything else was drawn before. So parts
/// of a person compose in any order, and a part that is switched off changes nothing else, bit for bit.
///
///     block b of event i = Philox4x32(key of the stream, counter (i, b, 1))
///
/// The last counter word keeps these blocks apart from those that the stream itself hands out in order.
public struct RandomKey: Sendable, Hashable {
  /// The stream that all events of one kind share, such as a person's.
  public let stream: RandomStream
  /// Which event, such as the number of a question.
  public let index: Int

  /// The luck of one event.
  @inlinable
  public init(_ stream: RandomStream, _ index: Int) {
    self.stream = stream
    self.index = index
  }

  /// Two numbers uniform on [0, 1), multiples of 2⁻⁵³: those at the places 2 · block and 2 · block + 1.
  ///
  /// - Parameter block: 0...2³¹ − 1.
  @inlinable
  public func pair(_ block: Int) -> (Double, Double) {
    let bits = UInt64(bitPattern: Int64(index))
    let words = Philox4x32.block(
      counter: (
        UInt32(truncatingIfNeeded: bits), UInt32(truncatingIfNeeded: bits >> 32),
        UInt32(truncatingIfNeeded: block), 1
      ),
      key: (UInt32(truncatingIfNeeded: stream.key), UInt32(truncatingIfNeeded: stream.key >> 32)))
    return (
      Double((UInt64(words.1) << 32 | UInt64(words.0)) >> 11) * 0x1p-53,
      Double((UInt64(words.3) << 32 | UInt64(words.2)) >> 11) * 0x1p-53
    )
  }

  /// The number at one place, uniform on [0, 1).
  ///
  /// - Parameter place: ≥ 0; two neighbours (2k, 2k + 1) come from one block.
  @inlinable
  public func uniform(at place: Int) -> Double {
    let pair = pair(place / 2)
    return place.isMultiple(of: 2) ? pair.0 : pair.1
  }

  /// A stream of its own for whoever needs an unknown count of numbers at one place.
  public func stream(at place: Int) -> RandomStream { stream.child(index).child(place) }
}
