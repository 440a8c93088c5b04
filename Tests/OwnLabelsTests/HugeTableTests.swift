import Aggregation
import LabelFiles
import Randomness
import Testing

@testable import OwnLabels

/// Tables with very many classes, workers, levels or items.
@Suite struct HugeTableTests {
  private static let manyClasses =
    "task,worker,label\n"
    + (0..<40_000).map { "t\($0 / 2),w\($0 % 50),c\($0 * 11 % 35_000)\n" }.joined()

  @Test func aMajorityOfThirtyFiveThousandClasses() throws {
    let verdict = try verdict(Self.manyClasses)
    #expect(verdict.method == "majority")
    #expect(verdict.file.labelNames.count == 35_000)
    #expect(verdict.tasks.allSatisfy { $0.probability == 0.5 })
    #expect(verdict.csv.utf8.count > 300_000)
  }

  @Test(arguments: ["weighted-majority", "mace", "glad"])
  func methodsThatKeepEveryClassAreRefused(_ method: String) {
    #expect {
      try verdict(Self.manyClasses, by: method)
    } throws: {
      "\($0)"
        == "--method \(method): error: keeps a number for each of 35000 classes of every task and "
        + "worker, 701750000 in all, but at most 32000000 are allowed\n"
        + "  fix: merge rare classes, or use majority"
    }
  }

  /// Two workers look at what forty thousand others have labelled once.
  @Test func aTaskWithVeryManyWorkers() throws {
    let rows = (0..<40_000).map { "a,w\($0),\($0 % 2)\n" }.joined()
    let clock = ContinuousClock()
    let time = try clock.measure {
      let summary = try agreement("task,worker,label\n" + rows)
      #expect(summary.raterPairs.raters.count == 40)
      #expect(summary.raterPairs.pairs.count == 780)
      // Half of the labels are 0: 19,999 of 39,999 partners agree.
      #expect(abs((summary.others[1].estimate?.mean ?? 0) - 19_999.0 / 39_999) < 1e-9)
    }
    #expect(time < .seconds(5))
  }

  /// Four tasks by a hundred thousand workers, of whom one in four says no: looking at each beside each
  /// takes minutes. Without their own, every worker meets a majority for yes.
  @Test func suspicionOfVeryManyWorkersTakesTimeInTheirNumber() throws {
    var (tasks, workers, labels): ([Int32], [Int32], [Int32]) = ([], [], [])
    for task in Int32(0)..<4 {
      for worker in Int32(0)..<100_000 {
        tasks.append(task)
        workers.append(worker)
        labels.append(worker % 4 == 0 ? 1 : 0)
      }
    }
    let table = try LabelTable(tasks: tasks, workers: workers, labels: labels)
    let time = try ContinuousClock().measure {
      let found = try MajorityAgreement().suspicions(of: table, using: RandomStream(seed: 1))
      #expect(found.compactMap { $0?.score }.count == 100_000)
      // (agreeing + 1) / (tasks + 2): none of four, and all of four.
      #expect(abs((found[0]?.score ?? 0) - 5.0 / 6) < 1e-12)
      #expect(abs((found[1]?.score ?? 0) - 1.0 / 6) < 1e-12)
    }
    #expect(time < .seconds(5))
  }

  @Test func timeInTheSquareOfLevelsIsRefused() {
    let rows = (0..<21_000).map { "t\($0 / 2),w\($0 % 2),\($0)\n" }.joined()
    #expect {
      try agreement("task,worker,label\n" + rows, level: .ratio)
    } throws: {
      "\($0)"
        == "--level ratio: error: takes time in the square of how many different numbers there are: "
        + "21000, but at most 20000 are allowed\n"
        + "  fix: round the numbers, or use --level interval"
    }
  }

  @Test func aRankingOfTwentyThousandItems() throws {
    let text =
      "ranking,rank,item\n" + (0..<20_000).map { "1,\($0 + 1),i\($0)\n" }.joined()
    let borda = try rating(text, by: "borda")
    #expect(borda.items.map(\.item) == (0..<20_000).map { "i\($0)" })
    #expect(borda.items.first?.comparisonCount == 19_999)
    #expect(borda.items.first?.winShare == 1 && borda.items.last?.winShare == 0)
    #expect {
      try rating(text, by: "bradley-terry")
    } throws: {
      "\($0)"
        == "--method bradley-terry: error: the rankings have 199990000 pairs of items, but at most "
        + "4000000 are allowed\n"
        + "  fix: rank fewer items together, or use plackett-luce on rankings without ties"
    }
  }

  /// What is added up without visiting pairs is what the pairs say.
  @Test func standingsOfRankingsAreThoseOfTheirPairs() throws {
    var luck = RandomStream(seed: 3)
    let rows = (0..<30).flatMap { ranking in
      (0..<(2 + ranking % 5)).map { item in
        "\(ranking),\(1 + luck.uniform(below: 4)),i\(item),\(1 + ranking % 3).5\n"
      }
    }
    let file = try LabelReader().preferences(
      from: .text("ranking,rank,item,weight\n" + rows.joined(), name: "x.csv"))
    let table = try PreferenceTable(file)
    let pairs = Standings(table.comparisons)
    #expect(table.standings.counts == pairs.counts)
    #expect(table.standings.tieCount == pairs.tieCount && pairs.tieCount > 0)
    for item in table.itemNames.indices {
      #expect(abs(table.standings.winShare(of: item) - pairs.winShare(of: item)) < 1e-12)
    }
  }
}
