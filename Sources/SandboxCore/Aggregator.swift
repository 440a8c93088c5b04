/// Turns what people answered into what a reward model learns from.
public protocol Aggregator: Sendable {
  /// One preference for each question on which the answers give one; declined answers count nothing.
  ///
  /// - Parameter judgements: all answers of a campaign, in the order in which they were given.
  /// - Returns: preferences in the order in which their questions were first asked.
  /// - Throws: when the method cannot work on these answers.
  func preferences(from judgements: [Judgement]) throws -> [Preference]
}
