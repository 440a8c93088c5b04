/// The one way from a loss to changed parameters that all training shares: a gradient, its AdamW
/// moments, and a schedule of learning rates.
///
///     let loss = stepper.accumulate(model) { model, gradient in … }
///     let norm = stepper.step(&model, at: time)
///
/// A value: a copy goes on from the same moments, bit for bit.
public struct GradientStepper: Sendable {
  private let schedule: LearningRateSchedule
  private let scheduleLength: Int
  private var optimizer: AdamW
  private var gradient: [Float]

  /// A stepper that has not taken a step.
  ///
  /// - Parameters:
  ///   - model: what is to be trained; only its size and groups count.
  ///   - settings: the constants of AdamW.
  ///   - schedule: how the learning rate runs.
  ///   - scheduleLength: T ≥ 0, after which the learning rate stays what it is at the end.
  public init(
    _ model: any LanguageModel, settings: AdamW.Settings, schedule: LearningRateSchedule,
    scheduleLength: Int
  ) {
    self.schedule = schedule
    self.scheduleLength = scheduleLength
    optimizer = AdamW(settings, groups: model.parameterGroups)
    gradient = Array(repeating: 0, count: model.parameterCount)
  }

  /// Collects the gradient of a loss for the next step; what was collected before is forgotten.
  ///
  /// - Parameters:
  ///   - model: θ, handed on to `loss`.
  ///   - loss: adds ∂L/∂θ to a gradient of zeros, and says what it measured.
  /// - Returns: what `loss` returns.
  public mutating func accumulate<Measured>(
    _ model: any LanguageModel,
    loss: (_ model: any LanguageModel, _ gradient: inout [Float]) throws -> Measured
  ) rethrows -> Measured {
    gradient.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    return try loss(model, &gradient)
  }

  /// Takes one step down the gradient that was collected.
  ///
  /// - Parameters:
  ///   - model: its parameters are changed in place.
  ///   - time: t, from 0: the place in the schedule. Several steps may share one.
  /// - Returns: the gradient's norm before clipping. If it is not finite nothing was changed, and the
  ///   caller has to stop.
  public mutating func step(_ model: inout any LanguageModel, at time: Int) -> Double {
    optimizer.step(&model.parameters, gradient: gradient, learningRate: learningRate(at: time))
  }

  /// η at a place in the schedule.
  public func learningRate(at time: Int) -> Double {
    schedule.learningRate(at: time, of: scheduleLength)
  }
}
