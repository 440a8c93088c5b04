/// What one number of a run is called, and what it means: declared once, beside the code that measures it.
public struct Metric: Sendable, Hashable {
  /// How often a metric is measured.
  public enum Occasion: String, Sendable, Hashable {
    /// Once in a replication; claims are about such metrics.
    case perRun = "once a replication"
    /// Again and again while a phase learns.
    case perStep = "at each step"
  }

  /// Which of two values is to be wished for.
  public enum Direction: String, Sendable, Hashable {
    case higherIsBetter = "higher is better"
    case lowerIsBetter = "lower is better"
    case neither = "neither higher nor lower is better"
  }

  /// By what a metric is measured apart, under names such as `gold_reward@politics`.
  public enum Division: String, Sendable, Hashable, CaseIterable {
    /// What prompts are about.
    case topic
    /// What kind of task prompts set.
    case family
    /// Whose view it is.
    case group
  }

  /// The name in records and tables, in snake case.
  public var key: String
  /// The unit, such as `nats an episode`; `share` is a number in 0...1.
  public var unit: String
  /// Where its values lie, in which intervals of its mean stay too; `nil` where they may be any.
  public var range: ClosedRange<Double>?
  /// Which of two values is better.
  public var direction: Direction
  /// How it is computed, in symbols.
  public var formula: String
  /// What it tells, in a sentence or two.
  public var meaning: String
  /// Where it comes from: a paper, or `sandbox` where it is our own definition.
  public var source: String
  /// How often it is measured.
  public var occasion: Occasion
  /// By what it is also measured apart; empty for most.
  public var divisions: [Division]
  /// Whether it is measured of parts only, never of the whole.
  public var isOfPartsOnly: Bool
  /// Whether it says how the machine ran rather than what was learnt.
  public var isDiagnostic: Bool

  /// Describes a metric; the parameters are the properties of the same names.
  public init(
    key: String, unit: String, range: ClosedRange<Double>? = nil, direction: Direction,
    formula: String, meaning: String, source: String = "sandbox", occasion: Occasion = .perRun,
    divisions: [Division] = [], isOfPartsOnly: Bool = false, isDiagnostic: Bool = false
  ) {
    self.key = key
    self.unit = unit
    self.range = range
    self.direction = direction
    self.formula = formula
    self.meaning = meaning
    self.source = source
    self.occasion = occasion
    self.divisions = divisions
    self.isOfPartsOnly = isOfPartsOnly
    self.isDiagnostic = isDiagnostic
  }
}
