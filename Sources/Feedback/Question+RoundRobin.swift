import SandboxCore

extension Question {
  /// Comparisons of every two responses of a ranking, in the order in which they were to be shown.
  ///
  /// - Parameter firstID: the id of the first; the others follow.
  public func roundRobin(firstID: Int) -> [Question] {
    var questions: [Question] = []
    for first in items.indices {
      for second in items.indices.dropFirst(first + 1) {
        questions.append(
          Question(
            id: firstID + questions.count, channel: .comparison, prompt: prompt,
            items: [items[first], items[second]],
            writers: writers.isEmpty ? [] : [writers[first], writers[second]]))
      }
    }
    return questions
  }
}
