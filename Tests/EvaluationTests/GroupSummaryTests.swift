import SandboxCore
import SandboxTestSupport
import Testing

@testable import Evaluation

@Suite struct GroupSummaryTests {
  private let world = ScriptedWorld()

  private func summary(
    _ words: [String], baseline: [String], groups: [Group]? = nil
  ) -> GroupSummary {
    GroupSummary(
      words.map { world.episode($0) }, baseline: baseline.map { world.episode($0) },
      groups: groups ?? world.groups, attributeNames: world.attributes.map(\.name))
  }

  @Test func groupsGainInUnitsOfTheirOwn() {
    // Plain: baseline 0 and 2 a's, mean 1, sd 1; now 3: gain 2. Loud: utilities 2·b's, baseline 6 and
    // 2, mean 4, sd 2; now 0: gain −2.
    let summary = summary(["a a a"], baseline: ["b b b", "a a b"])
    #expect(summary.views.map(\.utility) == [3, 0])
    #expect(summary.views.map(\.gain) == [2, -2])
    #expect(summary.groupGap == 4)
    #expect(summary.worstGroupReward == 0)
    #expect(
      summary.values.map(\.key) == [
        "group_gap", "worst_group_reward", "group_reward@plain", "group_gain@plain",
        "group_reward@loud", "group_gain@loud",
      ])
    #expect(summary.values.map(\.value) == [4, 0, 3, 2, 0, -2])
  }

  @Test func groupsThatThinkAlikeHaveNoGap() {
    let summary = summary(
      ["a a a", "a b c"], baseline: ["c c c", "a a b"],
      groups: [world.groups[0], Group(name: "twin", meaning: "Thinks as plain does.")])
    #expect(summary.groupGap == 0)
  }

  @Test func aFlatBaselineLeavesRewardUnits() {
    let summary = summary(["a a c"], baseline: ["c c c", "c c c"])
    #expect(summary.views.map(\.gain) == [2, 0])
  }
}
