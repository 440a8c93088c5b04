import Foundation
import PlainText

/// Numbers distinct names in the order in which they first appear, without a `String` for each row.
///
/// Names that are the same letters in different bytes, such as é in one piece or as e and an accent, are
/// one name, in composed letters (Unicode's normalization form C).
///
/// A hash table with open addressing over the bytes of the names (FNV-1a, Fowler, Noll & Vo; 64 bits).
/// The bytes of each distinct name are kept once.
struct NameTable {
  /// The names, one after the other.
  private var bytes: [UInt8] = []
  /// Where each name ends in `bytes`; it begins where the one before ends.
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// The index of each entry, and the entry of each index; empty while no name was written in two ways.
  private var indexOfEntry: [Int32] = []
  private var entryOfIndex: [Int32] = []
  /// The index of the name in each slot, or `vacant`; a power of two of them.
  private var slots: [Int32]
  /// Holds a field whose doubled marks were made single.
  private var scratch: [UInt8] = []

  private static let vacant: Int32 = -1

  init() { slots = [Int32](repeating: Self.vacant, count: 64) }

  /// How many distinct names there are.
  var count: Int { indexOfEntry.isEmpty ? ends.count : entryOfIndex.count }

  /// How many further ways there were to write a name that is in the table.
  var variantCount: Int { ends.count - count }

  /// All names, by index.
  var names: [String] { (0..<Int32(count)).map { name($0) } }

  /// The name of an index.
  func name(_ index: Int32) -> String {
    let entry = entryOfIndex.isEmpty ? index : entryOfIndex[Int(index)]
    return String(decoding: bytes[start(of: entry)..<ends[Int(entry)]], as: UTF8.self)
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
    let (hash, slot) = find(range, in: text)
    let entry = slots[slot]
    guard entry == Self.vacant else {
      return indexOfEntry.isEmpty ? entry : indexOfEntry[Int(entry)]
    }
    if let composed = Self.composed(range, of: text) {
      let index = index(of: composed)
      if indexOfEntry.isEmpty {
        indexOfEntry = Array(0..<Int32(ends.count))
        entryOfIndex = indexOfEntry
      }
      insert(range, of: text, hash: hash, slot: find(range, in: text).slot)
      indexOfEntry.append(index)
      return index
    }
    let index = Int32(count)
    if !indexOfEntry.isEmpty {
      indexOfEntry.append(index)
      entryOfIndex.append(Int32(ends.count))
    }
    insert(range, of: text, hash: hash, slot: slot)
    return index
  }

  /// The slot of a name: that of its entry, or the vacant one where it belongs.
  private func find(_ range: Range<Int>, in text: Span<UInt8>) -> (hash: UInt64, slot: Int) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for position in range { hash = (hash ^ UInt64(text[position])) &* 0x100_0000_01b3 }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
    while slots[slot] != Self.vacant {
      let entry = slots[slot]
      if hashes[Int(entry)] == hash, equals(entry, range, in: text) { break }
      slot = (slot + 1) & mask
    }
    return (hash, slot)
  }

  /// The name in composed letters; `nil` where that is what it is.
  private static func composed(_ range: Range<Int>, of text: Span<UInt8>) -> String? {
    // Below U+0300, and among most Chinese characters (U+4000 to U+9FFF), there is nothing to compose.
    let mayChange = range.contains { position in
      text[position] >= 0xCC && !(0xE4...0xE9).contains(text[position])
    }
    guard mayChange else { return nil }
    let name = String(decoding: range.map { text[$0] }, as: UTF8.self)
    let composed = name.precomposedStringWithCanonicalMapping
    return composed.utf8.elementsEqual(name.utf8) ? nil : composed
  }

  private mutating func insert(
    _ range: Range<Int>, of text: Span<UInt8>, hash: UInt64, slot: Int
  ) {
    slots[slot] = Int32(ends.count)
    for position in range { bytes.append(text[position]) }
    ends.append(bytes.count)
    hashes.append(hash)
    if 2 * ends.count > slots.count { grow() }
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

  private func start(of entry: Int32) -> Int { entry == 0 ? 0 : ends[Int(entry) - 1] }

  private func equals(_ entry: Int32, _ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    let start = start(of: entry)
    guard ends[Int(entry)] - start == range.count else { return false }
    for offset in 0..<range.count where bytes[start + offset] != text[range.lowerBound + offset] {
      return false
    }
    return true
  }
}
