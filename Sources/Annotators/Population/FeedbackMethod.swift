import SandboxCore

/// Who it is that answers: a way of the feedback phase that scenarios can name.
public protocol FeedbackMethod: Sendable {
  /// The name scenarios use, as `feedback.method`.
  var name: String { get }
  /// What it does, in one sentence.
  var summary: String { get }
  /// The annotators who are asked in the place of those that are described.
  func annotators(_ described: PopulationSettings) -> PopulationSettings
}

/// The methods that ship.
public enum FeedbackMethods {
  /// Where the setting stands.
  public static let section = "feedback"
  /// Every method, the default first.
  public static let all: [any FeedbackMethod] = [DescribedAnnotators(), GoldAnnotators()]

  /// Which method.
  public struct Choice: SettingsGroup {
    /// One of ``FeedbackMethods``.
    public var method = "annotators"
    /// The default.
    public init() {}
    /// The declarations.
    public static let settings: [GroupSetting<Self>] = [
      .choice(
        "method", of: FeedbackMethods.all.map(\.name), \.method,
        "Who answers: "
          + FeedbackMethods.all.map { "\($0.name): \($0.summary)" }.joined(separator: " "))
    ]

    /// The annotators who are asked.
    public func annotators(_ described: PopulationSettings) -> PopulationSettings {
      FeedbackMethods.all.first { $0.name == method }?.annotators(described) ?? described
    }
  }
}

/// `annotators`
public struct DescribedAnnotators: FeedbackMethod {
  /// `annotators`
  public let name = "annotators"
  /// What it does.
  public let summary = "The annotators that are described, with all their errors."
  /// They themselves.
  public func annotators(_ described: PopulationSettings) -> PopulationSettings { described }
}

/// `gold`
public struct GoldAnnotators: FeedbackMethod {
  /// `gold`
  public let name = "gold"
  /// What it does.
  public let summary =
    "The same questions at the same price, answered by the gold reward without any error."
  /// As many flawless people who want what the gold reward says; AI judges as flawless, at their price.
  public func annotators(_ described: PopulationSettings) -> PopulationSettings {
    var flawless = PopulationSettings()
    flawless.count = described.count
    flawless.groups = [GroupShare(group: "plain", share: 1)]
    flawless.machines.accounts = described.machines.accounts
    flawless.machines.dollars = described.machines.dollars
    flawless.machines.seconds = described.machines.seconds
    return flawless
  }
}
