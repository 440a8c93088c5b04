import Foundation

/// A rule that every file below `Sources/` keeps.
struct ArchitectureRule: Sendable, CustomStringConvertible {
  var description: String
  /// What is wrong with a file: one line for each violation, empty when nothing is.
  var violations: @Sendable (SourceFile) -> [String]

  static let all = [
    strayRandomness, imports, unsafeConstructs, length, names,
  ]

  /// All chance comes from a `RandomStream` that was passed in.
  static let strayRandomness = ArchitectureRule(description: "no stray randomness") { file in
    let found = file.findings(of: [
      "SystemRandomNumberGenerator", "arc4random", "drand48", "srand(", "UUID()", "gsl_rng_alloc",
    ])
    // The standard library's own, unless they are told what to draw from.
    let code = file.code.map(\.line).joined(separator: "\n")
    let calls = [".random(", ".randomElement(", ".shuffled(", ".shuffle()"]
    return found
      + calls.flatMap { call in
        code.ranges(of: call).compactMap { range in
          code[range.lowerBound...].upToClosingParenthesis.contains("using:")
            ? nil : "\(file.path): \(call) without a stream"
        }
      }
  }

  /// Data flows downwards through the list of modules, and stages are siblings.
  static let imports = ArchitectureRule(description: "imports obey the order of modules") { file in
    file.code.compactMap { number, line in
      let words = line.split(separator: " ")
      guard let position = words.firstIndex(of: "import"), position + 1 < words.count,
        words[..<position].allSatisfy({
          $0.hasPrefix("@") || ["public", "package", "internal", "private"].contains($0)
        })
      else { return nil }
      let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let"]
      let target = words[(position + 1)...].first { !kinds.contains($0) } ?? ""
      let imported = String(target.prefix { $0 != "." })
      return ModuleOrder.objection(to: imported, in: file.module)
        .map { "\(file.path):\(number): \($0)" }
    }
  }

  /// The compiler's checks of concurrency stay on, and errors are thrown or proved impossible.
  static let unsafeConstructs = ArchitectureRule(description: "no unsafe constructs") { file in
    file.findings(of: [
      "@unchecked Sendable", "nonisolated(unsafe)", "@preconcurrency", "try!", "fatalError(",
    ])
  }

  static let longestFile = 300

  /// Short files, or a reason.
  static let length = ArchitectureRule(description: "files are short, or say why not") { file in
    let count = file.text.split(separator: "\n", omittingEmptySubsequences: false).count
    let excuse = "// Longer than \(longestFile) lines because"
    guard count > longestFile + 1, !file.text.contains(excuse) else { return [] }
    return ["\(file.path): \(count - 1) lines: split it, or write `\(excuse) …`"]
  }

  /// A file is named after what it holds; these names hold anything.
  static let names = ArchitectureRule(description: "files are named after what they hold") { file in
    let idle = ["Util", "Utils", "Utilities", "Helper", "Helpers", "Common", "Misc", "Manager"]
    let isIdle = file.stem.split(separator: "+").contains { part in
      idle.contains { part.hasSuffix($0) }
    }
    return isIdle ? ["\(file.path): name it after what it holds"] : []
  }
}

extension SourceFile {
  /// Where the code contains one of some strings.
  fileprivate func findings(of strings: [String]) -> [String] {
    code.flatMap { number, line in
      strings.filter { line.contains($0) }.map { "\(path):\(number): \($0)" }
    }
  }
}

extension Substring {
  /// A call from its start to the parenthesis that closes it.
  fileprivate var upToClosingParenthesis: Substring {
    var depth = 0
    for index in indices {
      if self[index] == "(" { depth += 1 }
      if self[index] == ")" { depth -= 1 }
      if depth == 0, self[index] == ")" { return self[...index] }
    }
    return self
  }
}
