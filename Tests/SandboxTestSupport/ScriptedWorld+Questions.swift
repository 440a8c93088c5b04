import Randomness
import SandboxCore

extension ScriptedWorld {
  /// Questions of one channel about random responses: four in a ranking, with three drafts where
  /// something is to be written, the first of each shown having been written by `policy`.
  package func questions(_ channel: Channel, count: Int = 30, seed: UInt64 = 5) -> [Question] {
    let stream = RandomStream(seed: seed).child(channel.rawValue)
    return (0..<count).map { id in
      var words = stream.child(id)
      let promptIndex = words.uniform(below: 6)
      func episodes(_ count: Int) -> [Episode] {
        (0..<count).map { _ in
          let text = (0..<3).map { _ in ["a", "b", "c"][words.uniform(below: 3)] }
          return episode(text.joined(separator: " "), promptIndex: promptIndex)
        }
      }
      let items = episodes(channel.itemCount ?? 4)
      return Question(
        id: id, channel: channel, prompt: prompts(in: .training)[promptIndex], items: items,
        writers: items.indices.map { $0 == 0 ? "policy" : "expert" },
        drafts: channel.form == .draft ? episodes(3) : [], isGoldQuestion: id.isMultiple(of: 5))
    }
  }

  /// Questions of every channel, each with an id of its own.
  package func questionsOfEveryChannel(count: Int = 30) -> [Question] {
    let all = Channel.allCases.flatMap { questions($0, count: count) }
    return all.enumerated().map { id, question in
      var question = question
      question.id = id
      return question
    }
  }
}
