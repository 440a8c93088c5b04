import Randomness
import SandboxCore

/// `random`: each answer that the form allows, with the same probability; never a tie, nor a refusal where
/// there is anything to choose.
public struct RandomBehavior: AdversarialBehavior {
  /// `random`
  public var name: String { "random" }
  /// What it does.
  public var summary: String { "Answers anything, without looking." }
  /// Nothing.
  public var needs: BehaviorNeeds { [] }
  /// The behaviour.
  public init() {}

  /// Anything.
  public func answer(
    _ question: Question, as person: inout SimulatedAnnotator, using luck: RandomKey,
    notes: inout Explanation?
  ) -> Answer {
    var blind = Traits()
    blind.lapses = 1
    let views = Array(
      repeating: PerceivedQuality(0), count: question.items.count + question.drafts.count)
    let answer = person.answer(question, seeing: views, as: blind, using: luck, notes: &notes)
    notes?.interventions = ["answered without looking"]
    return answer
  }
}

/// `constant`: `first`, `+3`, the order shown, 1, thumbs up, no flaw, the text as it is, the first that
/// comes to mind.
public struct ConstantBehavior: AdversarialBehavior {
  /// `constant`
  public var name: String { "constant" }
  /// What it does.
  public var summary: String { "Presses the first button of every form." }
  /// Nothing.
  public var needs: BehaviorNeeds { [] }
  /// The behaviour.
  public init() {}

  /// The first button.
  public func answer(
    _ question: Question, as person: inout SimulatedAnnotator, using luck: RandomKey,
    notes: inout Explanation?
  ) -> Answer {
    notes?.interventions.append("pressed the first button")
    var hand = FirstButton(
      itemCount: question.items.count, hasDrafts: !question.drafts.isEmpty)
    return question.channel.part.answer(by: &hand)
  }
}

/// Who does whatever takes no thought.
private struct FirstButton: Respondent {
  let itemCount: Int
  let hasDrafts: Bool

  func prefersFirst() -> Bool { true }
  func grade() -> Int { 3 }
  func order() -> [Int] { Array(0..<itemCount) }
  func rating() -> Int { 1 }
  func approves() -> Bool { true }
  func flaws() -> [String] { [] }
  func writing() -> Answer { itemCount > 0 ? .draft(nil) : hasDrafts ? .draft(0) : .declined }
}
