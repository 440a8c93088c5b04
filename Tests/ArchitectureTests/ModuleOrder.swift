/// The order of the house: a module imports only from rows above its own.
enum ModuleOrder {
  static let rows: [[String]] = [
    // Libraries of the system, and C.
    ["CGSL", "COpenBLAS", "CKernels", "CReportAssets"],
    // Text.
    ["PlainText"],
    // Mathematics.
    ["Randomness"],
    ["Statistics", "Networks"],
    // The contract, and the engine.
    ["SandboxCore"],
    ["Rollouts"],
    // The stages, which never import each other.
    [
      "Environments", "SupervisedTraining", "Annotators", "Feedback", "Aggregation",
      "RewardModeling", "PolicyOptimization", "Evaluation",
    ],
    // Composition.
    ["Experiments"],
    ["ScenarioFiles", "LabelFiles"],
    ["ResultStore"],
    ["Reports"],
    ["OwnLabels"],
    // Shells.
    ["rlhf"],
  ]

  /// Libraries that one module only may know, so that replacing them stays a change to one folder.
  static let confined = [
    "ArgumentParser": "rlhf", "Yams": "ScenarioFiles", "GRDB": "ResultStore",
  ]

  static func row(of module: String) -> Int? {
    rows.firstIndex { $0.contains(module) }
  }

  /// What is wrong with a module's importing another, or `nil`. Unknown modules are the toolchain's.
  static func objection(to imported: String, in module: String) -> String? {
    if let only = confined[imported], only != module {
      return "\(imported) is for \(only) alone"
    }
    guard let target = row(of: imported) else { return nil }
    guard let own = row(of: module) else { return "\(module) has no place in ModuleOrder" }
    if target < own { return nil }
    return "\(module) may import only modules above it, and \(imported) is "
      + (target == own ? "its sibling" : "below it")
  }
}
