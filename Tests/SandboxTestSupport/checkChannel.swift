import SandboxCore
import Testing

/// The laws of ``FeedbackChannel``.
package func checkChannel(
  _ channel: any FeedbackChannel.Type, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(!channel.name.isEmpty, sourceLocation: sourceLocation)
  #expect(channel.summary.hasSuffix("."), sourceLocation: sourceLocation)
  let isShown =
    switch channel.form {
    case .comparison, .graded: channel.itemCount == 2
    case .ranking: channel.itemCount.map { $0 >= 2 } ?? true
    case .rating, .thumb, .rubric: channel.itemCount == 1
    case .draft: channel.itemCount == 0 || channel.itemCount == 1
    }
  #expect(isShown, "\(String(describing: channel.itemCount))", sourceLocation: sourceLocation)
  let size = channel.itemCount ?? 4
  let seconds = channel.secondsOfDeciding(itemCount: size)
  #expect(seconds >= 0 && seconds.isFinite, sourceLocation: sourceLocation)
  let world = ScriptedWorld()
  let items = (0..<size).map { world.episode(["a b c", "b b b", "c a a", "a a b"][$0]) }
  let question = Question(
    id: 0, channel: Channel(channel), prompt: world.prompts(in: .training)[0], items: items,
    drafts: channel.form == .draft ? [world.episode("c c c")] : [])
  // Everybody who does one thing in one of two ways.
  for place in 0..<(1 << 4) {
    var person = Puppet(size: size, bits: (0..<4).map { place >> $0 & 1 == 1 })
    let answer = channel.answer(by: &person)
    #expect(question.admits(answer), "\(answer)", sourceLocation: sourceLocation)
    #expect(person.acts.count == Set(person.acts).count, sourceLocation: sourceLocation)
    #expect(!person.acts.isEmpty, "nobody is asked", sourceLocation: sourceLocation)
  }
}

/// Somebody who acts as four bits say, and notes what they did.
private struct Puppet: Respondent {
  let size: Int
  let bits: [Bool]
  var acts: [String] = []

  mutating func prefersFirst() -> Bool { done("choice", bits[0]) }
  mutating func grade() -> Int {
    done("grade", (bits[0] ? 1 : -1) * (bits[1] ? 3 : bits[2] ? 2 : 1))
  }
  mutating func order() -> [Int] {
    done("order", bits[0] ? Array(0..<size) : (0..<size).reversed())
  }
  mutating func rating() -> Int { done("rating", bits[0] ? 10 : bits[1] ? 6 : 1) }
  mutating func approves() -> Bool { done("thumb", bits[0]) }
  mutating func flaws() -> [String] { done("flaws", bits[3] ? ["rude"] : []) }
  mutating func writing() -> Answer {
    done("writing", size > 0 && bits[0] ? .draft(nil) : .draft(0))
  }

  private mutating func done<Result>(_ act: String, _ result: Result) -> Result {
    acts.append(act)
    return result
  }
}
