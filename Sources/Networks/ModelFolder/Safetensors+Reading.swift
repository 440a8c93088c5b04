import Foundation
import PlainText

extension Safetensors {
  /// The most bytes of a file that are read: a thousand million numbers.
  static let fileLimit = 4 << 30
  /// The longest header, as other readers of the format have it.
  static let headerLimit = 100_000_000

  /// Reads a file.
  ///
  /// - Throws: ``ModelFolderProblem`` that says what is wrong with it.
  public init(contentsOf url: URL) throws {
    let bytes: [UInt8]
    do throws(RegularFile.Trouble) {
      bytes = try RegularFile(url.path, followingLinks: true).bytes(limit: Self.fileLimit)
    } catch {
      throw ModelFolderProblem(
        what: error == .kind(.missing) ? "the file cannot be read" : error.description,
        path: url.path, remedy: "give the folder of a model that `rlhf run` wrote")
    }
    try self.init(bytes: bytes, path: url.path)
  }

  /// A tensor as the header describes it.
  private struct Entry {
    var name: String
    var shape: [Int]
    /// Where its bytes lie in the data.
    var range: Range<Int>
  }

  init(bytes file: [UInt8], path: String) throws(ModelFolderProblem) {
    self.init()
    func broken(_ what: String) -> ModelFolderProblem {
      ModelFolderProblem(
        what: what, path: path, remedy: "write the model again; the file is damaged or cut short")
    }
    guard file.count >= 8 else { throw broken("the file is no safetensors file: it is too short") }
    let length = file.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(file.count - 8) else {
      throw broken("the file is no safetensors file: its header is longer than the file")
    }
    guard length <= Self.headerLimit else {
      throw broken("the file is no safetensors file: its header has \(length) bytes")
    }
    let header: JSON
    do {
      header = try JSONReader.value(of: Array(file[8..<8 + Int(length)]))
    } catch {
      throw broken("the file is no safetensors file: its header is not JSON: \(error.description)")
    }
    guard header.isObject else {
      throw broken("the file is no safetensors file: its header is no JSON object")
    }
    if let texts = header["__metadata__"] {
      metadata = texts.fields.compactMapValues(\.text)
      guard texts.isObject, metadata.count == texts.members.count else {
        throw broken("the header's __metadata__ holds other things than texts")
      }
    }
    let start = 8 + Int(length)
    var entries: [Entry] = []
    for member in header.members.sorted(by: { $0.key < $1.key }) where member.key != "__metadata__"
    {
      entries.append(try Self.entry(member, dataCount: file.count - start, path: path))
    }
    entries.sort {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    if let what = Self.disorder(of: entries, dataCount: file.count - start) { throw broken(what) }
    for entry in entries {
      let values = file.withUnsafeBytes { bytes in
        [Float](unsafeUninitializedCapacity: entry.range.count / 4) { target, count in
          UnsafeMutableRawBufferPointer(target).copyMemory(
            from: UnsafeRawBufferPointer(
              rebasing: bytes[start + entry.range.lowerBound..<start + entry.range.upperBound]))
          count = entry.range.count / 4
        }
      }
      self[entry.name] = Tensor(shape: entry.shape, values: values)
    }
  }

  private static func entry(
    _ member: JSON.Member, dataCount: Int, path: String
  ) throws(ModelFolderProblem) -> Entry {
    let (name, value) = (member.key, member.value)
    let shown = Excerpt.of(name)
    func broken(_ what: String) -> ModelFolderProblem {
      ModelFolderProblem(
        what: what, path: path, remedy: "write the model again; the file is damaged or cut short")
    }
    guard let dtype = value["dtype"]?.text, let shape = integers(value["shape"]),
      let offsets = integers(value["data_offsets"]), offsets.count == 2
    else { throw broken("the header's entry for \(shown) is incomplete") }
    guard dtype == "F32" else {
      throw ModelFolderProblem(
        what: "tensor \(shown) holds \(Excerpt.of(dtype)), but only F32 is read", path: path,
        remedy: "save the model in 32-bit floats")
    }
    // The bounds come first: a damaged header may hold numbers whose product no `Int` can.
    guard offsets[0] >= 0, offsets[1] >= offsets[0], offsets[1] <= dataCount,
      let count = count(of: shape), count <= dataCount, offsets[1] - offsets[0] == 4 * count
    else { throw broken("tensor \(shown) does not lie within the file") }
    return Entry(name: name, shape: shape, range: offsets[0]..<offsets[1])
  }

  /// What is wrong with the way in which tensors lie: they follow each other without gaps, and nothing
  /// follows the last.
  private static func disorder(of entries: [Entry], dataCount: Int) -> String? {
    var end = 0
    var last = ""
    for entry in entries {
      let name = Excerpt.of(entry.name)
      if entry.range.lowerBound < end { return "tensor \(name) overlaps tensor \(last)" }
      if entry.range.lowerBound > end {
        return "\(entry.range.lowerBound - end) bytes before tensor \(name) belong to no tensor"
      }
      (end, last) = (entry.range.upperBound, name)
    }
    return end == dataCount ? nil : "\(dataCount - end) bytes at the end belong to no tensor"
  }

  /// The whole numbers of a list of nothing else.
  private static func integers(_ value: JSON?) -> [Int]? {
    guard case .array(let elements) = value else { return nil }
    let numbers = elements.compactMap(\.integer)
    return numbers.count == elements.count ? numbers : nil
  }

  /// How many numbers a shape has places for; `nil` when it is no shape.
  private static func count(of shape: [Int]) -> Int? {
    var count = 1
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard size >= 0, !overflow else { return nil }
      count = product
    }
    return count
  }
}
