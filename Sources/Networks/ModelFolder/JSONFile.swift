import Foundation
import PlainText

/// A file of a model's folder that is a JSON object.
struct JSONFile {
  /// The most bytes that are read; the vocabulary of GPT-2 has one million.
  static let limit = 64 << 20

  let name: String
  let path: String
  let fields: [String: JSON]
  let checksum: String

  /// Reads a file.
  init(_ url: URL) throws(ModelFolderProblem) {
    let (name, path) = (url.lastPathComponent, url.path)
    let bytes: [UInt8]
    do throws(RegularFile.Trouble) {
      bytes = try RegularFile(path, followingLinks: true).bytes(limit: Self.limit)
    } catch {
      throw ModelFolderProblem(
        what: error == .kind(.missing)
          ? "this file is missing, so the folder is not a model" : error.description,
        path: path, remedy: "give a folder such as runs/NAME/models/ARM-1/policy")
    }
    do throws(JSONReader.Flaw) {
      let value = try JSONReader.value(of: bytes)
      guard value.isObject else { throw JSONReader.Flaw(what: "it is another value", line: 1) }
      fields = value.fields
    } catch {
      throw ModelFolderProblem(
        what: "the file is not a JSON object: \(error.description)", path: path,
        remedy: "write the model again")
    }
    (self.name, self.path, checksum) = (name, path, SHA256.of(bytes))
  }
}

extension JSON {
  /// An object with its keys in order, so that the same fields give the same bytes.
  init(fields: [String: JSON]) {
    self = .object(fields.sorted { $0.key < $1.key }.map { Member($0.key, $0.value) })
  }

  /// The members of an object by their keys.
  var fields: [String: JSON] {
    Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value) })
  }
}
