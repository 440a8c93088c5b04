import Networks
import Randomness
import Rollouts
import SandboxCore

/// Makes comparisons: lets policies answer the same prompt twice.
///
/// Nothing here depends on the annotators, so arms that differ in their crowd are asked the same
/// questions; and a longer campaign begins with the questions of a shorter one.
public struct QuestionSource<World: Environment>: Sendable {
  /// Runs the policies, and judges what they write.
  public var engine: RolloutEngine<World>
  /// Whose responses are set against each other.
  public var pairing: FeedbackSettings.Pairing
  /// How often the second response is sampled anew when it equals the first.
  public var resamplingLimit = 4

  /// A source of pairs from one engine.
  public init(engine: RolloutEngine<World>, pairing: FeedbackSettings.Pairing = .samePolicy) {
    self.engine = engine
    self.pairing = pairing
  }

  /// Comparisons of two different responses to one prompt, in random order of presentation.
  ///
  /// Prompts are dealt like cards: all once in random order, then all again. Two responses that say
  /// the same leave nothing to compare: the second is sampled anew up to `resamplingLimit` times, and
  /// a pair still equal is left out. So a policy that always says the same gets few questions, and
  /// their ids have gaps.
  ///
  /// - Parameters:
  ///   - count: how many pairs to sample, ≥ 0; the result has at most so many questions.
  ///   - policy: writes the first of each pair.
  ///   - other: the other policy, which ``FeedbackSettings/Pairing/withOtherPolicy(share:)`` needs.
  ///   - prompts: at least 1.
  ///   - stream: all chance of the questions.
  public func questions(
    _ count: Int, from policy: any LanguageModel, other: (any LanguageModel)? = nil,
    prompts: [Prompt], using stream: RandomStream
  ) -> [Question] {
    let dealt = deal(prompts, count: count, using: stream.child("prompts"))
    let isOther = otherTurns(count: count, using: stream.child("pairing"))
    func sample(_ slots: [Int], from writer: any LanguageModel, _ label: String) -> [Response] {
      engine.run(writer, on: slots.map { dealt[$0] }, using: stream.child(label)).map(\.response)
    }

    let all = Array(0..<count)
    let firsts = sample(all, from: policy, "first")
    var seconds = firsts
    var equal = all
    for attempt in 0...resamplingLimit where !equal.isEmpty {
      let own = equal.filter { !isOther[$0] }
      for (slot, response) in zip(own, sample(own, from: policy, "second \(attempt)")) {
        seconds[slot] = response
      }
      let others = equal.filter { isOther[$0] }
      if !others.isEmpty {
        guard let other else {
          preconditionFailure("the pairing wants another policy, and none was given")
        }
        for (slot, response) in zip(others, sample(others, from: other, "other \(attempt)")) {
          seconds[slot] = response
        }
      }
      equal.removeAll { firsts[$0].continuation != seconds[$0].continuation }
    }
    return present(firsts, seconds, using: stream.child("presentation"))
  }

  /// Pairs that differ, as questions, either response first with probability ½.
  private func present(
    _ firsts: [Response], _ seconds: [Response], using stream: RandomStream
  ) -> [Question] {
    var stream = stream
    var questions: [Question] = []
    for (slot, pair) in zip(firsts, seconds).enumerated() {
      let isSwapped = stream.bernoulli(0.5)
      guard pair.0.continuation != pair.1.continuation else { continue }
      let (first, second) = isSwapped ? (pair.1, pair.0) : pair
      questions.append(
        Question(
          id: slot, first: engine.environment.episode(first),
          second: engine.environment.episode(second)))
    }
    return questions
  }

  private func deal(_ prompts: [Prompt], count: Int, using stream: RandomStream) -> [Prompt] {
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

  private func otherTurns(count: Int, using stream: RandomStream) -> [Bool] {
    switch pairing {
    case .samePolicy:
      return Array(repeating: false, count: count)
    case .withOtherPolicy(let share):
      var stream = stream
      return (0..<count).map { _ in stream.bernoulli(share) }
    }
  }
}
