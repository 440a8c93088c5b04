import Annotators
import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Feedback

@Suite struct PanelTests {
  private func pool(activities: [Double]) -> AnnotatorPool {
    let world = ScriptedWorld()
    return AnnotatorPool(
      members: activities.enumerated().map { index, activity in
        AnnotatorPool.Member(
          annotator: HonestAnnotator(
            name: "p\(index)",
            opinion: Opinion(group: world.groups[0], attributes: world.attributes),
            choice: ChoiceModel()),
          activity: activity)
      })
  }

  @Test func nobodySitsTwiceOnAPanel() {
    let pool = pool(activities: [1, 5, 1, 2])
    for index in 0..<50 {
      var luck = RandomStream(seed: 41).child(index)
      #expect(Set(pool.panel(size: 4, using: &luck)) == [0, 1, 2, 3])
    }
  }

  @Test func peopleAreAskedInProportionToTheirActivity() {
    let pool = pool(activities: [1, 3, 1])
    var counts = [0, 0, 0]
    for index in 0..<20_000 {
      var luck = RandomStream(seed: 42).child(index)
      counts[pool.panel(size: 1, using: &luck)[0]] += 1
    }
    // Shares 1/5, 3/5, 1/5; 5 standard errors: 5·√(0.24 · 20 000) = 346.
    #expect(abs(counts[0] - 4_000) < 346)
    #expect(abs(counts[1] - 12_000) < 346)
  }

  @Test func panelsAreUniformWhenAllAreAlike() {
    let pool = pool(activities: [1, 1, 1, 1])
    var counts = [0, 0, 0, 0]
    for index in 0..<8_000 {
      var luck = RandomStream(seed: 43).child(index)
      for place in pool.panel(size: 2, using: &luck) { counts[place] += 1 }
    }
    // Each sits on half the panels; 5 standard errors: 5·√(0.25 · 8 000) = 224.
    for count in counts { #expect(abs(count - 4_000) < 224) }
  }

  @Test func aNewcomerOnlyEverTakesOneSeat() {
    let (small, large) = (pool(activities: [1, 1, 1]), pool(activities: [1, 1, 1, 1]))
    for index in 0..<100 {
      var luck = RandomStream(seed: 44).child(index)
      var same = luck
      let before = small.panel(size: 2, using: &luck)
      let after = large.panel(size: 2, using: &same)
      #expect(Set(after).subtracting(before).isSubset(of: [3]))
    }
  }
}
