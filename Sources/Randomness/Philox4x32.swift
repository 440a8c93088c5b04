/// The counter-based block function Philox4x32 with ten rounds.
///
/// Maps a 128-bit counter and a 64-bit key to 128 random bits; there is no other state, so any block
/// of any stream can be computed on its own.
///
///     (L, R) ← one round: two 32×32→64-bit products, xor with the key; key ← key + Weyl constants
///
/// Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3",
/// doi:10.1145/2063384.2063405, section 4.3. With a zero counter and key the first word is
/// `0x6627e8d5` (the authors' known-answer file).
public enum Philox4x32 {
  /// A block of four 32-bit words: a counter going in, random bits coming out.
  public typealias Block = (UInt32, UInt32, UInt32, UInt32)

  /// The random block that belongs to one counter under one key.
  ///
  /// - Parameters:
  ///   - counter: which block of the stream; every value is allowed.
  ///   - key: which stream; every value is allowed.
  /// - Returns: four words, each uniform over all 32-bit values.
  @inlinable
  public static func block(counter: Block, key: (UInt32, UInt32)) -> Block {
    var (c0, c1, c2, c3) = counter
    var (k0, k1) = key
    for _ in 0..<10 {
      let first = 0xD251_1F53 * UInt64(c0)
      let second = 0xCD9E_8D57 * UInt64(c2)
      let n0 = UInt32(truncatingIfNeeded: second >> 32) ^ c1 ^ k0
      let n2 = UInt32(truncatingIfNeeded: first >> 32) ^ c3 ^ k1
      c1 = UInt32(truncatingIfNeeded: second)
      c3 = UInt32(truncatingIfNeeded: first)
      c0 = n0
      c2 = n2
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return (c0, c1, c2, c3)
  }
}
