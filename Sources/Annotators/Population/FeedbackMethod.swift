import SandboxCore

/// Who it is that answers: a way of the feedback phase that scenarios can name.
public protocol FeedbackMethod: Sendable {
  /// The name scenarios use, as `feedback.method`.
  var name: String { get }
  /// What it does, in one sentence.
  var summary: String { get }
  /// The annotators who are asked in the place of those that are described.
  func annotators(_ described: AnnotatorSettings) -> AnnotatorSettings
}

/// The methods that ship.
public enum FeedbackMethods {
  /// Every method, the default first.
  public static let all = PartList<any FeedbackMethod>(
    "method of feedback", [DescribedAnnotators(), GoldAnnotators()], name: { $0.name },
    summary: { $0.summary })

  /// Which method.
  public struct Choice: SettingsGroup {
    /// `feedback`
    public static let section = "feedback"
    /// One of ``FeedbackMethods``.
    public var method = "annotators"
    /// Which luck the phase has: 0 is the one that the scenario's seed gives it. Arms that differ in it alone
    /// differ by luck alone.
    public var seed = 0
    /// The default.
    public init() {}
    /// The declarations.
    public static let settings: [GroupSetting<Self>] = [
      .part(of: FeedbackMethods.all, \.method, "Who answers"),
      .seed(\.seed),
    ]
  }
}

/// `annotators`
public struct DescribedAnnotators: FeedbackMethod {
  /// `annotators`
  public let name = "annotators"
  /// What it does.
  public let summary = "The annotators that are described, with all their errors."
  /// They themselves.
  public func annotators(_ described: AnnotatorSettings) -> AnnotatorSettings { described }
}

/// `gold`
public struct GoldAnnotators: FeedbackMethod {
  /// The method.
  public init() {}
  /// `gold`
  public let name = "gold"
  /// What it does.
  public let summary =
    "The same questions at the same price, answered by the gold reward without any error; what is "
    + "written under annotators of people's errors, groups and trolls is left aside."
  /// As many flawless people who want what the gold reward says, and call equals a tie; AI judges as
  /// flawless, at their price.
  public func annotators(_ described: AnnotatorSettings) -> AnnotatorSettings {
    var flawless = AnnotatorSettings()
    flawless.population = PopulationSettings()
    flawless.population.tieThreshold = .deviations(PopulationLimits.tieThreshold.lowerBound)
    flawless.population.count = described.population.count
    let judges = described.population.allAIJudges
    flawless.population.aiJudges.accounts = described.population.aiJudgeAccounts
    flawless.population.aiJudges.dollars = judges[0].dollars
    flawless.population.aiJudges.seconds = judges[0].seconds
    return flawless
  }
}
