import Testing

@Suite struct ArchitectureTests {
  @Test(arguments: ArchitectureRule.all) func everySourceFileKeepsTheRule(
    _ rule: ArchitectureRule
  ) throws {
    let sources = try Repository.sources()
    try #require(sources.count > 20, "read from \(Repository.root)")
    let violations = sources.flatMap(rule.violations)
    #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
  }

  @Test func everyModuleHasAPlaceInTheOrder() throws {
    let homeless = try Repository.sources().map(\.module).filter { ModuleOrder.row(of: $0) == nil }
    #expect(Set(homeless).isEmpty, "add them to ModuleOrder")
  }

  @Test func thePackageListsItsModulesInTheSameOrder() throws {
    let target = #/(?:module\(|arget\(|systemLibrary\()\s*(?:name:\s*)?"(\w+)"/#
    let rows = try Repository.text(of: "Package.swift").matches(of: target)
      .compactMap { ModuleOrder.row(of: String($0.1)) }
    #expect(rows.count >= 16)
    #expect(rows.filter { $0 > 0 } == rows.filter { $0 > 0 }.sorted(), "data flows downwards")
  }
}

/// The rules themselves: each finds what it forbids, and leaves the rest in peace.
@Suite struct ArchitectureRuleTests {
  private static func violations(
    of rule: ArchitectureRule, _ text: String, at path: String = "Sources/Feedback/Campaign.swift"
  ) -> Int {
    rule.violations(SourceFile(path: path, text: text)).count
  }

  @Test(arguments: [
    "var generator = SystemRandomNumberGenerator()", "let x = Double.random(in: 0..<1)",
    "let y = Bool.random()", "return items.shuffled()", "items.shuffle()",
    "items.map { f($0) }.randomElement()", "let rng = gsl_rng_alloc(gsl_rng_mt19937)",
    "let x = Int.random(\n  in: 0..<(3 + 1))\nf(using: stream)",
  ])
  func strayRandomnessIsFound(_ text: String) {
    #expect(Self.violations(of: .strayRandomness, text) > 0)
  }

  @Test(arguments: [
    "let x = Double.random(in: 0..<(1 + 2), using: &stream)", "stream.shuffle(&items)",
    "items.shuffled(\n  using: &stream)", "// items.shuffled() would not repeat", "x.randomness()",
  ])
  func randomnessFromAStreamIsAllowed(_ text: String) {
    #expect(Self.violations(of: .strayRandomness, text) == 0)
  }

  @Test(arguments: [
    ("Feedback", "import Annotators"), ("Annotators", "import Feedback"),
    ("Networks", "import Statistics"), ("SandboxCore", "import Rollouts"),
    ("Evaluation", "@testable import Experiments"), ("Experiments", "import Yams"),
    ("ScenarioFiles", "public import GRDB"), ("Reports", "import ArgumentParser"),
    ("Experiments", "import struct ScenarioFiles.ScenarioFile"), ("Nowhere", "import Networks"),
  ])
  func importsAgainstTheOrderAreFound(_ module: String, _ text: String) {
    #expect(Self.violations(of: .imports, text, at: "Sources/\(module)/Part/File.swift") == 1)
  }

  @Test(arguments: [
    ("Feedback", "import SandboxCore"), ("Experiments", "import Feedback"),
    ("rlhf", "import ArgumentParser"), ("ScenarioFiles", "import Yams"),
    ("Networks", "import Foundation"), ("Feedback", "// import Annotators"),
    ("Feedback", "  /// We import Annotators never."), ("ResultStore", "import GRDB"),
  ])
  func importsInOrderAreAllowed(_ module: String, _ text: String) {
    #expect(Self.violations(of: .imports, text, at: "Sources/\(module)/Part/File.swift") == 0)
  }

  @Test(arguments: [
    "final class Box: @unchecked Sendable {}", "nonisolated(unsafe) var count = 0",
    "let x = try! read()", "default: fatalError(\"unreachable\")",
  ])
  func unsafeConstructsAreFound(_ text: String) {
    #expect(Self.violations(of: .unsafeConstructs, text) == 1)
  }

  @Test func longFilesAreFoundUnlessTheySayWhy() {
    let lines = String(repeating: "let x = 1\n", count: 300)
    #expect(Self.violations(of: .length, lines) == 0)
    #expect(Self.violations(of: .length, lines + "let y = 2\n") == 1)
    #expect(
      Self.violations(of: .length, "// Longer than 300 lines because it is a table.\n" + lines) == 0
    )
  }

  @Test(arguments: [
    ("StringUtils.swift", 1), ("Helpers.swift", 1), ("Common.swift", 1), ("Run+Misc.swift", 1),
    ("CacheManager.swift", 1), ("CommonRandomNumbers.swift", 0), ("Utility.swift", 0),
    ("RandomStream+Uniform.swift", 0),
  ])
  func idleNamesAreFound(_ name: String, _ count: Int) {
    #expect(Self.violations(of: .names, "", at: "Sources/Feedback/" + name) == count)
  }
}
