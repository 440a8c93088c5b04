import Randomness
import Testing

/// The authors' own answers: file `kat_vectors` of Random123 1.09, lines `philox4x32 10`.
@Suite struct Philox4x32Tests {
  struct KnownAnswer: Sendable {
    var counter: [UInt32]
    var key: [UInt32]
    var block: [UInt32]
  }

  static let knownAnswers = [
    KnownAnswer(
      counter: [0, 0, 0, 0], key: [0, 0],
      block: [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
    KnownAnswer(
      counter: [.max, .max, .max, .max], key: [.max, .max],
      block: [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
    // The digits of pi.
    KnownAnswer(
      counter: [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
      key: [0xa409_3822, 0x299f_31d0],
      block: [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]),
  ]

  @Test("gives the published block", arguments: knownAnswers)
  func knownAnswer(_ known: KnownAnswer) {
    let block = Philox4x32.block(
      counter: (known.counter[0], known.counter[1], known.counter[2], known.counter[3]),
      key: (known.key[0], known.key[1]))
    #expect([block.0, block.1, block.2, block.3] == known.block)
  }
}
