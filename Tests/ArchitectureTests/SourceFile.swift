import Foundation

/// A file of this repository, as the architecture rules read it.
struct SourceFile: Sendable {
  /// Relative to the root of the repository, such as `Sources/Networks/LanguageModel.swift`.
  let path: String
  let text: String

  init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// The folder below `Sources/` that the file lies in.
  var module: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }

  /// The file's name without its ending.
  var stem: String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.prefix { $0 != "." })
  }

  /// The lines without line comments, numbered from 1: rules are about code, not about prose.
  var code: [(number: Int, line: Substring)] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
      (index + 1, line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line)
    }
  }
}

/// This repository on disk.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The code below `Sources/`, in order of path.
  static func sources() throws -> [SourceFile] {
    let folder = root.appending(path: "Sources")
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return try (paths ?? []).sorted()
      .filter { [".swift", ".c", ".h"].contains(where: $0.hasSuffix) }
      .map { SourceFile(path: "Sources/" + $0, text: try text(of: "Sources/" + $0)) }
  }
}
