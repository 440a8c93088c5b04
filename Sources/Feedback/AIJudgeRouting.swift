import Randomness
import SandboxCore

/// Which questions AI judges keep, where a crowd has both people and AI judges: a way that scenarios can name,
/// as `feedback.ai_judges.routing`.
///
/// Checks are for people. Equal and coded by name. A new one is one file, its tests, and a line in
/// ``AIJudgeRoutings``.
public struct AIJudgeRouting: RawRepresentable, Sendable, Hashable, Codable, CaseIterable {
  /// The name scenarios use.
  public let rawValue: String
  /// Which they are, in one sentence.
  public let summary: String
  /// Whether AI judges answer every question before any is put to people, whose answers then stand instead.
  /// AI judges are paid for those too; where people can no longer be paid, AI judges' answers stand.
  let answersFirst: Bool
  /// Of some questions, for which AI judges' answers are to stand.
  let keeps: Rule

  /// - Parameters:
  ///   - share: how many AI judges are to keep, in 0...1.
  ///   - stream: all chance of the choice.
  typealias Rule =
    @Sendable (
      _ candidates: [Candidate], _ share: Double, _ stream: RandomStream
    ) -> [Bool]

  /// A question that AI judges may keep.
  struct Candidate {
    var question: Question
    /// How sure AI judges are of their answer, in 0...½, in the mean; 0 before they have answered.
    var confidence = 0.0
  }

  init(_ name: String, summary: String, answersFirst: Bool, keeps: @escaping Rule) {
    rawValue = name
    self.summary = summary
    self.answersFirst = answersFirst
    self.keeps = keeps
  }

  /// The routings that ship, in the order of ``AIJudgeRoutings``.
  public static var allCases: PartList<AIJudgeRouting> { AIJudgeRoutings.all }
}

/// The routings that ship.
public enum AIJudgeRoutings {
  /// Every routing, the default first.
  public static let all = PartList<AIJudgeRouting>(
    "routing", [.share, .hardToPeople], name: { $0.rawValue }, summary: { $0.summary })
}

extension AIJudgeRouting {
  /// `share`: by chance.
  public static let share = AIJudgeRouting(
    "share", summary: "A share of them, by chance.", answersFirst: false
  ) { candidates, share, stream in
    candidates.map { RandomKey(stream, $0.question.id).uniform(at: 0) < share }
  }
}
