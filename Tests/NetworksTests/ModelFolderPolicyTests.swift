import Foundation
import Networks
import Testing

/// Models that are to speak or play in a world, and those that cannot.
@Suite struct ModelFolderPolicyTests {
  private func problem(
    role: ModelFolder.Role = .policy, words: [String] = ModelFolderTests.words, length: Int = 8
  ) throws -> String {
    let folder = try TemporaryFolder()
    try ModelFolder.write(
      ModelFolderTests.table, role: role, words: ModelFolderTests.words, beginning: 0, end: 6,
      to: folder.url)
    do {
      _ = try ModelFolder.readPolicy(
        folder.url, words: words, contextLength: length, world: "text.small")
      return ""
    } catch let problem as ModelFolderProblem {
      return problem.description.replacing(folder.url.path, with: "DIR")
    }
  }

  @Test func aModelThatFitsIsRead() throws { #expect(try problem() == "") }

  @Test func aModelThatDoesNotFitIsRefused() throws {
    #expect(
      try problem(words: ["a", "b"]) == """
        DIR/vocab.json: error: the model's 7 words are not the 2 of text.small
          fix: give a model that was trained in text.small, or name the world it was trained in
        """)
    #expect(
      try problem(role: .reward(scale: 1, shift: 0)) == """
        DIR: error: this is a reward model: it judges, but neither speaks nor plays
          fix: give the folder of a policy beside it, such as policy or fine-tuned
        """)
    // Such a model used to end the program in the middle of a game.
    #expect(
      try problem(length: 9) == """
        DIR/config.json: error: the model reads at most 8 tokens, and text.small has sequences of 9
          fix: give a model that was trained in text.small, or name the world it was trained in
        """)
  }
}
