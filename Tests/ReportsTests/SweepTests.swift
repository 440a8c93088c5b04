import Experiments
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

  @Test func twoArmsAreNoSweep() {
    let arms = [0, 0.2].map { share in
      arm("a\(share)") { $0.annotators.population.trolls.share = share }
    }
    #expect(Sweep.all(in: arms).isEmpty)
  }
}
