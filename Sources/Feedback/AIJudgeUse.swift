/// Which questions AI judges answer, where a crowd has both people and AI judges.
///
/// A crowd of people alone, or of AI judges alone, answers everything itself.
public struct AIJudgeUse: Sendable, Hashable, Codable {
  /// How it is settled which.
  public var routing: AIJudgeRouting
  /// How many of the questions AI judges keep, in 0...1.
  public var share: Double

  /// Uses AI judges; the parameters are the properties of the same names.
  public init(_ routing: AIJudgeRouting, share: Double) {
    self.routing = routing
    self.share = share
  }
}
