import Networks
import PlainText
import Randomness
import SandboxCore

/// What a stage leaves: a value that says what it is, under a key that says what made it.
///
/// The key is the hash of the stage's name and version, of its own settings, of its stream, and of the keys
/// of what it was given. So two arms share a result exactly when nothing that could change it differs.
struct Artifact<Value: Sendable>: Sendable {
  /// What made it, in 64 hexadecimal digits.
  let key: String
  /// What it is.
  let value: Value
}

/// A node of the pipeline.
struct Stage: Sendable {
  /// What records and progress call it; one of ``PhaseRecord/pipeline``.
  let name: String
  /// Raised whenever it comes to leave something else from the same settings.
  let version: Int

  static let pretraining = Stage(name: "pre-training", version: 3)
  static let fineTuning = Stage(name: "fine-tuning", version: 1)
  static let feedback = Stage(name: "feedback", version: 1)
  static let writing = Stage(name: "learning from writing", version: 1)
  static let rewardModel = Stage(name: "reward model", version: 6)
  static let policyOptimization = Stage(name: "policy optimisation", version: 2)

  /// The stages that leave something, in the order in which they run.
  static let all = [
    pretraining, fineTuning, feedback, writing, rewardModel, policyOptimization,
  ]

  /// The key of what it leaves.
  ///
  /// - Parameters:
  ///   - settings: its own settings, with their values.
  ///   - inputs: the keys of what it is given.
  ///   - stream: all its chance.
  func key(settings: [String], inputs: [String], stream: RandomStream) -> String {
    let parts = [
      name, "version \(version)", Kernels.name, "stream \(stream.identity)",
      settings.joined(separator: "\n"), inputs.joined(separator: "\n"),
    ]
    return SHA256.of(Array(parts.joined(separator: "\n\n").utf8))
  }
}

/// Results that several arms of one replication share, by their keys.
struct ArtifactCache {
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

extension ArmSettings {
  /// The values of the settings that a stage reads: `key=value`, in the order of the catalog.
  func written(_ settings: [Setting]) -> [String] {
    settings.map { "\($0.key)=\(self[$0])" }
  }

  /// The settings of these sections.
  static func sections(_ names: String...) -> [Setting] {
    SettingsCatalog.all.filter { setting in names.contains { setting.key.hasPrefix($0 + ".") } }
  }
}
