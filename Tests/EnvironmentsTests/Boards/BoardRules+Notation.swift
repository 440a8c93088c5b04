import SandboxCore

@testable import Environments

extension BoardWorld {
  /// The tokens of a text: moves are named by their squares alone and belong to X and O in turn, beginning
  /// with X after so many plies.
  func tokens(playing text: String, after plyCount: Int = 0) throws -> [Token] {
    var plies = plyCount
    let words = text.split(separator: " ").map { word -> String in
      guard rules.moveNames.contains(String(word)) else { return String(word) }
      defer { plies += 1 }
      return (plies.isMultiple(of: 2) ? "X" : "O") + word
    }
    return try vocabulary.tokens(of: words.joined(separator: " "))
  }
}
