import Foundation
import PolicyOptimization
import Testing

@testable import rlhf

/// What the README and the pages under `docs` promise.
@Suite struct DocumentationTests {
  private static let root = DocumentedPages.root
  static let pages = DocumentedPages.names

  private func text(_ page: String) throws -> String { try DocumentedPages.text(page) }

  @Test func theReadmeTakesTwoMinutes() throws {
    let text = try text("README.md")
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 150)
    #expect(text.split(whereSeparator: \.isWhitespace).count <= 2_200)
  }

  /// The page of settings is what the code declares.
  @Test func thePageOfSettingsIsWritten() throws {
    #expect(
      try text("docs/settings.md") == SettingsText.markdown + "\n",
      "write it again: rlhf show setting --markdown > docs/settings.md")
  }

  /// The page of metrics is what the code declares.
  @Test func thePageOfMetricsIsWritten() throws {
    #expect(
      try text("docs/metrics.md") == ShowMetric.page + "\n",
      "write it again: rlhf show metric --markdown > docs/metrics.md")
  }

  /// What a name of a policy gradient stands for is what the code recommends.
  @Test(arguments: PolicyGradientMethod.all.map(\.name)) func thePageOfLearnersHasAllSettings(
    of name: String
  ) throws {
    let method = try #require(PolicyGradientMethod.all.first { $0.name == name })
    let table = try #require(
      text("docs/learners.md").components(separatedBy: "All settings that a name stands for:").last)
    let row = try #require(table.split(separator: "\n").first { $0.hasPrefix("| `\(name)`") })
    let written = Set(row.matches(of: /`([a-z_]+: [^`]+)`/).map { String($0.output.1) })
    let recommended = method.recommended.map { key, value in
      "\(key.split(separator: ".").last ?? ""): \(value)"
    }
    #expect(written == Set(recommended))
  }

  /// The page of papers ends with every reference that stands in the code. `RECORD_GOLDENS=1` writes it anew.
  @Test func thePageOfPapersHasAllReferences() throws {
    let heading = "## Every reference in the code\n"
    let page = try text("docs/papers.md")
    let begin = try #require(page.range(of: heading)).upperBound
    let wanted = page[..<begin] + "\n" + (try Self.references())
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      try Data(wanted.utf8).write(to: Self.root.appending(path: "docs/papers.md"))
    }
    #expect(
      try text("docs/papers.md") == wanted,
      "write it again: make goldens, and look at the difference")
  }

  /// A table of all arXiv and DOI numbers in `Sources`, with the files that name them.
  private static func references() throws -> String {
    let sources = root.appending(path: "Sources")
    let files = try #require(FileManager.default.subpaths(atPath: sources.path)).filter {
      $0.hasSuffix(".swift")
    }.sorted()
    var found: [String: [String]] = [:]
    for file in files {
      let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      for match in text.matches(
        of: /arXiv:([0-9]{4}\.[0-9]{5})|doi:(10\.[0-9]+\/[A-Za-z0-9.\/()-]+)/)
      {
        var number = String(match.output.0)
        while let last = number.last, ".,".contains(last) || (last == ")" && !number.contains("("))
        {
          number.removeLast()
        }
        if found[number, default: []].last != file { found[number, default: []].append(file) }
      }
    }
    let rows = found.sorted { $0.key < $1.key }.map { number, files in
      let plain = number.replacing("arXiv:", with: "").replacing("doi:", with: "")
      let link =
        number.hasPrefix("arXiv")
        ? "https://arxiv.org/abs/\(plain)"
        : "https://doi.org/"
          + plain.replacing("(", with: "%28").replacing(")", with: "%29")
      return "| [\(number)](\(link)) | \(files.joined(separator: ", ")) |"
    }
    return (["| reference | files under `Sources/` |", "|---|---|"] + rows).joined(separator: "\n")
      + "\n"
  }

  /// Links to files lead somewhere.
  @Test(arguments: pages) func linksLeadSomewhere(page: String) throws {
    let folder = Self.root.appending(path: page).deletingLastPathComponent()
    for match in try text(page).matches(of: /\]\(([^)#:\s]+)(#[^)]*)?\)/) {
      let link = String(match.1).removingPercentEncoding ?? String(match.1)
      #expect(
        FileManager.default.fileExists(atPath: folder.appending(path: link).path),
        "\(page) links to \(link)")
    }
  }

  /// Every command line is one that the program understands, on files that ship.
  @Test(arguments: pages) func commandsAreUnderstood(page: String) throws {
    for line in DocumentedPages.commands(in: try DocumentedPages.blocks(of: page)) {
      let command = line.prefix { !"|>;<".contains($0) }
      let words = Self.words(of: String(command)).dropFirst()
      #expect(throws: Never.self, "\(page): \(line)") { try Rlhf.parseAsRoot(Array(words)) }
      for word in words where word.hasPrefix("docs/") || word.hasPrefix("Scenarios/") {
        #expect(
          FileManager.default.fileExists(atPath: Self.root.appending(path: word).path),
          "\(page): \(word)")
      }
    }
  }

  /// The words of a line, those in double quotes as one.
  private static func words(of line: String) -> [String] {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap {
      index, part in
      index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
    }
  }
}
