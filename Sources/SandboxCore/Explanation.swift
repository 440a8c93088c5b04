/// Why a person answered so: what they saw in each response, what else moved them, and the chance
/// that decided.
public struct Explanation: Sendable, Hashable, Codable {
  /// One named number.
  public struct Term: Sendable, Hashable, Codable {
    /// What it is, such as `group utility` or `position`.
    public var name: String
    /// Its size, in the unit of the list it stands in.
    public var value: Double
    /// Names a number.
    public init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }
  /// What the person makes of each item, then of each draft: terms in standard deviations of quality
  /// that add up to the quality it is judged by.
  public var qualities: [[Term]] = []
  /// What led from qualities to the answer: in nats towards "first" or "up", in points on a scale.
  public var leanings: [Term] = []
  /// The probability of answering `first` or `up` before errors, where the channel has one; 0...1.
  public var probability: Double?
  /// The random numbers that decided, by what they decided.
  public var draws: [Term] = []
  /// What then changed the answer, if anything, such as `mistake`.
  public var interventions: [String] = []

  /// An explanation of nothing yet.
  public init() {}

  /// The quality that each item, then each draft, is judged by: the sum of its terms.
  public var judgedQualities: [Double] {
    qualities.map { $0.reduce(0) { $0 + $1.value } }
  }
}
