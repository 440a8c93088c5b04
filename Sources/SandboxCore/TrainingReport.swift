/// What happened in one phase of training: named series over its steps.
public struct TrainingReport: Sendable, Hashable, Codable {
  /// One number at one step.
  public struct Point: Sendable, Hashable, Codable {
    /// The step or iteration, from 0.
    public var step: Int
    /// A metric's name in snake case, such as `loss`.
    public var metric: String
    /// Its value; finite.
    public var value: Double
    /// Names a number.
    public init(step: Int, metric: String, value: Double) {
      self.step = step
      self.metric = metric
      self.value = value
    }
  }
  /// All points in the order in which they were recorded.
  public var points: [Point] = []

  /// A report on nothing yet.
  public init() {}

  /// Adds one number.
  public mutating func record(_ metric: String, at step: Int, _ value: Double) {
    points.append(Point(step: step, metric: metric, value: value))
  }

  /// Adds one number that has to be finite.
  ///
  /// - Throws: ``TrainingFailure`` in this phase, which puts the metric into words: `held_out_loss` is
  ///   the held-out loss.
  public mutating func record(
    _ metric: String, at step: Int, _ value: Double, in phase: String
  ) throws(TrainingFailure) {
    guard value.isFinite else {
      let quantity = metric.replacing("held_out", with: "held-out").replacing("_", with: " ")
      throw TrainingFailure(phase: phase, step: step, quantity: quantity, value: value)
    }
    record(metric, at: step, value)
  }

  /// The values of one metric in order of recording.
  public func values(of metric: String) -> [Double] {
    points.filter { $0.metric == metric }.map(\.value)
  }

  /// The last value of one metric, if it was ever recorded.
  public func last(_ metric: String) -> Double? {
    points.last { $0.metric == metric }?.value
  }
}

/// A number that stopped being finite: the replication it happened in is stopped and named.
public struct TrainingFailure: Error, Hashable, Sendable {
  /// The phase, such as `policy optimisation`.
  public var phase: String
  /// The step or iteration, from 0.
  public var step: Int
  /// What is not finite, such as `loss`.
  public var quantity: String
  /// The value it took, as text: nan or inf.
  public var value: String

  /// Describes a failure; `value` is what the quantity became.
  public init(phase: String, step: Int, quantity: String, value: Double) {
    self.phase = phase
    self.step = step
    self.quantity = quantity
    // A NaN's sign is an accident of the processor.
    self.value = value.isNaN ? "nan" : "\(value)"
  }

  /// Throws unless the value is finite.
  public static func check(
    _ value: Double, _ quantity: String, phase: String, step: Int
  ) throws(TrainingFailure) {
    guard value.isFinite else {
      throw TrainingFailure(phase: phase, step: step, quantity: quantity, value: value)
    }
  }
}
