import Foundation
import Testing

@testable import Networks

/// An empty folder that vanishes with the test that made it.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}

/// What tests of model folders do to a folder's files.
extension TemporaryFolder {
  /// Replaces a part of a text that must be there.
  func replace(_ old: String, by new: String, in name: String) throws {
    let file = url.appending(path: name)
    let text = try String(contentsOf: file, encoding: .utf8)
    try #require(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: file)
  }

  /// Changes the weights, which then have no checksum or the one they had.
  func changeWeights(_ change: (inout Safetensors) -> Void) throws {
    let file = url.appending(path: "model.safetensors")
    var weights = try Safetensors(contentsOf: file)
    change(&weights)
    try weights.encoded().write(to: file)
  }
}
