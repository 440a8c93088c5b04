extension Environment {
  /// Judges a response at its end and at every moment on the way there.
  ///
  /// What was written before the agent's first token, and then up to each of its tokens but the last, is
  /// judged as a response that was cut off there.
  public func episodeWithCourse(_ response: Response) -> Episode {
    var episode = episode(response)
    let ends = response.authors.indices.filter { response.authors[$0] == .agent }
    episode.course = ends.map { end in
      let cut = Response(
        prompt: response.prompt, continuation: Array(response.continuation[..<end]),
        authors: Array(response.authors[..<end]), ending: .truncated)
      return self.episode(cut).end
    }
    episode.course.append(episode.end)
    return episode
  }

  /// The prompt's words, without the mark that only a model needs; that mark, where it is all there is.
  public func promptText(_ prompt: Prompt) -> String {
    vocabulary.text(prompt.tokens.count == 1 ? prompt.tokens : Array(prompt.tokens.dropFirst()))
  }

  /// What was written after the prompt: words without the end token in a text world, the whole
  /// transcript in a game.
  public func responseText(_ response: Response) -> String {
    guard wholeGamePrompts.isEmpty else { return transcript(of: response) }
    return vocabulary.text(response.continuation.filter { $0 != vocabulary.end })
  }
}
