import Statistics
import Testing

@testable import Aggregation

@Suite struct TruthMethodTests {
  @Test func allAreFoundByName() throws {
    let names = [
      "majority", "weighted-majority", "dawid-skene", "smoothed-dawid-skene", "one-coin", "mace",
      "mace-shares", "glad", "mean", "median", "z-score", "rasch", "graded-response",
    ]
    #expect(TruthMethod.all.map(\.name) == names)
    for name in names {
      let method = try TruthMethod.named(name)
      #expect(method.name == name)
      #expect(method.assumptions.hasSuffix(".") && !method.needs.isEmpty)
    }
  }

  @Test func errorsSayWhatWhereAndHow() throws {
    func text(_ body: () throws -> Void) -> String? {
      do {
        try body()
        return nil
      } catch { return "\(error)" }
    }
    #expect(
      text { _ = try TruthMethod.named("dawid") } == """
        method: there is no dawid; choose one of majority, weighted-majority, dawid-skene, \
        smoothed-dawid-skene, one-coin, mace, mace-shares, glad, mean, median, z-score, rasch, \
        graded-response
        """)
    #expect(
      text { _ = try LabelTable([CrowdLabel(task: 3, worker: 0, label: 0)], taskCount: 3) } == """
        labels[0]: the task is 3, but must be from 0 to 2; number them from 0, or raise the count of \
        the table
        """)
    #expect(
      text { _ = try LabelTable(tasks: [0], workers: [0, 1], labels: [0]) } == """
        labels: there are 1 tasks, 2 workers and 1 classes in the columns; give each of the three one \
        entry for every label
        """)
    #expect(
      "\(AggregationError.noLabels(method: "glad"))"
        == "glad: there is not one label to learn from; give the table at least one row")
    #expect(
      "\(AggregationError.tooManyClasses(method: "dawid-skene", count: 90, limit: 64))" == """
        dawid-skene: there are 90 classes, but at most 64 are allowed, because every worker has a \
        table of classes by classes; merge rare classes, or use majority or glad
        """)
  }

  @Test func labelsAndRatingsTurnIntoEachOther() throws {
    let ratings = try RatingTable([
      Rating(unit: 0, rater: 0, value: 2), Rating(unit: 0, rater: 1, value: 5),
      Rating(unit: 1, rater: 1, value: 2),
    ])
    let table = LabelTable(ratings)
    #expect(table.crowdLabels.map(\.label) == [0, 1, 0])
    #expect(try table.ratings(values: [2, 5]) == ratings)
    #expect(try table.ratings().levels == [0, 1])
    #expect(throws: AggregationError.entryCount(list: "values of classes", count: 3, expected: 2)) {
      try table.ratings(values: [1, 2, 3])
    }
  }

  @Test func workersCanBeLeftOut() throws {
    let table = try RandomCrowd(seed: 41).table
    var excluded = [Bool](repeating: false, count: 20)
    excluded[3] = true
    let left = try table.excluding(excluded)
    #expect(left.crowdLabels == table.crowdLabels.filter { $0.worker != 3 })
    #expect(left.workerCount == 20 && left.taskCount == table.taskCount)
  }
}
