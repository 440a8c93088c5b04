import CKernels

/// The kernels of one scalar type; `CKernels.h` says what each computes, argument by argument.
public struct NetworkKernels<Scalar>: Sendable {
  typealias In = UnsafePointer<Scalar>?
  typealias Out = UnsafeMutablePointer<Scalar>?
  typealias Ints = UnsafePointer<Int32>?
  typealias Bits = UnsafePointer<UInt64>?

  let multiply: @Sendable (Out, In, Bool, In, Bool, Int64, Int64, Int64, Bool) -> Void
  let embed: @Sendable (Out, In, In, Ints, Ints, Int64, Int64) -> Void
  let embedBackward: @Sendable (Out, Out, In, Ints, Ints, Int64, Int64) -> Void
  let layerNorm: @Sendable (Out, Out, Out, In, In, In, Int64, Int64) -> Void
  let layerNormBackward: @Sendable (Out, Out, Out, In, In, In, In, In, Int64, Int64) -> Void
  let fillRows: @Sendable (Out, In, Int64, Int64) -> Void
  let addRows: @Sendable (Out, In, In, Int64, Int64) -> Void
  let gatherRows: @Sendable (Out, In, Ints, Int64, Int64, Int64) -> Void
  let scatterRows: @Sendable (Out, In, Ints, Int64, Int64, Int64) -> Void
  let clear: @Sendable (Out, Int64) -> Void
  let sumRows: @Sendable (Out, In, Int64, Int64) -> Void
  let gelu: @Sendable (Out, Out, In, Int64, Int64) -> Void
  let geluBackward: @Sendable (Out, Out, In, Int64, Int64) -> Void
  let attention: @Sendable (Out, Out, Out, In, Ints, Ints, Int64, Int64, Int64) -> Void
  let attentionBackward: @Sendable (Out, Out, In, In, In, Ints, Ints, Int64, Int64, Int64) -> Void
  let attentionCached:
    @Sendable (Out, Out, Out, Out, In, Ints, Ints, Ints, Int64, Int64, Int64, Int64) -> Void
  let forbid: @Sendable (Out, Bits, Int64, Int64, Int64, Int64) -> Void
  let logSoftmax: @Sendable (In, Out, Out, Out, Out, Ints, Int64, Int64, Int64) -> Void
  let logSoftmaxEnd: @Sendable (Out, In, Out, Out, Ints, Int64) -> Void
  let logSoftmaxBackward: @Sendable (Out, In, In, In, In, Ints, Int64, Int64, Int64) -> Void
}

extension NetworkKernels<Float> {
  /// The kernels of one level of the processor.
  init(_ level: rlhf_kernels_f32) {
    self.init(
      multiply: level.multiply, embed: level.embed, embedBackward: level.embed_backward,
      layerNorm: level.layer_norm, layerNormBackward: level.layer_norm_backward,
      fillRows: level.fill_rows, addRows: level.add_rows, gatherRows: level.gather_rows,
      scatterRows: level.scatter_rows, clear: level.clear, sumRows: level.sum_rows,
      gelu: level.gelu, geluBackward: level.gelu_backward, attention: level.attention,
      attentionBackward: level.attention_backward, attentionCached: level.attention_cached,
      forbid: level.forbid, logSoftmax: level.log_softmax, logSoftmaxEnd: level.log_softmax_end,
      logSoftmaxBackward: level.log_softmax_backward)
  }
}

extension NetworkKernels<Double> {
  /// The kernels of one level of the processor.
  init(_ level: rlhf_kernels_f64) {
    self.init(
      multiply: level.multiply, embed: level.embed, embedBackward: level.embed_backward,
      layerNorm: level.layer_norm, layerNormBackward: level.layer_norm_backward,
      fillRows: level.fill_rows, addRows: level.add_rows, gatherRows: level.gather_rows,
      scatterRows: level.scatter_rows, clear: level.clear, sumRows: level.sum_rows,
      gelu: level.gelu, geluBackward: level.gelu_backward, attention: level.attention,
      attentionBackward: level.attention_backward, attentionCached: level.attention_cached,
      forbid: level.forbid, logSoftmax: level.log_softmax, logSoftmaxEnd: level.log_softmax_end,
      logSoftmaxBackward: level.log_softmax_backward)
  }
}
