import Randomness
import Testing

@testable import Aggregation

@Suite struct ClassPosteriorTests {
  /// Twelve tasks of one to five labels each in forty classes, and one without.
  private static func table() throws -> LabelTable {
    var luck = RandomStream(seed: 4)
    let labels = (0..<12).flatMap { task in
      (0...task % 5).map { CrowdLabel(task: task, worker: $0, label: luck.uniform(below: 3) * 13) }
    }
    return try LabelTable(labels, taskCount: 13, classCount: 40)
  }

  @Test func namedClassesSayTheSameAsAllOfThem() throws {
    let table = try Self.table()
    let all = ClassPosterior(table.voteShares, taskCount: 13, classCount: 40)
    let named = table.votePosterior()
    #expect(all.isDense && !named.isDense)
    #expect(named.all == all.all)
    for task in 0..<13 {
      #expect(named.row(of: task) == ArraySlice(all.row(of: task)))
      #expect(named.mostProbable(of: task) == all.mostProbable(of: task))
      for label in 0..<40 { #expect(named[task, label] == all[task, label]) }
    }
    #expect(named.mostProbable(of: 12) == Array(0..<40))
  }

  @Test func classesThatNobodyNamedMayBeTheMostProbable() {
    // One class of four with a tenth: the three others have three tenths each.
    let posterior = ClassPosterior(
      starts: [0, 1], classes: [2], shares: [0.1], rests: [0.3], classCount: 4)
    #expect(posterior.mostProbable(of: 0) == [0, 1, 3])
    #expect(Array(posterior.row(of: 0)) == [0.3, 0.3, 0.1, 0.3])
    let tied = ClassPosterior(
      starts: [0, 1], classes: [1], shares: [0.25], rests: [0.25], classCount: 4)
    #expect(tied.mostProbable(of: 0) == [0, 1, 2, 3])
  }

  /// 700 million probabilities, of which 60,000 are kept.
  @Test func aMajorityInManyClassesTakesLittle() throws {
    var (tasks, workers, labels): ([Int32], [Int32], [Int32]) = ([], [], [])
    for task in Int32(0)..<20_000 {
      for reading in Int32(0)..<3 {
        tasks.append(task)
        workers.append((3 * task + reading) % 100)
        labels.append(reading == 2 ? 1 : task + 2)
      }
    }
    let table = try LabelTable(
      tasks: tasks, workers: workers, labels: labels, classCount: 35_000)
    let estimate = try MajorityLabels().infer(table, using: RandomStream(seed: 1))
    #expect(estimate.labels == (0..<20_000).map { $0 + 2 })
    #expect(abs(estimate.probabilities[777, 779] - 2.0 / 3) < 1e-12)
    #expect(abs(estimate.probabilities[777, 1] - 1.0 / 3) < 1e-12)
    #expect(estimate.probabilities[777, 780] == 0)
    #expect(abs(estimate.posterior(of: 19_999).reduce(0, +) - 1) < 1e-12)
    let suspicions = try MajorityAgreement().suspicions(of: table, using: RandomStream(seed: 1))
    #expect(suspicions.count == 100)
  }

  /// Worker 0 says a, a and b, worker 1 says b: together they say a by 1/3 and b by 2/3.
  @Test func labelsOfOneWorkerShareAVote() throws {
    let given = [(0, 0), (0, 0), (0, 1), (1, 1)]
    let table = try LabelTable(
      given.map { CrowdLabel(task: 0, worker: $0.0, label: $0.1) }, classCount: 2)
    let shared = try MajorityLabels(sharesVotes: true).infer(table, using: RandomStream(seed: 1))
    #expect(abs(shared.probabilities[0, 0] - 1.0 / 3) < 1e-12)
    #expect(abs(shared.probabilities[0, 1] - 2.0 / 3) < 1e-12)
    #expect(shared.labels == [1])
    let counted = try MajorityLabels().infer(table, using: RandomStream(seed: 1))
    #expect(counted.probabilities.all == [0.5, 0.5])
  }
}
