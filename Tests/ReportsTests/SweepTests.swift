import Experiments
import SandboxCore
import Testing

@testable import Reports

@Suite struct SweepTests {
  private func arm(_ name: String, _ change: (inout ArmSettings) -> Void) -> ArmRecord {
    var settings = ArmSettings()
    change(&settings)
    return ArmRecord(arm: Arm(name: name, settings: settings), replications: [])
  }

  @Test func armsThatStepThroughOneSettingAreASweep() throws {
    let arms = [0.4, 0, 0.2].map { share in
      arm("a\(share)") { $0.annotators.population.trolls.share = share }
    }
    let sweep = try #require(Sweep.all(in: arms).first)
    #expect(sweep.setting.key == "annotators.trolls.share")
    #expect(sweep.lines.count == 1)
    #expect(sweep.lines[0].points.map(\.value) == [0, 0.2, 0.4])
    #expect(!sweep.isLogarithmic)
  }

  @Test func anotherSettingThatDiffersMakesAnotherLine() throws {
    let arms = [1, 3].flatMap { people in
      [100, 1000, 10_000].map { comparisons in
        arm("p\(people)-c\(comparisons)") {
          $0.feedback.annotatorsPerQuestion = people
          $0.feedback.questions = comparisons
        }
      }
    }
    let sweeps = Sweep.all(in: arms)
    #expect(sweeps.map(\.setting.key) == ["feedback.questions"])
    let sweep = try #require(sweeps.first)
    #expect(sweep.lines.map(\.name) == ["annotators_per_question 1", "annotators_per_question 3"])
    #expect(sweep.isLogarithmic)
  }

  /// All combinations of two settings make a map, the one with more values along x; an arm beside them is no part of it.
  @Test func combinationsOfTwoSettingsAreAGrid() throws {
    let cells = [0.0, 1].flatMap { deviation in
      [0.1, 0.2, 0.3].map { mistakes in
        arm("\(deviation),\(mistakes)") {
          $0.annotators.population.traits["severity"] = Spread(0, deviation: deviation)
          $0.annotators.population.traits["mistakes"] = Spread(mistakes)
        }
      }
    }
    let other = arm("other") { $0.model.heads = 8 }
    let grid = try #require(SweepGrid.all(in: cells + [other]).first)
    #expect(grid.x.key == "annotators.mistakes" && grid.xs == [0.1, 0.2, 0.3])
    #expect(grid.y.key == "annotators.severity" && grid.ys == [0, 1])
    #expect(grid.arms.count == 6 && !grid.arms.contains { $0.arm.arm.name == "other" })
    #expect(SweepGrid.all(in: Array(cells.dropLast())).isEmpty, "a corner is missing")
  }

  @Test func twoArmsAreNoSweep() {
    let arms = [0, 0.2].map { share in
      arm("a\(share)") { $0.annotators.population.trolls.share = share }
    }
    #expect(Sweep.all(in: arms).isEmpty)
  }
}
