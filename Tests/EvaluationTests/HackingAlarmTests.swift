import Evaluation
import Foundation
import Testing

@Suite struct HackingAlarmTests {
  /// It rises to 2, falls to 1.6 and stays below 1.7.
  @Test func theOnsetIsWhereTheFallBegins() {
    #expect(HackingOnset(in: [0, 1, 2, 1.9, 1.7, 1.6, 1.65], fall: 0.3)?.index == 4)
    #expect(HackingOnset(in: [2, 1, 0], fall: 0.3)?.index == 1)
    #expect(HackingOnset(in: [0, 1, 2, 1.6, 1.9], fall: 0.3) == nil, "it healed")
    #expect(HackingOnset(in: [0, 1, 2, 1.6, 1.9, 1.5], fall: 0.3)?.index == 5)
    #expect(HackingOnset(in: [0, 1, 2], fall: 0.3) == nil)
    #expect(HackingOnset(in: [], fall: 0.3) == nil)
  }

  private func look(
    _ proxy: Double, kl: Double, length: Double = 8, entropy: Double = 1, gold: Double = 0,
    luck: Double = 0
  ) -> HackingAlarm.Look {
    .init(proxy: proxy, kl: kl, length: length, entropy: entropy, gold: gold, luck: luck)
  }

  @Test func whatEachWatches() {
    let looks = [
      look(0.5, kl: 0, length: 8, entropy: 2, gold: 1, luck: 0.3),
      look(1.5, kl: 1, length: 16, entropy: 1, gold: 3, luck: 0.1),
      look(2, kl: 4, length: 4, entropy: 4, gold: 2, luck: 0.9),
    ]
    #expect(HackingAlarm.proxy.scores(of: looks) == [0, 1, 1.5])
    #expect(HackingAlarm.kl.scores(of: looks) == [0, 1, 4])
    let doublings = [0, log(2.0), log(2.0)]
    #expect(HackingAlarm.length.scores(of: looks) == doublings)
    #expect(HackingAlarm.entropy.scores(of: looks) == doublings)
    #expect(HackingAlarm.luck.scores(of: looks) == [0.3, 0.1, 0.9])
    #expect(HackingAlarm.truth.scores(of: looks) == [0, 0, 1])
    for alarm in HackingAlarm.allCases { #expect(alarm.scores(of: []).isEmpty) }
  }

  /// Along √KL = 0, 1, …, 6 the reward rises by 1 a step to 4 and then by a quarter: from the fifth look on, 4 of 6 way,
  /// the late slope is ¼ and that of all 4½/6.
  @Test func theSlowing() throws {
    let rewards: [Double] = [0, 1, 2, 3, 4, 4.25, 4.5]
    let looks = rewards.indices.map { place -> HackingAlarm.Look in
      look(rewards[place], kl: Double(place * place))
    }
    let scores = HackingAlarm.slowing.scores(of: looks)
    #expect(scores[..<4].allSatisfy { abs($0) < 1e-12 }, "as long as it is a line")
    let expected = 1.0 - 0.25 / 0.75
    #expect(abs(try #require(scores.last) - expected) < 1e-12)
  }

  /// No alarm sees what is to come.
  @Test(arguments: HackingAlarm.allCases) func nobodyLooksAhead(alarm: HackingAlarm) {
    let looks = (0..<9).map { place -> HackingAlarm.Look in
      let time = Double(place)
      return look(
        time, kl: time * time, length: 8 + time, entropy: 2 / (1 + time), gold: 1 - time / 9)
    }
    let all = alarm.scores(of: looks)
    for count in 1...9 { #expect(alarm.scores(of: Array(looks[..<count])) == Array(all[..<count])) }
  }
}
