import Foundation

/// The hash by which a page names the scripts that may run in it.
///
/// SHA-256, FIPS 180-4, section 6.2; its constants are the first 32 bits of the fractional parts of the
/// square roots of the first 8 primes and of the cube roots of the first 64.
enum SHA256 {
  /// The 32 bytes of the hash of a text in UTF-8, in base 64.
  static func base64(_ text: String) -> String {
    Data(digest(Array(text.utf8))).base64EncodedString()
  }

  /// The 32 bytes of the hash.
  static func digest(_ message: [UInt8]) -> [UInt8] {
    var padded = message + [0x80]
    padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
    padded += bytes(of: UInt64(message.count) * 8)
    var state = fractions(ofRoot: { $0.squareRoot() }, count: 8)
    var schedule = [UInt32](repeating: 0, count: 64)
    for start in stride(from: 0, to: padded.count, by: 64) {
      for t in 0..<16 {
        schedule[t] = padded[(start + 4 * t)..<(start + 4 * t + 4)]
          .reduce(0) { $0 << 8 | UInt32($1) }
      }
      for t in 16..<64 {
        let (w15, w2) = (schedule[t - 15], schedule[t - 2])
        let s0 = rotated(w15, 7) ^ rotated(w15, 18) ^ w15 >> 3
        let s1 = rotated(w2, 17) ^ rotated(w2, 19) ^ w2 >> 10
        schedule[t] = schedule[t - 16] &+ s0 &+ schedule[t - 7] &+ s1
      }
      compress(schedule, into: &state)
    }
    return state.flatMap { bytes(of: $0) }
  }

  private static func compress(_ schedule: [UInt32], into state: inout [UInt32]) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for t in 0..<64 {
      let s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
      let t1 = h &+ s1 &+ (e & f ^ ~e & g) &+ constants[t] &+ schedule[t]
      let s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
      let t2 = s0 &+ (a & b ^ a & c ^ b & c)
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ t1, c, b, a, t1 &+ t2)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
  }

  private static let constants = fractions(ofRoot: cbrt, count: 64)

  /// Double's 52 bits hold the integer part of these roots (at most 6) and far more than 32 bits after it.
  private static func fractions(ofRoot root: (Double) -> Double, count: Int) -> [UInt32] {
    let primes = (2...311).filter { number in (2..<number).allSatisfy { number % $0 != 0 } }
    return primes.prefix(count).map { prime in
      let root = root(Double(prime))
      return UInt32((root - root.rounded(.down)) * 0x1p32)
    }
  }

  private static func rotated(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    word >> bits | word << (32 - bits)
  }

  private static func bytes<Word: FixedWidthInteger>(of word: Word) -> [UInt8] {
    withUnsafeBytes(of: word.bigEndian, Array.init)
  }
}
