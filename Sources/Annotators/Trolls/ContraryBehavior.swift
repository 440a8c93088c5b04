import Randomness
import SandboxCore

/// Says the opposite of what it would have said with the same luck; leaves ties and refusals alone.
public struct ContraryBehavior: AdversarialBehavior {
  /// The name scenarios use.
  public let name: String
  /// What it does.
  public let summary: String
  /// Accounts, of a sybil.
  public let needs: BehaviorNeeds
  /// Whether it is honest where its answers are checked.
  private let sparesChecks: Bool

  /// `inverted`: everywhere.
  public static let inverted = ContraryBehavior(
    name: "inverted", summary: "Says the opposite of what it thinks.", needs: [],
    sparesChecks: false)
  /// `sybil`: inverted, behind one of many accounts of the same person. Each account tires and learns by
  /// itself.
  public static let sybil = ContraryBehavior(
    name: "sybil", summary: "Says the opposite of what it thinks, behind many accounts.",
    needs: .accounts, sparesChecks: false)
  /// `evasive`: honest where it is checked, inverted elsewhere.
  public static let evasive = ContraryBehavior(
    name: "evasive", summary: "Is honest where it is checked; says the opposite elsewhere.",
    needs: [], sparesChecks: true)

  /// The opposite, but for checks.
  public func answer(
    _ question: Question, as person: inout SimulatedAnnotator, using luck: RandomKey,
    notes: inout Explanation?
  ) -> Answer {
    person.answer(
      question, using: luck, isContrary: !(sparesChecks && question.isGoldQuestion), notes: &notes)
  }
}
