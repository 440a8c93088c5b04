/// A reproducible source of randomness that can be divided by name.
///
/// A child depends only on its parent's path of names and its own label, never on how many numbers
/// anyone has drawn. So adding an annotator cannot change the games that are played, and two arms of
/// an experiment that share a seed meet identical luck (common random numbers).
///
///     let root = RandomStream(seed: 7)
///     var games = root.child("environment")
///     var rater = root.child("annotator").child(3)
///
/// Numbers are Philox4x32-10 blocks (see ``Philox4x32``) under a 64-bit key: a 64-bit FNV-1a hash of
/// the path, finished with the SplitMix64 mixer so that paths one letter apart share no key bits.
/// Two of n streams share a key with probability about n² / 2⁶⁵.
public struct RandomStream: RandomNumberGenerator, Sendable, Hashable {
  @usableFromInline let path: UInt64
  @usableFromInline let key: UInt64
  @usableFromInline var counter: UInt64 = 0
  /// The second half of the last block, kept for the next draw.
  @usableFromInline var spare: UInt64 = 0
  @usableFromInline var hasSpare = false

  /// The root of all randomness of one run.
  ///
  /// - Parameter seed: every value is allowed; it is written in the scenario and in every report.
  public init(seed: UInt64) {
    self.init(path: Self.fold(seed, tag: 0x53, into: 0xcbf2_9ce4_8422_2325))
  }

  /// What names the stream among all others: a hash of its path, the same for all its copies.
  public var identity: UInt64 { path }

  init(path: UInt64) {
    self.path = path
    key = Self.mixed(path)
  }

  /// The stream of a part named by a word; asking twice gives the same stream.
  public func child(_ name: String) -> RandomStream {
    // The tag keeps child("1") apart from child(1).
    var hash = Self.fold(byte: 0x4e, into: path)
    for byte in name.utf8 { hash = Self.fold(byte: byte, into: hash) }
    return RandomStream(path: Self.fold(byte: 0xff, into: hash))
  }

  /// The stream of a part named by a number, as one replication, row or annotator of many.
  public func child(_ index: Int) -> RandomStream {
    RandomStream(path: Self.fold(UInt64(bitPattern: Int64(index)), tag: 0x49, into: path))
  }

  /// The next 64 bits of this stream, each value equally likely.
  @inlinable
  public mutating func next() -> UInt64 {
    if hasSpare {
      hasSpare = false
      return spare
    }
    let low = UInt32(truncatingIfNeeded: counter)
    let high = UInt32(truncatingIfNeeded: counter >> 32)
    let block = Philox4x32.block(
      counter: (low, high, 0, 0),
      key: (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32)))
    counter &+= 1
    spare = UInt64(block.3) << 32 | UInt64(block.2)
    hasSpare = true
    return UInt64(block.1) << 32 | UInt64(block.0)
  }

  // MARK: - Hashing of names

  private static func fold(byte: UInt8, into hash: UInt64) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  private static func fold(_ word: UInt64, tag: UInt8, into hash: UInt64) -> UInt64 {
    var hash = fold(byte: tag, into: hash)
    for shift in stride(from: 0, to: 64, by: 8) {
      hash = fold(byte: UInt8(truncatingIfNeeded: word >> UInt64(shift)), into: hash)
    }
    return hash
  }

  /// The finaliser of SplitMix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195).
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
