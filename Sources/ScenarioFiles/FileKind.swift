import Foundation

/// What stands at a path, asked without opening it.
enum FileKind {
  /// Whether it is a file with bytes of its own: reading a pipe waits for a writer, and a device may never
  /// end.
  static func isRegular(_ path: String) -> Bool {
    let resolved = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
    let attributes = try? FileManager.default.attributesOfItem(atPath: resolved)
    return attributes?[.type] as? FileAttributeType == .typeRegular
  }

  /// The bytes of a file, or the first `limit` + 1 of them; `nil` when it cannot be read.
  static func bytes(of path: String, limit: Int) -> Data? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    do {
      return try file.read(upToCount: limit + 1) ?? Data()
    } catch {
      return nil
    }
  }
}
