import SandboxCore

/// What a running experiment tells whoever watches.
public enum RunEvent: Sendable, Hashable {
  /// So many replications of arms are to be done; some may already be on file.
  case started(total: Int, alreadyDone: Int)
  /// A phase of one replication began.
  case phaseBegan(arm: String, replication: Int, phase: String)
  /// How far a replication has come, as a share of its expected work in 0...1, and what was measured in
  /// its last step: enough to draw training as it goes.
  case advanced(
    arm: String, replication: Int, share: Double, values: [TrainingReport.Point])
  /// The result of a phase could not be kept for other runs; this one goes on.
  case notKept(phase: String, reason: String)
  /// A replication was finished and filed; `failure` says why it stopped early.
  case finished(arm: String, replication: Int, failure: String?)
}
