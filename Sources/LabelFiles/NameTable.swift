import PlainText

/// Numbers distinct names in the order in which they first appear, without a `String` for each row.
///
/// A hash table with open addressing over the bytes of the names (FNV-1a, Fowler, Noll & Vo; 64 bits).
/// The bytes of each distinct name are kept once.
struct NameTable {
  /// The names, one after the other.
  private var bytes: [UInt8] = []
  /// Where each name ends in `bytes`; it begins where the one before ends.
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// The index of the name in each slot, or `vacant`; a power of two of them.
  private var slots: [Int32]
  /// Holds a field whose doubled marks were made single.
  private var scratch: [UInt8] = []

  private static let vacant: Int32 = -1

  init() { slots = [Int32](repeating: Self.vacant, count: 64) }

  /// How many distinct names there are.
  var count: Int { ends.count }

  /// All names, by index.
  var names: [String] { (0..<Int32(count)).map { name($0) } }

  /// The name of an index.
  func name(_ index: Int32) -> String {
    String(decoding: bytes[start(of: index)..<ends[Int(index)]], as: UTF8.self)
  }

  /// The index of what a field says; the next free one if it is new.
  mutating func index(of field: CSVField, in text: Span<UInt8>) -> Int32 {
    guard field.hasDoubledQuotes else { return index(of: field.bytes, in: text) }
    var content = scratch
    scratch = []
    content.removeAll(keepingCapacity: true)
    field.append(to: &content, from: text)
    let index = index(of: 0..<content.count, in: content.span)
    scratch = content
    return index
  }

  /// The index of a name; the next free one if it is new.
  mutating func index(of name: String) -> Int32 {
    let content = Array(name.utf8)
    return index(of: 0..<content.count, in: content.span)
  }

  private mutating func index(of range: Range<Int>, in text: Span<UInt8>) -> Int32 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for position in range { hash = (hash ^ UInt64(text[position])) &* 0x100_0000_01b3 }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
    while true {
      let index = slots[slot]
      if index == Self.vacant { break }
      if hashes[Int(index)] == hash, equals(index, range, in: text) { return index }
      slot = (slot + 1) & mask
    }
    return insert(range, of: text, hash: hash, slot: slot)
  }

  private mutating func insert(
    _ range: Range<Int>, of text: Span<UInt8>, hash: UInt64, slot: Int
  ) -> Int32 {
    let index = Int32(count)
    for position in range { bytes.append(text[position]) }
    ends.append(bytes.count)
    hashes.append(hash)
    slots[slot] = index
    if 2 * count > slots.count { grow() }
    return index
  }

  /// Twice the slots, so that never more than half of them are taken.
  private mutating func grow() {
    slots = [Int32](repeating: Self.vacant, count: 2 * slots.count)
    let mask = slots.count - 1
    for (index, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
      while slots[slot] != Self.vacant { slot = (slot + 1) & mask }
      slots[slot] = Int32(index)
    }
  }

  private func start(of index: Int32) -> Int { index == 0 ? 0 : ends[Int(index) - 1] }

  private func equals(_ index: Int32, _ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    let start = start(of: index)
    guard ends[Int(index)] - start == range.count else { return false }
    for offset in 0..<range.count where bytes[start + offset] != text[range.lowerBound + offset] {
      return false
    }
    return true
  }
}
