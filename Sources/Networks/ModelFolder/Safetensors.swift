import Foundation
import PlainText

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
  /// What a file says of itself; `format` and the checksum of the numbers are written anew.
  var metadata: [String: String] = [:]
  /// Where ``metadata`` holds the checksum of the numbers.
  static let checksumKey = "sha256"

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

  /// The bytes of the file.
  public func encoded() -> Data {
    // transformers asks where a file came from; "pt" means: lay out as PyTorch does.
    let known = ["format": "pt", Self.checksumKey: dataChecksum]
    var entries: [String: JSON] = [:]
    var data = Data()
    for name in names {
      guard let tensor = tensors[name] else { continue }
      let begin = data.count
      tensor.values.withUnsafeBytes { data.append(contentsOf: $0) }
      entries[name] = [
        "data_offsets": [.number(begin), .number(data.count)], "dtype": "F32",
        "shape": .array(tensor.shape.map(JSON.number)),
      ]
    }
    let texts = JSON(fields: metadata.merging(known) { $1 }.mapValues(JSON.text))
    var header = JSON.object(["__metadata__": texts]).adding(JSON(fields: entries).members)
      .text(.dense)
    while header.utf8.count % 8 != 0 { header.append(" ") }
    var file = Data()
    withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { file.append(contentsOf: $0) }
    file.append(contentsOf: header.utf8)
    file.append(data)
    return file
  }
}
