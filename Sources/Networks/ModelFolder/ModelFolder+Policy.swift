import Foundation

extension ModelFolder {
  /// Opens a model that is to speak or play in a world.
  ///
  /// - Parameters:
  ///   - words: the world's words, in the order of their tokens.
  ///   - contextLength: the longest sequence of the world, in tokens.
  ///   - world: its name, for messages.
  /// - Throws: ``ModelFolderProblem`` when it speaks other words, reads too little, or judges only.
  public static func readPolicy(
    _ folder: URL, words: [String], contextLength: Int, world: String
  ) throws -> any LanguageModel {
    let contents = try read(folder)
    try require(contents, in: folder, words: words, contextLength: contextLength, world: world)
    guard contents.role == .policy else {
      throw ModelFolderProblem(
        what: "this is a reward model: it judges, but neither speaks nor plays", path: folder.path,
        remedy: "give the folder of a policy beside it, such as policy or fine-tuned")
    }
    return contents.model
  }

  /// Stops unless a model has the words of a world and reads its longest sequences.
  static func require(
    _ contents: Contents, in folder: URL, words: [String], contextLength: Int, world: String
  ) throws(ModelFolderProblem) {
    let remedy = "give a model that was trained in \(world), or name the world it was trained in"
    guard contents.words == words else {
      throw ModelFolderProblem(
        what: "the model's \(contents.words.count) words are not the \(words.count) of \(world)",
        path: folder.appending(path: vocabularyName).path, remedy: remedy)
    }
    guard contents.model.contextLength >= contextLength else {
      throw ModelFolderProblem(
        what: "the model reads at most \(contents.model.contextLength) tokens, and \(world) has "
          + "sequences of \(contextLength)",
        path: folder.appending(path: configurationName).path, remedy: remedy)
    }
  }
}
