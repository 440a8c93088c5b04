import Randomness
import SandboxCore

@testable import Annotators

/// Questions that look at everything about an annotator.
enum Questionnaire {
  /// A questionnaire of every channel, with everything in it that a part could look at.
  static let questions: [Question] = {
    var stream = RandomStream(seed: 61)
    let prompt = Prompt(id: 0, tokens: [0], family: "specimens", topic: "any")
    func episode(_ number: Int) -> Episode {
      let course = (0..<4).map { _ in stream.normal() }
      return Specimens.episode(
        number, gold: stream.normal(), attributes: [stream.uniform(), stream.uniform()],
        length: 1 + stream.uniform(below: 9), course: course)
    }
    return (0..<160).map { id in
      let channel = Channel.allCases[id % Channel.allCases.count]
      let items = (0..<(channel.itemCount ?? 4)).map { episode(10 * id + $0) }
      let drafts = id.isMultiple(of: 3) ? [] : (5..<8).map { episode(10 * id + $0) }
      return Question(
        id: id, channel: channel, prompt: prompt, items: items,
        writers: items.indices.map { $0.isMultiple(of: 2) ? "policy" : "self" }, drafts: drafts)
    }
  }()
}
