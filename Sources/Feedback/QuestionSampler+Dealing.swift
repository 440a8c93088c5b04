import Randomness
import SandboxCore

// What is drawn for each question alone, by its number: prompt, channel, whose turn, order.
extension QuestionSampler {
  /// The prompt of each question.
  func deal(_ prompts: [Prompt], count: Int, using stream: RandomStream) -> [Prompt] {
    precondition(!prompts.isEmpty, "there are no prompts to ask about")
    var dealt: [Prompt] = []
    for round in 0..<(count + prompts.count - 1) / prompts.count {
      var shuffled = prompts
      var luck = stream.child(round)
      luck.shuffle(&shuffled)
      dealt += shuffled
    }
    return Array(dealt.prefix(count))
  }

  /// The form of each question.
  func channels(count: Int, using stream: RandomStream) -> [Channel] {
    let total = mix.parts.reduce(0) { $0 + $1.share }
    return (0..<count).map { slot in
      var left = RandomKey(stream, slot).uniform(at: 0) * total
      for part in mix.parts.dropLast() {
        left -= part.share
        if left < 0 { return part.channel }
      }
      return mix.parts[mix.parts.count - 1].channel
    }
  }

  /// Whether the other policy writes a response, for each of some slots.
  func otherTurns(_ slots: [Int], column: Int, using stream: RandomStream) -> [Bool] {
    guard case .withOtherPolicy(let share) = mix.pairing, column > 0 else {
      return slots.map { _ in false }
    }
    return slots.map { RandomKey(stream, $0).uniform(at: column) < share }
  }

  /// In which order a question's responses are shown: each order is equally likely.
  func presentation(of count: Int, _ slot: Int, using stream: RandomStream) -> [Int] {
    guard count > 1 else { return Array(0..<count) }
    var luck = stream.child(slot)
    return luck.permutation(count)
  }
}
