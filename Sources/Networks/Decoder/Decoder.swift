import Randomness

/// A GPT-2-architecture decoder with a language-model head and a scalar head.
///
///     x⁰ = wte[token] + wpe[position]
///     xˡ' = xˡ + attention(norm(xˡ)),   xˡ⁺¹ = xˡ' + gelu(norm(xˡ')·W_up + b)·W_down + b
///     logits = norm(xᴸ)·wteᵀ,   scalar = norm(xᴸ)·w + b
///
/// Radford et al. 2019, "Language models are unsupervised multitask learners", section 2.3:
/// pre-layer-norm, learned positions, tanh GELU, output tied to the token table. Without dropout:
/// the corpora here are generated and as large as one likes.
///
/// `Decoder<Float>` is the model that trains; `Decoder<Double>` exists to check its derivatives.
public struct Decoder<Scalar: NetworkScalar>: Sendable {
  /// The size.
  public let shape: DecoderShape
  /// Every trainable number, tensor after tensor.
  public var parameters: [Scalar]
  let layout: DecoderLayout

  /// A decoder with the given parameters.
  ///
  /// - Parameter parameters: as many numbers as the shape has, in the order of `parameterGroups`.
  public init(shape: DecoderShape, parameters: [Scalar]) {
    self.shape = shape
    layout = DecoderLayout(shape)
    precondition(
      parameters.count == layout.count,
      "the shape has \(layout.count) parameters, but \(parameters.count) were given")
    self.parameters = parameters
  }

  /// A decoder with fresh parameters.
  ///
  /// As in GPT-2: matrices N(0, 0.02²), those that write into the residual stream divided by
  /// √(2 · layers), biases 0, gains 1. The scalar head begins at 0, so that a fresh value function
  /// or reward model says 0 of everything.
  public init(shape: DecoderShape, using stream: RandomStream) {
    let layout = DecoderLayout(shape)
    var parameters = [Scalar](repeating: 0, count: layout.count)
    let residualScale = 1 / Double(2 * shape.layerCount).squareRoot()
    for group in layout.groups {
      var chance = stream.child(group.name)
      if group.name.hasSuffix("ln_1.weight") || group.name.hasSuffix("ln_2.weight")
        || group.name == "ln_f.weight"
      {
        for index in group.range { parameters[index] = 1 }
      } else if group.isDecayed && group.name != "score.weight" {
        let deviation = 0.02 * (group.name.hasSuffix("c_proj.weight") ? residualScale : 1)
        for index in group.range { parameters[index] = Scalar(deviation * chance.normal()) }
      }
    }
    self.init(shape: shape, parameters: parameters)
  }

  /// What the stretches of `parameters` are.
  public var parameterGroups: [ParameterGroup] { layout.groups }

  /// The same model in another precision.
  public func converted<Other: NetworkScalar>(to type: Other.Type) -> Decoder<Other> {
    Decoder<Other>(shape: shape, parameters: parameters.map { Other($0) })
  }
}
