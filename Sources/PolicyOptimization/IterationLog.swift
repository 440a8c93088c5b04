import Networks
import SandboxCore

/// What one iteration reports; refuses numbers that are not finite.
struct IterationLog {
  let iteration: Int
  private(set) var report = TrainingReport()
  /// What failures are reported under.
  static let phase = "policy optimisation"

  init(iteration: Int) { self.iteration = iteration }

  /// Throws unless the value is finite.
  func check(_ value: Double, _ quantity: String) throws(TrainingFailure) {
    try TrainingFailure.check(value, quantity, phase: Self.phase, step: iteration)
  }

  /// Adds one finite number.
  mutating func record(_ metric: String, _ value: Double) throws(TrainingFailure) {
    try report.record(metric, at: iteration, value, in: Self.phase)
  }

  /// Adds the memory that learning holds: the policy, the reference, a gradient, two moments a parameter, and what
  /// is kept from call to call.
  mutating func record(
    memoryOf policy: any LanguageModel, _ workspace: Workspace
  ) throws(TrainingFailure) {
    let models = 5 * policy.parameters.count * MemoryLayout<Float>.size
    try record("training_memory", Double(models + workspace.byteCount) / 1e6)
  }

  /// Adds what the episodes were like.
  mutating func record(
    _ experience: RolloutBatch, scores: [Double]? = nil
  ) throws(TrainingFailure) {
    let count = Double(max(1, experience.rollouts.count))
    if let scores { try record("reward", scores.mean) }
    try record("episode_length", Double(experience.tokenCount) / count)
    let truncated = experience.rollouts.filter { $0.response.ending == .truncated }
    try record("truncation_rate", Double(truncated.count) / count)
    if let kl = experience.klToReference(.k1) { try record("kl_to_reference", kl) }
    if let kl = experience.klToReference(.k3) { try record("kl_to_reference_k3", kl) }
    let variance = experience.returns.variance
    if variance > 0 {
      let errors = zip(experience.returns, experience.values).map { $0 - $1 }
      try record("explained_variance", 1 - errors.variance / variance)
    }
  }

  /// Adds what was measured while learning.
  mutating func record(
    _ total: PolicyLoss.Tally, lastEpoch: PolicyLoss.Tally
  ) throws(TrainingFailure) {
    try record("policy_loss", -total.mean(total.surrogate))
    try record("entropy", total.mean(total.entropy))
    try record("clip_fraction", total.mean(Double(total.outsideRange)))
    try record("kl_to_behaviour", lastEpoch.mean(lastEpoch.klToBehaviour))
  }
}
