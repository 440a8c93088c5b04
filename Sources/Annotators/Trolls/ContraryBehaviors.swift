import Randomness
import SandboxCore

/// `inverted`: says the opposite of what it would have said with the same luck; leaves ties and refusals
/// alone.
public struct InvertedBehavior: AdversarialBehavior {
  /// `inverted`
  public var name: String { "inverted" }
  /// What it does.
  public var summary: String { "Says the opposite of what it thinks." }
  /// Nothing.
  public var needs: BehaviorNeeds { [] }
  /// The behaviour.
  public init() {}

  /// The opposite.
  public func answer(
    _ question: Question, as person: inout SimulatedAnnotator, using luck: RandomKey,
    notes: inout Explanation?
  ) -> Answer {
    person.answer(question, using: luck, isContrary: true, notes: &notes)
  }
}

/// `sybil`: inverted, behind one of many accounts of the same person. Each account tires and learns by
/// itself.
public struct SybilBehavior: AdversarialBehavior {
  /// `sybil`
  public var name: String { "sybil" }
  /// What it does.
  public var summary: String { "Says the opposite of what it thinks, behind many accounts." }
  /// Accounts.
  public var needs: BehaviorNeeds { .accounts }
  /// The behaviour.
  public init() {}

  /// The opposite.
  public func answer(
    _ question: Question, as person: inout SimulatedAnnotator, using luck: RandomKey,
    notes: inout Explanation?
  ) -> Answer {
    person.answer(question, using: luck, isContrary: true, notes: &notes)
  }
}

/// `sleeper`: honest where it is checked, inverted elsewhere.
public struct SleeperBehavior: AdversarialBehavior {
  /// `sleeper`
  public var name: String { "sleeper" }
  /// What it does.
  public var summary: String { "Is honest where it is checked; says the opposite elsewhere." }
  /// Nothing.
  public var needs: BehaviorNeeds { [] }
  /// The behaviour.
  public init() {}

  /// The opposite, but for checks.
  public func answer(
    _ question: Question, as person: inout SimulatedAnnotator, using luck: RandomKey,
    notes: inout Explanation?
  ) -> Answer {
    person.answer(question, using: luck, isContrary: !question.isGoldCheck, notes: &notes)
  }
}
