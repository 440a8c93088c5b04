import CKernels

/// Adam with decoupled weight decay: the optimiser of every phase.
///
///     m ← β₁ m + (1 − β₁) g          m̂ = m / (1 − β₁ᵗ)
///     v ← β₂ v + (1 − β₂) g²         v̂ = v / (1 − β₂ᵗ)
///     θ ← θ − η (m̂ / (√v̂ + ε) + λ θ)
///
/// Loshchilov & Hutter 2019, arXiv:1711.05101, algorithm 2, with the schedule multiplying both terms.
/// Before that, g is scaled down to the maximal global norm where it is longer (Pascanu et al. 2013,
/// arXiv:1211.5063, algorithm 1). λ touches only groups with ``ParameterGroup/isDecayed``.
///
/// Anchor: without decay, the first step moves every parameter by η against the sign of its gradient
/// (as long as ε is far below the gradient).
public struct AdamW: Sendable {
  /// The constants that stay the same from step to step.
  public struct Settings: Sendable, Hashable, Codable {
    /// β₁, in 0..<1; 0.9 in Kingma & Ba 2015, arXiv:1412.6980.
    public var firstMomentDecay: Double
    /// β₂, in 0..<1; 0.999 in Kingma & Ba 2015.
    public var secondMomentDecay: Double
    /// ε > 0, in units of the gradient; 1e-8 in Kingma & Ba 2015, 1e-5 in most PPO code.
    public var epsilon: Double
    /// λ ≥ 0, per step and unit of learning rate.
    public var weightDecay: Double
    /// The longest gradient that passes unscaled, > 0; `nil` never clips.
    public var maxGradNorm: Double?

    /// Names the constants; the parameters are the properties of the same names.
    public init(
      firstMomentDecay: Double = 0.9, secondMomentDecay: Double = 0.999, epsilon: Double = 1e-8,
      weightDecay: Double = 0, maxGradNorm: Double? = nil
    ) {
      self.firstMomentDecay = firstMomentDecay
      self.secondMomentDecay = secondMomentDecay
      self.epsilon = epsilon
      self.weightDecay = weightDecay
      self.maxGradNorm = maxGradNorm
    }
  }

  /// The constants.
  public let settings: Settings
  /// t, how many steps have been taken.
  public private(set) var stepCount = 0

  private var firstMoments: [Float]
  private var secondMoments: [Float]
  /// The parameters, cut only where weight decay begins or ends.
  private let stretches: [(range: Range<Int>, isDecayed: Bool)]

  /// An optimiser that has not taken a step.
  ///
  /// - Parameters:
  ///   - groups: the model's groups, in order and without gaps.
  ///   - isLeftOut: says which of them another optimiser moves; their gradient counts in the norm.
  public init(
    _ settings: Settings, groups: [ParameterGroup],
    leavingOut isLeftOut: (ParameterGroup) -> Bool = { _ in false }
  ) {
    self.settings = settings
    let count = groups.last?.range.upperBound ?? 0
    firstMoments = Array(repeating: 0, count: count)
    secondMoments = firstMoments
    var stretches: [(range: Range<Int>, isDecayed: Bool)] = []
    for group in groups where !isLeftOut(group) {
      if let last = stretches.last, last.isDecayed == group.isDecayed,
        last.range.upperBound == group.range.lowerBound
      {
        stretches[stretches.count - 1].range = last.range.lowerBound..<group.range.upperBound
      } else {
        stretches.append((group.range, group.isDecayed))
      }
    }
    self.stretches = stretches
  }

  /// Takes one step downhill.
  ///
  /// - Parameters:
  ///   - parameters: θ, changed in place.
  ///   - gradient: g, as long as `parameters`.
  ///   - learningRate: η ≥ 0, what the schedule says at this step.
  /// - Returns: The norm of `gradient` before clipping. If it is not finite nothing was changed, and
  ///   the caller has to stop.
  public mutating func step(
    _ parameters: inout [Float], gradient: [Float], learningRate: Double
  ) -> Double {
    precondition(
      parameters.count == firstMoments.count && gradient.count == firstMoments.count,
      "AdamW for \(firstMoments.count) parameters got \(parameters.count) and a gradient of "
        + "\(gradient.count)")
    let norm = gradient.withUnsafeBufferPointer {
      rlhf_chosen_kernels().pointee.sum_of_squares($0.baseAddress, Int64($0.count)).squareRoot()
    }
    guard norm.isFinite else { return norm }
    stepCount += 1
    for stretch in stretches {
      apply(
        constants(learningRate: learningRate, norm: norm, isDecayed: stretch.isDecayed),
        to: &parameters, gradient: gradient, in: stretch.range)
    }
    return norm
  }

  private func constants(
    learningRate: Double, norm: Double, isDecayed: Bool
  ) -> rlhf_adamw_step {
    var gradientScale = 1.0
    if let longest = settings.maxGradNorm, norm > longest { gradientScale = longest / norm }
    return rlhf_adamw_step(
      gradient_scale: Float(gradientScale),
      first_decay: Float(settings.firstMomentDecay),
      second_decay: Float(settings.secondMomentDecay),
      step_size: Float(learningRate / (1 - power(settings.firstMomentDecay, stepCount))),
      second_correction: Float(
        1 / (1 - power(settings.secondMomentDecay, stepCount)).squareRoot()),
      epsilon: Float(settings.epsilon),
      shrinkage: Float(isDecayed ? 1 - learningRate * settings.weightDecay : 1))
  }

  private mutating func apply(
    _ constants: rlhf_adamw_step, to parameters: inout [Float], gradient: [Float],
    in range: Range<Int>
  ) {
    parameters.withUnsafeMutableBufferPointer { parameters in
      gradient.withUnsafeBufferPointer { gradient in
        firstMoments.withUnsafeMutableBufferPointer { first in
          secondMoments.withUnsafeMutableBufferPointer { second in
            rlhf_chosen_kernels().pointee.adamw(
              parameters[range].rebased, gradient[range].rebased, first[range].rebased,
              second[range].rebased, Int64(range.count), constants)
          }
        }
      }
    }
  }

  /// baseᵉˣᵖᵒⁿᵉⁿᵗ by squaring: the same digits on every platform, which `pow` does not promise.
  private func power(_ base: Double, _ exponent: Int) -> Double {
    var result = 1.0
    var square = base
    var left = exponent
    while left > 0 {
      if left & 1 == 1 { result *= square }
      square *= square
      left >>= 1
    }
    return result
  }
}

extension Slice where Base == UnsafeMutableBufferPointer<Float> {
  fileprivate var rebased: UnsafeMutablePointer<Float>? {
    UnsafeMutableBufferPointer(rebasing: self).baseAddress
  }
}

extension Slice where Base == UnsafeBufferPointer<Float> {
  fileprivate var rebased: UnsafePointer<Float>? {
    UnsafeBufferPointer(rebasing: self).baseAddress
  }
}
