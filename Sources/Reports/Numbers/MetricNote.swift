/// What a reader is told about a metric beside its numbers.
public struct MetricNote: Sendable, Hashable {
  /// The metric's name in snake case, as records spell it.
  public var name: String
  /// Its unit in words, such as `reward units` or `nats an episode`; empty when it has none.
  public var unit: String
  /// What it means, in one sentence.
  public var meaning: String
  /// How it is computed, in symbols; empty when unknown.
  public var formula: String
  /// Where it comes from; empty when unknown.
  public var source: String

  /// Describes a metric; the parameters are the properties of the same names.
  public init(
    name: String, unit: String, meaning: String, formula: String = "", source: String = ""
  ) {
    self.name = name
    self.unit = unit
    self.meaning = meaning
    self.formula = formula
    self.source = source
  }
}
