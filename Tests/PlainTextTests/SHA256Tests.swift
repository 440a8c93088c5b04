import PlainText
import Testing

@Suite struct SHA256Tests {
  /// The examples of FIPS 180-4 (NIST, "Secure Hash Standard: example values"), and the empty message.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func knownMessages(message: String, checksum: String) {
    #expect(SHA256.of(message) == checksum)
  }

  @Test func pagesNameItInBase64() {
    #expect(SHA256.base64(of: "") == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
  }

  @Test func piecesGiveWhatTheWholeGives() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    for size in [1, 3, 55, 56, 63, 64, 65, 130, 999] {
      var checksum = SHA256()
      var start = 0
      while start < bytes.count {
        let end = min(start + size, bytes.count)
        bytes[start..<end].withUnsafeBytes { checksum.add($0) }
        start = end
      }
      #expect(checksum.finished() == SHA256.of(bytes), "in pieces of \(size)")
    }
  }
}
