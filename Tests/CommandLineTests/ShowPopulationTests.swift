import Experiments
import Foundation
import SandboxCore
import Testing

@testable import rlhf

@Suite struct ShowPopulationTests {
  private func text(_ scenario: String, arm: String? = nil) throws -> [String] {
    let file = ShippedScenarioTests.folder.appending(path: scenario + ".yaml").path
    let experiment = try Wiring.readScenario(path: file)
    func text<World: Environment>(_ arm: Arm, in world: World) throws -> String {
      try ShowPopulation.text(arm, of: experiment, in: world)
    }
    return try experiment.arms.filter { arm == nil || $0.name == arm }.map {
      try text($0, in: try Wiring.makeWorld($0.settings))
    }
  }

  @Test(arguments: ShippedScenarioTests.names) func theCrowdOfEveryArmIsDrawn(name: String) throws {
    for text in try text(name) {
      #expect(text.hasPrefix("\(name), arm "))
      #expect(text.contains("\nWho: ") && text.contains("\nHow they answer"))
      #expect(!text.contains("nan"), "\(text)")
    }
  }

  @Test func groupsAndMachinesAreCounted() throws {
    let students = try #require(try text("06-disagreement", arm: "students-30").first)
    // 70 % and 30 % of 20 people.
    #expect(students.contains(#/elders +14 /#))
    #expect(students.contains(#/students +6 /#))
    let aiJudges = try #require(try text("10-ai-feedback", arm: "copies-15-votes").first)
    #expect(aiJudges.contains("Who: 20 people, 15 AI judges"))
  }
}
