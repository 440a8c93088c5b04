import Networks

/// A policy part of the way back to another: π^(1−α) π_ref^α / Z, token by token.
///
/// The opponent of Munos et al. 2023, arXiv:2312.00886, section 7.1, there mixed in the same way. It is sampled only: all else is
/// the policy's.
struct GeometricMixture: LanguageModel {
  var policy: any LanguageModel
  let reference: any LanguageModel
  /// α in 0...1: 0 is the policy itself.
  let share: Double

  var vocabularyCount: Int { policy.vocabularyCount }
  var contextLength: Int { policy.contextLength }
  var parameters: [Float] {
    get { policy.parameters }
    set { policy.parameters = newValue }
  }
  var parameterGroups: [ParameterGroup] { policy.parameterGroups }

  func outputs(
    for batch: SequenceBatch, heads: Heads, workspace: Workspace
  ) -> ReadOutputs { policy.outputs(for: batch, heads: heads, workspace: workspace) }

  func accumulateGradient(
    for batch: SequenceBatch, heads: Heads, groupSize: Int, into gradient: inout [Float],
    workspace: Workspace,
    loss: (
      _ outputs: ReadOutputs, _ sequences: Range<Int>, _ gradients: inout ReadGradients
    ) -> Void
  ) -> ReadOutputs {
    policy.accumulateGradient(
      for: batch, heads: heads, groupSize: groupSize, into: &gradient, workspace: workspace,
      loss: loss)
  }

  func makeDecodingSession(rowCount: Int) -> any DecodingSession {
    Session(
      policy: policy.makeDecodingSession(rowCount: rowCount),
      reference: reference.makeDecodingSession(rowCount: rowCount), share: Float(share))
  }

  /// Two sessions side by side; a mixture of logits is that of log-probabilities up to a number that all tokens share.
  private final class Session: DecodingSession {
    private let policy: any DecodingSession
    private let reference: any DecodingSession
    private let share: Float
    private var mixed: UnsafeMutableBufferPointer<Float> = .allocate(capacity: 0)
    private var count = 0

    init(policy: any DecodingSession, reference: any DecodingSession, share: Float) {
      self.policy = policy
      self.reference = reference
      self.share = share
    }

    deinit { mixed.deallocate() }

    func extend(rows: [Int32], tokens: [Int32], counts: [Int32]) {
      policy.extend(rows: rows, tokens: tokens, counts: counts)
      reference.extend(rows: rows, tokens: tokens, counts: counts)
      let (own, other) = (policy.logits, reference.logits)
      count = own.count
      if mixed.count < count {
        mixed.deallocate()
        mixed = .allocate(capacity: count)
      }
      for place in 0..<count { mixed[place] = (1 - share) * own[place] + share * other[place] }
    }

    func copy(_ row: Int32, to other: Int32) {
      policy.copy(row, to: other)
      reference.copy(row, to: other)
    }

    func reset() {
      policy.reset()
      reference.reset()
      count = 0
    }

    var logits: UnsafeBufferPointer<Float> { UnsafeBufferPointer(rebasing: mixed[0..<count]) }
    var values: UnsafeBufferPointer<Float> { policy.values }
  }
}
