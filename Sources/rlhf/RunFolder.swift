import Experiments

/// An open folder of a run, as the command line sees it.
struct RunFolder: Sendable {
  /// Where it is.
  var path: String
  /// The replications that an interrupted run left there.
  var completed: [ReplicationRecord]
  /// Wall time that it took so far, in seconds.
  var secondsBefore: Double
  /// Files a finished replication; never called twice at a time.
  var file: @Sendable (ReplicationOutcome) throws -> Void
  /// Writes what belongs to the whole run, and returns the text of `summary.json`.
  var finish: @Sendable (RunRecord) throws -> String
}
