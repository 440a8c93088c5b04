import Experiments

/// An open folder of a run, as the command line sees it.
struct RunFolder: Sendable {
  /// Where it is.
  var path: String
  /// The replications that an interrupted run left there whole.
  var completed: [ReplicationKey]
  /// What is damaged of those that it had finished too, and is done again.
  var repairs: [String]
  /// Wall time that it took so far, in seconds.
  var secondsBefore: Double
  /// Files a finished replication; never called twice at a time.
  var file: @Sendable (ReplicationOutcome) throws -> Void
  /// The run as it is on file, without hypotheses.
  var read: @Sendable () throws -> RunRecord
  /// Writes what belongs to the whole run, and returns the text of `summary.json`.
  var finish: @Sendable (RunRecord) throws -> String
}
