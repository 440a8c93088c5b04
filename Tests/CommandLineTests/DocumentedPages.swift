import Foundation

/// The README and the pages under `docs`, and what stands in their blocks.
enum DocumentedPages {
  /// The package.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The README and every page of `docs`.
  static let names: [String] =
    ["README.md"]
    + ((try? FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: "docs").path)) ?? [])
    .filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }

  /// A page.
  static func text(_ page: String) throws -> String {
    try String(contentsOf: root.appending(path: page), encoding: .utf8)
  }

  /// The fenced blocks of a page, with their languages.
  static func blocks(of page: String) throws -> [(language: String, lines: [String])] {
    var blocks: [(language: String, lines: [String])] = []
    var isInside = false
    for line in try text(page).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if !isInside { blocks.append((String(line.dropFirst(3)), [])) }
        isInside.toggle()
      } else if isInside {
        blocks[blocks.count - 1].lines.append(String(line))
      }
    }
    return blocks
  }

  /// The command lines of some blocks: with continued lines joined, without comments.
  static func commands(in blocks: [(language: String, lines: [String])]) -> [String] {
    blocks.flatMap { block -> [String] in
      var pending = ""
      return block.lines.compactMap { line in
        let line = pending + (line.hasPrefix("$ ") ? String(line.dropFirst(2)) : line)
        pending = ""
        if line.hasSuffix("\\") {
          pending = String(line.dropLast())
          return nil
        }
        guard line.hasPrefix("rlhf ") else { return nil }
        return line.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces)
      }
    }
  }
}
