/// What one number of a run is called, and what it means.
public struct Metric: Sendable, Hashable, Codable {
  /// The name in records and tables, in snake case.
  public var key: String
  /// The unit, such as `nats an episode`; `share` is a number in 0...1.
  public var unit: String
  /// Where its values lie, in which intervals of its mean stay too; `nil` where they may be any.
  public var range: ClosedRange<Double>? {
    switch unit {
    case "share": 0...1
    case "-1...1": -1...1
    case "at most 1": -Double.infinity...1
    default: nil
    }
  }
  /// How it is computed, in symbols.
  public var formula: String
  /// What it tells, in a sentence or two.
  public var meaning: String
  /// Where it comes from: a paper, or `sandbox` where it is our own definition.
  public var source: String

  /// Describes a metric; the parameters are the properties of the same names.
  public init(key: String, unit: String, formula: String, meaning: String, source: String) {
    self.key = key
    self.unit = unit
    self.formula = formula
    self.meaning = meaning
    self.source = source
  }
}
