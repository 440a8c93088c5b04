import Networks
import Randomness
import Rollouts
import SandboxCore

/// Makes questions: lets policies answer prompts, once or several times.
///
/// Nothing here depends on the annotators, so arms that differ in their crowd are asked the same
/// questions; and a longer campaign begins with the questions of a shorter one. Arms that differ in their
/// channels see the same prompts, and the same first response to each.
public struct QuestionSampler<World: Environment>: Sendable {
  /// Runs the policies, and judges what they write.
  public var engine: RolloutEngine<World>
  /// Which questions.
  public var mix: QuestionSpec
  /// How often a response is sampled anew when it equals one that is shown beside it.
  public var resamplingLimit = 4
  /// How often a question that found no different responses is given another prompt.
  public var replacementLimit = 4

  /// A source of questions from one engine; comparisons of two samples, as it stands.
  public init(engine: RolloutEngine<World>, mix: QuestionSpec = QuestionSpec()) {
    self.engine = engine
    self.mix = mix
  }

  /// Questions about different responses to a prompt, in random order of presentation.
  ///
  /// Prompts are dealt like cards: all once in random order, then all again. Two responses that say
  /// the same leave nothing to compare: the later is sampled anew up to `resamplingLimit` times, and
  /// a question in which two are still equal gets another prompt, up to `replacementLimit` times. Then it
  /// is left out; so is a demonstration for which there is no draft. So a policy that always says the same
  /// gets few questions, and their ids have gaps.
  ///
  /// - Parameters:
  ///   - count: how many to sample, ≥ 0; the result has at most so many questions.
  ///   - policy: writes the first response of each.
  ///   - other: the other policy, which ``QuestionSpec/Pairing/withOtherPolicy(share:)`` needs.
  ///   - prompts: at least 1.
  ///   - firstID: the id of the first question; a later round goes on where the one before ended.
  ///   - stream: all chance of the questions; another for each round.
  public func questions(
    _ count: Int, from policy: any LanguageModel, other: (any LanguageModel)? = nil,
    prompts: [Prompt], firstID: Int = 0, using stream: RandomStream
  ) -> [Question] {
    let channels = channels(count: count, using: stream.child("channels"))
    var writing = Writing(
      engine: engine, dealt: deal(prompts, count: count, using: stream.child("prompts")),
      policy: policy, other: other, stream: stream)
    var shown = Array(repeating: [Response](), count: count)
    var byOther = Array(repeating: [Bool](), count: count)
    // Whose turn it is stays with the question: else the share of the other policy would grow.
    let pairing = stream.child("pairing")
    var missing = writeAll(
      Array(channels.indices), channels, by: writing, pairing, into: &shown, &byOther)
    for attempt in 0..<replacementLimit where !missing.isEmpty {
      writing.stream = stream.child("instead").child(attempt)
      let fresh = deal(prompts, count: missing.count, using: writing.stream.child("prompts"))
      for (slot, prompt) in zip(missing, fresh) { writing.dealt[slot] = prompt }
      missing = writeAll(missing, channels, by: writing, pairing, into: &shown, &byOther)
    }
    writing.stream = stream
    let isMissing = Set(missing)
    let dealt = writing.dealt
    let drafts = drafts(for: channels, by: writing)
    return channels.indices.compactMap { slot in
      guard !isMissing.contains(slot), channels[slot].itemCount != 0 || !drafts[slot].isEmpty
      else {
        return nil
      }
      let order = presentation(of: shown[slot].count, slot, using: stream.child("presentation"))
      return Question(
        id: firstID + slot, channel: channels[slot], prompt: dealt[slot],
        items: order.map { episode(shown[slot][$0]) },
        writers: order.map { byOther[slot][$0] ? mix.writerNames.other : mix.writerNames.policy },
        drafts: drafts[slot].filter { !shown[slot].contains($0) }.map(episode))
    }
  }

  /// Who writes, on what.
  struct Writing {
    var engine: RolloutEngine<World>
    var dealt: [Prompt]
    var policy: any LanguageModel
    var other: (any LanguageModel)?
    var stream: RandomStream

    /// Responses to the prompts of some slots, in the order of the slots.
    func responses(_ slots: [Int], byOther: Bool, _ label: String) -> [Response] {
      guard !slots.isEmpty else { return [] }
      guard let writer = byOther ? other : policy else {
        preconditionFailure("the pairing wants another policy, and none was given")
      }
      return engine.run(writer, on: slots.map { dealt[$0] }, using: stream.child(label))
        .map(\.response)
    }
  }

  /// Writes all responses of some questions, in the place of those that they had.
  ///
  /// - Returns: the slots in which two are equal.
  private func writeAll(
    _ slots: [Int], _ channels: [Channel], by writing: Writing, _ pairing: RandomStream,
    into shown: inout [[Response]], _ byOther: inout [[Bool]]
  ) -> [Int] {
    for slot in slots {
      shown[slot] = []
      byOther[slot] = []
    }
    var incomplete: Set<Int> = []
    for column in 0..<(slots.map { mix.itemCount(channels[$0]) }.max() ?? 0) {
      let turn = slots.filter { mix.itemCount(channels[$0]) > column }
      let isOther = otherTurns(turn, column: column, using: pairing)
      for (slot, other) in zip(turn, isOther) { byOther[slot].append(other) }
      incomplete.formUnion(write(column, of: turn, isOther, by: writing, into: &shown))
    }
    return incomplete.sorted()
  }

  /// Writes one more response for each slot, different from those it has.
  ///
  /// - Returns: the slots where that did not succeed.
  private func write(
    _ column: Int, of slots: [Int], _ isOther: [Bool], by writing: Writing,
    into shown: inout [[Response]]
  ) -> [Int] {
    var pending = Array(zip(slots, isOther))
    for attempt in 0...resamplingLimit where !pending.isEmpty {
      var equal: [(Int, Bool)] = []
      for byOther in [false, true] {
        let turn = pending.filter { $0.1 == byOther }
        let label = "response \(column) \(byOther ? "of the other " : "")attempt \(attempt)"
        let responses = writing.responses(turn.map(\.0), byOther: byOther, label)
        for ((slot, _), response) in zip(turn, responses) {
          if shown[slot].contains(where: { $0.continuation == response.continuation }) {
            equal.append((slot, byOther))
          } else {
            shown[slot].append(response)
          }
        }
      }
      pending = equal.sorted { $0.0 < $1.0 }
    }
    return pending.map(\.0)
  }

  /// What might come to people's minds, each once.
  private func drafts(for channels: [Channel], by writing: Writing) -> [[Response]] {
    var drafts = Array(repeating: [Response](), count: channels.count)
    let expert = writing.stream.child("experts")
    for (slot, channel) in channels.enumerated() {
      for turn in 0..<mix.drafts(channel).experts {
        var chance = expert.child(slot).child(turn)
        let demonstration = engine.environment.demonstration(
          of: writing.dealt[slot], using: &chance)
        if let demonstration, !drafts[slot].contains(demonstration) {
          drafts[slot].append(demonstration)
        }
      }
    }
    for turn in 0..<(channels.map { mix.drafts($0).samples }.max() ?? 0) {
      let slots = channels.indices.filter { mix.drafts(channels[$0]).samples > turn }
      let samples = writing.responses(slots, byOther: false, "draft \(turn)")
      for (slot, sample) in zip(slots, samples) where !drafts[slot].contains(sample) {
        drafts[slot].append(sample)
      }
    }
    return drafts
  }

  private func episode(_ response: Response) -> Episode {
    mix.withCourse
      ? engine.environment.episodeWithCourse(response) : engine.environment.episode(response)
  }
}
