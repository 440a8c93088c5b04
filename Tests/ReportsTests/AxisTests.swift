import Experiments
import Statistics
import Testing

@testable import Reports

/// What may share an axis, and how far an axis reaches.
@Suite struct AxisTests {
  private let trolls = RunReport(record: MadeUpRun.trolls(), command: "rlhf")
  private let worlds = RunReport(record: MadeUpRun.twoWorlds(), command: "rlhf")

  @Test func goldAndProxyHaveAnAxisEachInTheirOwnUnit() throws {
    for figure in trolls.rewardFigures(trolls.record.arms[0]) {
      let text = figure.plot.specification.onPage
      #expect(text.contains(#""title":"gold reward (reward units)""#))
      #expect(text.contains(#""title":"proxy reward (reward-model units)""#))
      #expect(text.contains(#""resolve":{"scale":{"y":"independent"}}"#))
      #expect(try #require(figure.plot.second).rows.count == 7)
    }
  }

  @Test func oneRewardAloneStandsAtTheLeft() {
    var arm = trolls.record.arms[0]
    for number in arm.replications.indices {
      for phase in arm.replications[number].phases.indices {
        arm.replications[number].phases[phase].report.points.removeAll {
          $0.metric == "held_out_gold_reward"
        }
      }
    }
    let figure = trolls.rewardFigures(arm)[0]
    #expect(figure.plot.second == nil)
    let text = figure.plot.specification.onPage
    #expect(text.contains("reward-model units") && !text.contains("resolve"))
  }

  @Test func rewardsOfTwoWorldsAreDrawnApartAndSharesTogether() {
    let gold = worlds.comparisonFigures("gold_reward")
    #expect(gold.map(\.subject) == ["text.town", "board.tic-tac-toe"])
    #expect(gold.map(\.plot.rows.count) == [2, 1])
    #expect(gold[0].caption.hasPrefix("In the world text.town, on its own scale. "))
    let accuracy = worlds.comparisonFigures("reward_model_accuracy")
    #expect(accuracy.map(\.plot.rows.count) == [3])
    #expect(accuracy.map(\.subject) == [""])
  }

  @Test func phasesOfTwoWorldsHaveScalesOfTheirOwn() {
    let domains = worlds.phaseFigures.map { figure in
      figure.plot.specification.onPage.firstMatch(of: #/"domain":\[([^\]]*)\]/#)?.1
    }
    #expect(domains.count == 3 && !domains.contains(nil))
    #expect(domains[0] == domains[1] && domains[1] != domains[2])
  }

  @Test func seriesOfTwoWorldsAreDrawnApart() {
    let titles = worlds.seriesFigures(phase: RunReport.optimisation).telling.map(\.title)
    #expect(titles.contains("Reward, text.town") && titles.contains("Reward, board.tic-tac-toe"))
    #expect(titles.contains("Entropy"))
  }

  /// Two replications of 0.6 and 0.9 have an interval from −1.16 to 2.66; the axis stops at 0 and 1.
  @Test func anIntervalOfASharEndsWhereSharesDo() {
    let wide = Estimate(mean: 0.75, interval: -1.16...2.66, count: 2)
    #expect(AxisRules.drawn(wide, in: 0...1) == 0...1)
    #expect(AxisRules.drawn(wide, in: -1...1) == -1...1)
    #expect(AxisRules.drawn(wide, in: nil) == -1.16...2.66)
    // What cannot be is drawn as it is: it is a fault, and must be seen.
    let wrong = Estimate(mean: 1.2, interval: 1.1...1.3, count: 2)
    #expect(AxisRules.drawn(wrong, in: 0...1) == 1.1...1.2)
    #expect(AxisRules.drawn(Estimate(mean: 0.5, interval: nil, count: 1), in: 0...1) == nil)
  }

  @Test func manyReplicationsAreNotAllDots() {
    var record = MadeUpRun.twoWorlds()
    for arm in record.arms.indices {
      let first = record.arms[arm].replications[0]
      record.arms[arm].replications = Array(repeating: first, count: 500)
    }
    let figure = RunReport(record: record, command: "").comparisonFigures("gold_reward")[0]
    #expect(figure.plot.layers[0].rows?.count == 200, "a hundred of each of two arms")
  }
}
