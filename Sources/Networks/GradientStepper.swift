/// What moves the hidden matrices of a network; all else is AdamW's.
public enum OptimizerKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// AdamW: Loshchilov & Hutter 2019, arXiv:1711.05101.
  case adamW = "adamw"
  /// Momentum with orthogonalised steps: Jordan et al. 2024; arXiv:2502.16982. Needs a third fewer tokens.
  case muon
}

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
  private var muon: Muon
  private let weightDecay: Double
  private var gradient: [Float]

  /// A stepper that has not taken a step.
  ///
  /// - Parameters:
  ///   - model: what is to be trained; only its size and groups count.
  ///   - settings: the constants of AdamW.
  ///   - schedule: how the learning rate runs.
  ///   - kind: what moves the hidden matrices.
  ///   - scheduleLength: T ≥ 0, after which the learning rate stays what it is at the end.
  public init(
    _ model: any LanguageModel, settings: AdamW.Settings, kind: OptimizerKind = .adamW,
    schedule: LearningRateSchedule, scheduleLength: Int
  ) {
    self.schedule = schedule
    self.scheduleLength = scheduleLength
    let groups = model.parameterGroups
    muon = Muon(kind == .muon ? Muon.matrices(of: groups) : [])
    optimizer = AdamW(settings, groups: groups, leavingOut: { kind == .muon && Muon.moves($0) })
    weightDecay = settings.weightDecay
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
    let learningRate = learningRate(at: time)
    let norm = optimizer.step(&model.parameters, gradient: gradient, learningRate: learningRate)
    if norm.isFinite, !muon.matrices.isEmpty {
      muon.step(
        &model.parameters, gradient: gradient, learningRate: learningRate,
        weightDecay: weightDecay)
    }
    return norm
  }

  /// η at a place in the schedule.
  public func learningRate(at time: Int) -> Double {
    schedule.learningRate(at: time, of: scheduleLength)
  }
}
