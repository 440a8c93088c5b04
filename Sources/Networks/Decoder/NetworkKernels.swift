import CKernels

/// The vector kernels of one scalar type; `CKernels.h` says what each computes, argument by argument.
public struct NetworkKernels<Scalar>: Sendable {
  typealias In = UnsafePointer<Scalar>?
  typealias Out = UnsafeMutablePointer<Scalar>?
  typealias Ints = UnsafePointer<Int32>?
  typealias Bits = UnsafePointer<UInt64>?

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
  let attention: @Sendable (Out, Out, Out, In, Ints, Int64, Int64, Int64) -> Void
  let attentionBackward: @Sendable (Out, Out, In, In, In, Ints, Int64, Int64, Int64) -> Void
  let attentionCached:
    @Sendable (Out, Out, Out, Out, In, Ints, Ints, Ints, Int64, Int64, Int64, Int64) -> Void
  let logSoftmax: @Sendable (Out, Out, Out, Out, Ints, Bits, Int64, Int64, Int64) -> Void
  let logSoftmaxBackward: @Sendable (Out, In, In, In, In, Ints, Int64, Int64) -> Void
}

extension NetworkKernels<Float> {
  static let float = NetworkKernels(
    embed: rlhf_embed_f32, embedBackward: rlhf_embed_backward_f32,
    layerNorm: rlhf_layer_norm_f32, layerNormBackward: rlhf_layer_norm_backward_f32,
    fillRows: rlhf_fill_rows_f32, addRows: rlhf_add_rows_f32,
    gatherRows: rlhf_gather_rows_f32, scatterRows: rlhf_scatter_rows_f32, clear: rlhf_clear_f32,
    sumRows: rlhf_sum_rows_f32,
    gelu: rlhf_gelu_f32, geluBackward: rlhf_gelu_backward_f32, attention: rlhf_attention_f32,
    attentionBackward: rlhf_attention_backward_f32, attentionCached: rlhf_attention_cached_f32,
    logSoftmax: rlhf_log_softmax_f32, logSoftmaxBackward: rlhf_log_softmax_backward_f32)
}

extension NetworkKernels<Double> {
  static let double = NetworkKernels(
    embed: rlhf_embed_f64, embedBackward: rlhf_embed_backward_f64,
    layerNorm: rlhf_layer_norm_f64, layerNormBackward: rlhf_layer_norm_backward_f64,
    fillRows: rlhf_fill_rows_f64, addRows: rlhf_add_rows_f64,
    gatherRows: rlhf_gather_rows_f64, scatterRows: rlhf_scatter_rows_f64, clear: rlhf_clear_f64,
    sumRows: rlhf_sum_rows_f64,
    gelu: rlhf_gelu_f64, geluBackward: rlhf_gelu_backward_f64, attention: rlhf_attention_f64,
    attentionBackward: rlhf_attention_backward_f64, attentionCached: rlhf_attention_cached_f64,
    logSoftmax: rlhf_log_softmax_f64, logSoftmaxBackward: rlhf_log_softmax_backward_f64)
}
