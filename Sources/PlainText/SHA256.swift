import Foundation

/// The checksum of bytes that `sha256sum` prints: 64 hexadecimal digits (FIPS 180-4, section 6.2).
///
///     var checksum = SHA256()
///     checksum.add(bytes)
///     checksum.finished()
package struct SHA256: Sendable {
  private var state = SIMD8<UInt32>(
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19)
  /// Bytes that do not fill a block yet; fewer than 64.
  private var rest: [UInt8] = []
  private var byteCount: UInt64 = 0

  /// The checksum of nothing yet.
  package init() {}

  /// The checksum of a text's UTF-8.
  package static func of(_ text: String) -> String { of(Array(text.utf8)) }

  /// The checksum of some bytes.
  package static func of(_ bytes: [UInt8]) -> String {
    var checksum = SHA256()
    bytes.withUnsafeBytes { checksum.add($0) }
    return checksum.finished()
  }

  /// Adds bytes behind those that came before.
  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    byteCount += UInt64(bytes.count)
    var start = 0
    if !rest.isEmpty {
      start = min(64 - rest.count, bytes.count)
      rest += bytes[..<start]
      guard rest.count == 64 else { return }
      let block = rest
      block.withUnsafeBytes { state = Self.mixed(state, $0, from: 0) }
      rest.removeAll(keepingCapacity: true)
    }
    while bytes.count - start >= 64 {
      state = Self.mixed(state, bytes, from: start)
      start += 64
    }
    rest += bytes[start...]
  }

  /// The checksum of a text's UTF-8 in base 64, as a page's security policy names its scripts.
  package static func base64(of text: String) -> String {
    var checksum = SHA256()
    Array(text.utf8).withUnsafeBytes { checksum.add($0) }
    return Data(checksum.digest()).base64EncodedString()
  }

  /// The checksum in hexadecimal digits; nothing is added afterwards.
  package mutating func finished() -> String {
    digest().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The 32 bytes of the checksum; nothing is added afterwards.
  private mutating func digest() -> [UInt8] {
    let bitCount = byteCount &* 8
    var end: [UInt8] = [0x80]
    while (rest.count + end.count) % 64 != 56 { end.append(0) }
    end += (0..<8).map { UInt8(truncatingIfNeeded: bitCount >> (56 - 8 * $0)) }
    end.withUnsafeBytes { add($0) }
    return state.indices.flatMap { place in
      (0..<4).map { UInt8(truncatingIfNeeded: state[place] >> (24 - 8 * $0)) }
    }
  }

  /// The compression function on one block of 64 bytes.
  private static func mixed(
    _ state: SIMD8<UInt32>, _ bytes: UnsafeRawBufferPointer, from start: Int
  ) -> SIMD8<UInt32> {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { w in
      for t in 0..<16 {
        w[t] = UInt32(
          bigEndian: bytes.loadUnaligned(fromByteOffset: start + 4 * t, as: UInt32.self))
      }
      for t in 16..<64 {
        let s0 = rotated(w[t - 15], 7) ^ rotated(w[t - 15], 18) ^ w[t - 15] >> 3
        let s1 = rotated(w[t - 2], 17) ^ rotated(w[t - 2], 19) ^ w[t - 2] >> 10
        w[t] = w[t - 16] &+ s0 &+ w[t - 7] &+ s1
      }
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      var (e, f, g, h) = (state[4], state[5], state[6], state[7])
      constants.withUnsafeBufferPointer { k in
        for t in 0..<64 {
          let s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
          let t1 = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ k[t] &+ w[t]
          let s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
          let t2 = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
          (h, g, f, e, d, c, b, a) = (g, f, e, d &+ t1, c, b, a, t1 &+ t2)
        }
      }
      return state &+ SIMD8(a, b, c, d, e, f, g, h)
    }
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
