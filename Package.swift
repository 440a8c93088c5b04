// swift-tools-version: 6.2
// RLHF Sandbox: a laboratory for reinforcement learning from human feedback.
//
// Targets stand in the order in which data flows; a target imports only targets above it. The stages
// are siblings that never import each other: `Experiments` composes them. See README.md.
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A Swift library target under our common settings.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one module, mirrored under `Tests/`.
///
/// Fixtures are found beside the tests' sources; they are no resources of the build.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], excluding fixtures: [String] = []
) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies + ["SandboxTestSupport"],
    exclude: fixtures, swiftSettings: strict)
}

/// What every stage may import.
let contract: [Target.Dependency] = [
  "Randomness", "Statistics", "Networks", "SandboxCore", "Rollouts",
]

let package = Package(
  name: "rlhf-sandbox",
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  ],
  targets: [
    // Libraries of the system, and the C kernels.
    .systemLibrary(name: "CGSL", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "COpenBLAS", providers: [.apt(["libopenblas-dev"])]),
    .target(name: "CKernels", linkerSettings: [.linkedLibrary("m")]),
    // Text.
    module("PlainText"),
    // Mathematics.
    module("Randomness", ["CGSL"]),
    module("Statistics", ["CGSL", "Randomness"]),
    module("Networks", ["CKernels", "PlainText", "Randomness"]),
    // The contract, and the one engine that runs policies in environments.
    module("SandboxCore", ["PlainText", "Randomness", "Networks"]),
    module("Rollouts", ["SandboxCore", "Networks", "Randomness"]),
    // The stages.
    module("Environments", contract),
    module("SupervisedTraining", contract),
    module("Annotators", contract + ["PlainText", "CGSL"]),
    module(
      "Feedback",
      contract + ["PlainText", .product(name: "HeapModule", package: "swift-collections")]),
    module("Aggregation", contract + ["CGSL", "COpenBLAS", "CKernels"]),
    module("RewardModeling", contract + ["PlainText", "CGSL"]),
    module("PolicyOptimization", contract),
    module("Evaluation", contract),
    // Composition.
    module(
      "Experiments",
      contract + [
        "Environments", "SupervisedTraining", "Annotators", "Feedback", "Aggregation",
        "RewardModeling", "PolicyOptimization", "Evaluation",
      ]),
    module(
      "ScenarioFiles",
      [
        "Experiments", "Environments", "Annotators", "Feedback", "Aggregation", "Evaluation",
        "PolicyOptimization", "Networks", "PlainText", "SandboxCore", "Statistics",
        .product(name: "Yams", package: "Yams"),
      ]),
    module("LabelFiles", ["PlainText"]),
    module(
      "ResultStore",
      ["Experiments", "PlainText", "Statistics", .product(name: "GRDB", package: "GRDB.swift")]),
    // The page a run leaves; its style sheet and chart library are compiled in as they are.
    .target(name: "CReportAssets"),
    .target(
      name: "Reports",
      dependencies: [
        "PlainText", "Statistics", "Evaluation", "Experiments", "SandboxCore", "CReportAssets",
      ],
      exclude: ["Resources"], swiftSettings: strict),
    module(
      "OwnLabels",
      ["PlainText", "Randomness", "Statistics", "Aggregation", "LabelFiles", "Reports"]),
    // Shells.
    .executableTarget(
      name: "rlhf",
      dependencies: contract + [
        "PlainText", "Environments", "Annotators", "Feedback", "PolicyOptimization", "Evaluation",
        "Experiments", "ScenarioFiles", "LabelFiles", "ResultStore", "Reports", "OwnLabels",
        "Aggregation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "sandbox-benchmarks",
      dependencies: contract + [
        "Environments", "Annotators", "SupervisedTraining", "Feedback", "Aggregation",
        "RewardModeling",
        "PolicyOptimization",
      ],
      path: "Benchmarks/Sources", swiftSettings: strict),
    // Tests.
    .executableTarget(
      name: "sandbox-fuzzer",
      dependencies: [
        "Randomness", "Experiments", "OwnLabels",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Fuzzer", swiftSettings: strict),
    .target(
      name: "SandboxTestSupport", dependencies: contract,
      path: "Tests/SandboxTestSupport", swiftSettings: strict),
    tests("PlainText", ["PlainText", "Randomness"]),
    tests("Randomness", ["Randomness", "CGSL"]),
    tests("Statistics", ["Statistics", "Randomness"]),
    tests("Networks", contract + ["PlainText", "CKernels"], excluding: ["Fixtures"]),
    tests("Environments", contract + ["Environments", "PolicyOptimization"]),
    tests("SupervisedTraining", contract + ["SupervisedTraining"]),
    tests("Annotators", contract + ["Annotators", "CGSL"]),
    tests("Feedback", contract + ["Feedback"]),
    tests("Aggregation", contract + ["Aggregation"]),
    tests("RewardModeling", contract + ["RewardModeling"]),
    tests(
      "PolicyOptimization", contract + ["PolicyOptimization", "Environments", "Aggregation"]),
    tests("Evaluation", contract + ["Evaluation"]),
    tests(
      "Experiments",
      contract + [
        "Experiments", "Environments", "Annotators", "Feedback", "Aggregation",
        "RewardModeling", "PolicyOptimization", "SupervisedTraining", "Evaluation",
      ]),
    tests(
      "ScenarioFiles",
      contract + ["ScenarioFiles", "Experiments", "Environments", "Annotators"]),
    tests("LabelFiles", ["LabelFiles", "PlainText", "Randomness"]),
    tests(
      "ResultStore",
      [
        "ResultStore", "Experiments", "SandboxCore", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests("Reports", ["Reports", "Experiments", "SandboxCore", "PlainText", "Statistics"]),
    tests(
      "OwnLabels",
      ["OwnLabels", "LabelFiles", "Aggregation", "Statistics", "Randomness", "PlainText"]),
    tests(
      "CommandLine",
      contract + [
        "rlhf", "PlainText", "Reports", "ScenarioFiles", "Experiments", "Environments",
        "Annotators", "Feedback", "PolicyOptimization", "OwnLabels", "LabelFiles",
      ]),
    tests("Architecture", []),
  ]
)
