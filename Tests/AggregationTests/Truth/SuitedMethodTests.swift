import Foundation
import Randomness
import SandboxTestSupport
import Testing

@testable import Aggregation

/// Whether the method that is taken unasked loses to a majority, or to the best there is.
///
/// `TRUTH_GRID=1 swift test --filter SuitedMethodTests` prints the table of all families.
@Suite struct SuitedMethodTests {
  private let stream = RandomStream(seed: 31)

  private func suited(_ table: LabelTable) throws -> any TruthInference {
    let choice = TruthMethod.suited(
      labels: table.labelCount, tasks: table.taskCount, workers: table.workerCount,
      classes: table.classCount)
    guard case .classes(let method) = try TruthMethod.named(choice.name) else {
      throw AggregationError.unknownMethod(choice.name, known: [])
    }
    return method
  }

  /// The accuracy of every method, in the mean over draws; methods whose tables would take more
  /// than 40 MB are left out.
  private func accuracies(
    _ family: CrowdFamily, seeds: Range<UInt64>, withSlow: Bool = true
  ) throws -> (suited: Double, name: String, all: [String: Double]) {
    var all: [String: Double] = [:]
    var own = 0.0
    var name = ""
    for seed in seeds {
      let (table, truth) = try family.drawn(seed: seed)
      let chosen = try suited(table)
      name = chosen.name
      let share = 1 / Double(seeds.count)
      own += try share * chosen.infer(table, using: stream).accuracy(against: truth)
      let lanes = [2, 4, 8, 16, 32, 64].first { $0 >= family.classes } ?? 64
      let hasRoom = family.workers * family.classes * lanes < 1_000_000
      for case .classes(let method) in TruthMethod.all
      where hasRoom || !(method is DawidSkene) {
        if !withSlow, method.name == "glad" { continue }
        all[method.name, default: 0] +=
          try share * method.infer(table, using: stream).accuracy(against: truth)
      }
    }
    return (own, name, all)
  }

  /// Three labels a task, ten a worker: tables of 25 confusions cannot be learnt from ten labels.
  @Test func confusionsOfSparseWorkersLoseToAMajority() throws {
    let family = CrowdFamily(
      workers: 3_000, tasks: 10_000, perTask: 3, accuracy: (a: 8, b: 2))
    let (own, name, all) = try accuracies(family, seeds: 0..<1, withSlow: false)
    let majority = try #require(all["majority"])
    #expect(try #require(all["dawid-skene"]) < majority - 0.04)
    #expect(name == "mace-shares" && own > majority)
  }

  /// The corners of the grid, three draws each of a thousand tasks. The margin over half a point is
  /// what chance moves the difference of two methods that disagree on one task in twenty:
  /// five standard errors of √(.05 / 3,000).
  @Test(arguments: [
    CrowdFamily(workers: 10, perTask: 3, classes: 2),
    CrowdFamily(workers: 10, perTask: 10, classes: 20, spammers: 0.2, errors: .ownTables),
    CrowdFamily(workers: 100, perTask: 5, classes: 2, spammers: 0.4, isSkewed: true),
    CrowdFamily(workers: 30, perTask: 5, classes: 2, spammers: 0.2, isSkewed: true),
    CrowdFamily(workers: 100, perTask: 5, classes: 5, spammers: 0.2, errors: .neighbours),
    CrowdFamily(workers: 1_000, perTask: 3, classes: 50, spammers: 0.4),
    CrowdFamily(workers: 1_000, perTask: 2, classes: 5, isSkewed: true),
    CrowdFamily(workers: 1_000, perTask: 10, classes: 2, spammers: 0.2),
    CrowdFamily(workers: 100, perTask: 1, classes: 5, spammers: 0.2),
  ])
  func theSuitedMethodHoldsItsGround(_ family: CrowdFamily) throws {
    let (own, name, all) = try accuracies(family, seeds: 0..<3, withSlow: false)
    let majority = try #require(all["majority"])
    let best = try #require(all.values.max())
    let chance = 5 * (0.05 / 3_000).squareRoot()
    #expect(own > majority - 0.005 - chance, "\(name) \(own), majority \(majority), \(family)")
    #expect(own > best - 0.015 - chance, "\(name) \(own), \(all), \(family)")
  }

  /// Workers of all these crowds are independent, however they differ.
  @Test(arguments: [
    CrowdFamily(workers: 10, perTask: 5, classes: 2, spammers: 0.2),
    CrowdFamily(workers: 100, perTask: 10, classes: 5, errors: .ownTables, isSkewed: true),
    CrowdFamily(workers: 100, perTask: 5, classes: 5, spammers: 0.4, errors: .neighbours),
    CrowdFamily(workers: 1_000, tasks: 3_000, perTask: 5, classes: 3, spammers: 0.2),
    CrowdFamily(workers: 3_000, tasks: 10_000, perTask: 3, classes: 5, accuracy: (a: 8, b: 2)),
    CrowdFamily(workers: 1_000, perTask: 5, classes: 20),
  ])
  func independentWorkersRaiseNoAlarm(_ family: CrowdFamily) throws {
    for seed in UInt64(40)..<43 {
      let (table, _) = try family.drawn(seed: seed)
      let estimate = try suited(table).infer(table, using: stream)
      let dependence = ErrorDependence(table, estimate, using: stream)
      #expect(dependence?.isNotable != true, "\(String(describing: dependence)), \(family)")
    }
  }

  @Test func theReasonsAreSentences() {
    func reason(_ labels: Int, _ tasks: Int, _ workers: Int, _ classes: Int) -> String {
      let choice = TruthMethod.suited(
        labels: labels, tasks: tasks, workers: workers, classes: classes)
      return "\(choice.name), because \(choice.reason)"
    }
    #expect(
      reason(150, 100, 5, 3) == "majority, because tasks have fewer than two labels in the mean")
    #expect(reason(300, 100, 5, 65) == "majority, because there are 65 different labels")
    #expect(
      reason(30_000, 10_000, 3_000, 5)
        == "mace-shares, because a worker gave 10 labels in the mean, fewer than the 250 that "
        + "a table of errors of 5 classes needs")
    #expect(
      reason(5_000, 1_000, 50, 2)
        == "smoothed-dawid-skene, because a worker gave 100 labels in the mean, at least the 100 that "
        + "a table of errors of 2 classes needs")
  }

  /// Prints one line for each family: the accuracy of the method that is taken, of a majority and
  /// of the best, in the mean over three draws. Whom errors hit, and whether classes are equally
  /// frequent, goes round from one family to the next.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["TRUTH_GRID"] == "1"))
  func theWholeGrid() throws {
    print("workers,labels a task,classes,spammers,errors,skewed,taken,accuracy,majority,best,which")
    var turn = 0
    for workers in [10, 100, 1_000, 10_000] {
      for perTask in [1, 2, 3, 5, 10] {
        for classes in [2, 5, 20, 50] {
          for spammers in [0, 0.2, 0.4] {
            let family = CrowdFamily(
              workers: workers, tasks: workers > 1_000 ? 3_000 : 1_000, perTask: perTask,
              classes: classes, spammers: spammers, errors: CrowdFamily.Errors.allCases[turn % 3],
              isSkewed: turn / 3 % 2 == 1)
            turn += 1
            let (own, name, all) = try accuracies(family, seeds: 100..<103)
            let best = all.max { ($0.value, $1.key) < ($1.value, $0.key) }
            print(
              workers, perTask, classes, spammers, family.errors.rawValue, family.isSkewed, name,
              own, all["majority"] ?? 0, best?.value ?? 0, best?.key ?? "", separator: ",")
          }
        }
      }
    }
  }
}
