import Foundation

/// Named tensors of 32-bit floats in one file.
///
///     8 bytes: length of the header, little-endian · header: JSON · data: tensors end to end
///
/// The format of https://github.com/huggingface/safetensors. Files with tensors of another type are
/// refused rather than converted.
public struct Safetensors: Sendable {
  /// A tensor: its shape and its numbers, row-major.
  public struct Tensor: Sendable, Hashable {
    /// Sizes of the dimensions; empty for a single number.
    public var shape: [Int]
    /// As many numbers as the shape has places.
    public var values: [Float]
    /// A tensor of the given shape.
    public init(shape: [Int], values: [Float]) {
      precondition(shape.reduce(1, *) == values.count, "\(values.count) numbers in \(shape)")
      self.shape = shape
      self.values = values
    }
  }

  /// The tensors in the order of the file.
  public private(set) var names: [String] = []
  private var tensors: [String: Tensor] = [:]

  /// A file without tensors.
  public init() {}

  /// The tensor of a name. Setting a new name puts it last.
  public subscript(name: String) -> Tensor? {
    get { tensors[name] }
    set {
      if tensors[name] == nil, newValue != nil { names.append(name) }
      if newValue == nil { names.removeAll { $0 == name } }
      tensors[name] = newValue
    }
  }

  private struct Entry: Codable {
    var dtype: String
    var shape: [Int]
    var dataOffsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case dataOffsets = "data_offsets"
    }
  }

  /// The bytes of the file.
  public func encoded() throws -> Data {
    var entries: [String: Entry] = [:]
    var data = Data()
    for name in names {
      guard let tensor = tensors[name] else { continue }
      let begin = data.count
      tensor.values.withUnsafeBytes { data.append(contentsOf: $0) }
      entries[name] = Entry(dtype: "F32", shape: tensor.shape, dataOffsets: [begin, data.count])
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var header = String(decoding: try encoder.encode(entries), as: UTF8.self)
    // transformers asks where a file came from; "pt" means: lay out as PyTorch does.
    header.insert(
      contentsOf: "\"__metadata__\":{\"format\":\"pt\"}\(names.isEmpty ? "" : ",")",
      at: header.index(after: header.startIndex))
    while header.utf8.count % 8 != 0 { header.append(" ") }
    var file = Data()
    withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { file.append(contentsOf: $0) }
    file.append(contentsOf: header.utf8)
    file.append(data)
    return file
  }

  /// Reads a file.
  ///
  /// - Throws: ``ModelFolderProblem`` that says what is wrong with it.
  public init(contentsOf url: URL) throws {
    guard let file = try? Data(contentsOf: url) else {
      throw ModelFolderProblem(
        what: "the file cannot be read", path: url.path,
        remedy: "give the folder of a model that `rlhf run` wrote")
    }
    try self.init(data: file, path: url.path)
  }

  init(data file: Data, path: String) throws(ModelFolderProblem) {
    func broken(_ what: String) -> ModelFolderProblem {
      ModelFolderProblem(
        what: what, path: path, remedy: "write the model again; the file is damaged or cut short")
    }
    guard file.count >= 8 else { throw broken("the file is no safetensors file: it is too short") }
    let length = file.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(file.count - 8) else {
      throw broken("the file is no safetensors file: its header is longer than the file")
    }
    let header = file.dropFirst(8).prefix(Int(length))
    guard let json = try? JSONSerialization.jsonObject(with: Data(header)) as? [String: Any] else {
      throw broken("the file is no safetensors file: its header is not JSON")
    }
    let body = Data(file.dropFirst(8 + Int(length)))
    var found: [(begin: Int, name: String, tensor: Tensor)] = []
    for name in json.keys.sorted() where name != "__metadata__" {
      guard let entry = json[name] as? [String: Any], let dtype = entry["dtype"] as? String,
        let shape = entry["shape"] as? [Int], let offsets = entry["data_offsets"] as? [Int],
        offsets.count == 2
      else { throw broken("the header's entry for \(name) is incomplete") }
      guard dtype == "F32" else {
        throw ModelFolderProblem(
          what: "tensor \(name) holds \(dtype), but only F32 is read", path: path,
          remedy: "save the model in 32-bit floats")
      }
      // The bounds come first: a damaged header may hold numbers whose product no `Int` can.
      guard offsets[0] >= 0, offsets[1] >= offsets[0], offsets[1] <= body.count,
        let count = Self.count(of: shape), count <= body.count,
        offsets[1] - offsets[0] == 4 * count
      else { throw broken("tensor \(name) does not lie within the file") }
      var values = [Float](repeating: 0, count: count)
      values.withUnsafeMutableBytes { target in
        _ = body.copyBytes(to: target, from: offsets[0]..<offsets[1])
      }
      found.append((offsets[0], name, Tensor(shape: shape, values: values)))
    }
    for (_, name, tensor) in found.sorted(by: { $0.begin < $1.begin }) { self[name] = tensor }
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
