import Foundation
import Randomness
import SandboxTestSupport
import Testing

@testable import Aggregation

@Suite struct TrueSkillTests {
  private let beginner = SkillBelief()

  /// The formulas worked with scipy's normal distribution; the published digits are 29.396 ± 7.171,
  /// 25 ± 6.458 and a quality of 0.447214.
  @Test func twoBeginners() {
    let system = TrueSkill()
    let win = system.beliefs(after: .left, beginner, beginner)
    #expect(abs(win.first.mean - 29.395831692991514) < 1e-10)
    #expect(abs(win.first.deviation - 7.171475807009221) < 1e-10)
    #expect(abs(win.second.mean - (50 - 29.395831692991514)) < 1e-10)
    let draw = system.beliefs(after: .tie, beginner, beginner)
    #expect(abs(draw.first.mean - 25) < 1e-9 && abs(draw.second.mean - 25) < 1e-9)
    #expect(abs(draw.first.deviation - 6.457515683245051) < 1e-10)
    #expect(abs(system.quality(beginner, beginner) - 0.4472135954999579) < 1e-12)
  }

  /// The library trueskill 0.4.5 takes the normal distribution from a series good to 1.2e-7, so it
  /// is itself off by up to 4e-6; published digits agree.
  @Test func theLibrarysGames() {
    let sure = TrueSkill(probabilityOfDraw: 0).beliefs(after: .left, beginner, beginner)
    #expect(abs(sure.first.mean - 29.205473106813677) < 1e-5)
    #expect(abs(sure.first.deviation - 7.194816551480743) < 1e-5)
    let upset = TrueSkill().beliefs(
      after: .right, SkillBelief(mean: 32, deviation: 5), SkillBelief(mean: 22, deviation: 7))
    #expect(abs(upset.first.mean - 28.284778034173435) < 1e-5)
    #expect(abs(upset.first.deviation - 4.514525838151836) < 1e-5)
    #expect(abs(upset.second.mean - 29.280844602287715) < 1e-5)
    #expect(abs(upset.second.deviation - 5.589323163321984) < 1e-5)
  }

  /// Free for all, by the library.
  @Test(arguments: [
    (3, [31.675352419171958, 25, 18.32464758082412], [6.655985377620712, 6.207896641224336]),
    (
      4, [33.20668096563102, 27.40145469384325, 22.598545306188456, 16.7933190343615],
      [6.348109169807742, 5.7871629348447815]
    ),
    (
      8,
      [
        36.771096436545264, 32.242345578684755, 29.073983797716373, 26.322179243264245,
        23.677820756820783, 20.926016202376093, 17.75765442141931, 13.228903563501413,
      ], [5.749283244671006, 5.1329106221072855, 4.942713149638509]
    ),
  ])
  func freeForAll(count: Int, means: [Double], deviations: [Double]) {
    let after = TrueSkill().beliefs(
      afterFreeForAll: Array(repeating: beginner, count: count),
      isTiedWithNext: Array(repeating: false, count: count - 1))
    #expect(distance(after.map(\.mean), means) < 1e-5)
    #expect(distance(after.prefix(deviations.count).map(\.deviation), deviations) < 1e-5)
  }

  @Test func freeForAllOfDraws() {
    let after = TrueSkill().beliefs(
      afterFreeForAll: Array(repeating: beginner, count: 4), isTiedWithNext: [true, true, true])
    #expect(distance(after.map(\.mean), [25, 25, 25, 25]) < 1e-6)
    let deviations = [5.280335258988771, 5.2748071639047245, 5.27480716390472, 5.280335258988775]
    #expect(distance(after.map(\.deviation), deviations) < 1e-5)
  }

  @Test func freeForAllOfTwoIsOneGame() {
    let (a, b) = (SkillBelief(mean: 28, deviation: 3), SkillBelief(mean: 20, deviation: 6))
    for outcome in [ComparisonOutcome.left, .tie] {
      let one = TrueSkill().beliefs(after: outcome, a, b)
      let other = TrueSkill().beliefs(
        afterFreeForAll: [a, b], isTiedWithNext: [outcome == .tie])
      #expect(distance([one.first.mean, one.second.mean], other.map(\.mean)) < 1e-9)
      #expect(distance([one.first.deviation, one.second.deviation], other.map(\.deviation)) < 1e-9)
    }
  }

  /// Two seasons game by game in the order of the files.
  @Test(.enabled(if: SharedData.has("s02_aflodds") && SharedData.has("p04_icehockey")))
  func seasons() throws {
    for (folder, key, games) in [
      ("s02_aflodds", "trueskill", try SharedData.football()),
      ("p04_icehockey", "trueskill_sequence", try SharedData.hockey()),
    ] {
      let after = try TrueSkill().beliefs(after: games.comparisons)
      let mean = try SharedData.numbers(folder, "reference.json", key, "ratings", inner: "mu")
      let deviation = try SharedData.numbers(
        folder, "reference.json", key, "ratings", inner: "sigma")
      #expect(distance(after.map(\.mean), games.ordered(mean)) < 1e-6)
      #expect(distance(after.map(\.deviation), games.ordered(deviation)) < 1e-6)
    }
  }

  @Test func nothingBreaksAtTheEnds() {
    let (strong, weak) = (
      SkillBelief(mean: 4_000, deviation: 0.1), SkillBelief(mean: -4_000, deviation: 0.1)
    )
    for outcome in ComparisonOutcome.allCases {
      for system in [TrueSkill(), TrueSkill(probabilityOfDraw: 0)] {
        let after = system.beliefs(after: outcome, strong, weak)
        #expect(after.first.mean.isFinite && after.second.mean.isFinite)
        #expect(after.first.deviation > 0 && after.second.deviation > 0)
        let tied = outcome == .tie
        let free = system.beliefs(
          afterFreeForAll: [strong, weak, weak], isTiedWithNext: [tied, tied])
        #expect(free.allSatisfy { $0.mean.isFinite && $0.deviation > 0 })
      }
    }
  }
}
