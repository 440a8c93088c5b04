/// Results of phases that several arms of one replication share, by what they depend on.
///
/// Content-addressed: the key is every setting that the phase and those before it read, so two arms
/// share a phase exactly when nothing that could change it differs.
struct PhaseCache {
  private var results: [String: any Sendable] = [:]

  /// The result under a key, computed at the first asking.
  ///
  /// - Returns: the result, and whether it was there already.
  mutating func result<Result: Sendable>(
    _ key: String, compute: () throws -> Result
  ) rethrows -> (value: Result, isShared: Bool) {
    if let known = results[key] as? Result { return (known, true) }
    let result = try compute()
    results[key] = result
    return (result, false)
  }
}
