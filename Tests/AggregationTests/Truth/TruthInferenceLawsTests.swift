import Randomness
import Testing

@testable import Aggregation

/// What every way of inferring classes must obey.
@Suite struct TruthInferenceLawsTests {
  static let methods: [any TruthInference] = [
    MajorityLabels(), WeightedMajority(), DawidSkene(tolerance: 1e-11),
    DawidSkene(errors: .oneCoin, tolerance: 1e-11),
    Mace(), Glad(tolerance: 1e-12), Mace(learnsShares: true), DawidSkene(errors: .smoothedMatrix),
  ]
  private let stream = RandomStream(seed: 12)

  private func tolerance(_ method: any TruthInference) -> Double {
    method.name == "glad" ? 1e-4 : 1e-6
  }

  private func expectSame(
    _ first: [Double], _ second: [Double], _ method: any TruthInference,
    location: SourceLocation = #_sourceLocation
  ) {
    #expect(first.count == second.count, sourceLocation: location)
    let largest = zip(first, second).map { abs($0 - $1) }.max() ?? .infinity
    #expect(largest < tolerance(method), "\(method.name): \(largest)", sourceLocation: location)
  }

  @Test(arguments: methods.indices) func probabilitiesAreProbabilities(_ index: Int) throws {
    let crowd = try RandomCrowd(seed: 13)
    let estimate = try Self.methods[index].infer(crowd.table, using: stream)
    for task in 0..<crowd.table.taskCount {
      #expect(abs(estimate.posterior(of: task).reduce(0, +) - 1) < 1e-9)
    }
    for reliability in estimate.reliability {
      let reliability = try #require(reliability)
      #expect((0...1).contains(reliability.mean))
      #expect(try #require(reliability.interval).contains(reliability.mean))
    }
    if let confusion = estimate.confusion {
      for row in stride(from: 0, to: confusion.count, by: 3) {
        #expect(abs(confusion[row..<(row + 3)].reduce(0, +) - 1) < 1e-9)
      }
    }
    #expect(try estimate.accuracy(against: crowd.truth) > 0.85)
  }

  @Test(arguments: methods.indices) func namesDoNotMatter(_ index: Int) throws {
    let method = Self.methods[index]
    let table = try RandomCrowd(seed: 14).table
    var chance = RandomStream(seed: 15)
    let tasks = chance.permutation(table.taskCount)
    let workers = chance.permutation(table.workerCount)
    let classes = [2, 0, 1]
    let renamed = try LabelTable(
      table.crowdLabels.map {
        CrowdLabel(task: tasks[$0.task], worker: workers[$0.worker], label: classes[$0.label])
      })
    let before = try method.infer(table, using: stream)
    let after = try method.infer(renamed, using: stream)
    var expected = before.posterior
    var reliability = before.reliability
    for task in 0..<table.taskCount {
      for label in 0..<3 {
        expected[tasks[task] * 3 + classes[label]] = before.posterior[task * 3 + label]
      }
    }
    for worker in workers.indices { reliability[workers[worker]] = before.reliability[worker] }
    expectSame(after.posterior, expected, method)
    expectSame(
      after.reliability.map { $0?.mean ?? -1 }, reliability.map { $0?.mean ?? -1 }, method)
  }

  @Test(arguments: methods.indices) func theOrderOfLabelsDoesNotMatter(_ index: Int) throws {
    let table = try RandomCrowd(seed: 16).table
    var labels = table.crowdLabels
    var chance = RandomStream(seed: 17)
    chance.shuffle(&labels)
    let method = Self.methods[index]
    expectSame(
      try method.infer(table, using: stream).posterior,
      try method.infer(LabelTable(labels), using: stream).posterior, method)
  }

  /// Every task twice, with all its labels: nothing that is estimated for a worker changes. (GLAD and
  /// MACE have priors, which weigh less against twice the labels.)
  @Test(arguments: 0..<4) func twiceTheSameTasksTeachTheSame(_ index: Int) throws {
    let method = Self.methods[index]
    let table = try RandomCrowd(seed: 18).table
    let twice = table.crowdLabels.flatMap { label in
      [0, table.taskCount].map {
        CrowdLabel(task: label.task + $0, worker: label.worker, label: label.label)
      }
    }
    let one = try method.infer(table, using: stream)
    let two = try method.infer(LabelTable(twice), using: stream)
    // Weighted votes add one to either side of the agreement, which is halved in weight.
    guard method.name != "weighted-majority" else {
      #expect(zip(one.posterior, two.posterior).allSatisfy { abs($0 - $1) < 0.05 })
      return
    }
    expectSame(Array(two.posterior[..<one.posterior.count]), one.posterior, method)
    expectSame(Array(two.posterior[one.posterior.count...]), one.posterior, method)
    if let first = one.logLikelihood, let second = two.logLikelihood {
      #expect(abs(second - 2 * first) < 1e-6 * abs(first))
    }
  }

  @Test(arguments: methods.indices) func edgesGiveFiniteAnswers(_ index: Int) throws {
    let method = Self.methods[index]
    let tables: [(String, LabelTable)] = [
      (
        "one worker", try LabelTable((0..<5).map { CrowdLabel(task: $0, worker: 0, label: $0 % 2) })
      ),
      ("one label", try LabelTable([CrowdLabel(task: 0, worker: 0, label: 1)])),
      (
        "one class",
        try LabelTable((0..<4).map { CrowdLabel(task: $0 / 2, worker: $0 % 2, label: 0) })
      ),
      (
        "all the same",
        try LabelTable(
          (0..<4).map { CrowdLabel(task: $0 / 2, worker: $0 % 2, label: 1) }, classCount: 3)
      ),
      (
        "silent workers and bare tasks",
        try LabelTable(
          [CrowdLabel(task: 1, worker: 2, label: 0), CrowdLabel(task: 3, worker: 2, label: 1)],
          taskCount: 5, workerCount: 4)
      ),
    ]
    for (name, table) in tables {
      let estimate = try method.infer(table, using: stream)
      let numbers =
        estimate.posterior + (estimate.confusion ?? []) + [estimate.logLikelihood ?? 0]
        + estimate.reliability.compactMap { $0?.mean }
        + (estimate.workerParameters + estimate.taskParameters).flatMap(\.values).compactMap(\.self)
      #expect(numbers.allSatisfy { $0.isFinite }, "\(method.name), \(name)")
      #expect(estimate.labels.count == table.taskCount)
      for task in 0..<table.taskCount {
        #expect(
          abs(estimate.posterior(of: task).reduce(0, +) - 1) < 1e-9, "\(method.name), \(name)")
      }
    }
    #expect(
      try method.infer(tables[1].1, using: stream).notes.first
        == "No task has two labels, so that nothing can be learnt about workers.")
    let bare = try method.infer(tables[4].1, using: stream)
    #expect(bare.labels == [nil, 0, nil, 1, nil])
    #expect(bare.notes.first == "3 of 5 tasks have no label.")
    #expect(bare.reliability.map { $0 == nil } == [true, true, false, true])
    let empty = try LabelTable([CrowdLabel](), taskCount: 3, workerCount: 2)
    #expect(throws: AggregationError.noLabels(method: method.name)) {
      try method.infer(empty, using: stream)
    }
  }

  @Test(arguments: methods.indices) func theSameStreamGivesTheSameEstimate(_ index: Int) throws {
    let table = try RandomCrowd(seed: 19, perTask: 4, classes: 2).table
    let method = Self.methods[index]
    let first = try method.infer(table, using: stream)
    #expect(try method.infer(table, using: stream) == first)
  }
}
