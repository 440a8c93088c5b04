import Foundation
import Randomness
import SandboxTestSupport
import Testing

@testable import Aggregation

@Suite struct MaceAndGladTests {
  private let stream = RandomStream(seed: 4)

  @Test func closedForms() {
    #expect(abs(Mace.probabilityCorrect(competence: 0.7, classCount: 2) - 0.85) < 1e-12)
    #expect(abs(Glad.probabilityCorrect(ability: 1, easiness: 1) - 0.731059) < 1e-6)
  }

  @Test(.enabled(if: SharedData.has("c06_dog")), arguments: SharedCrowd.withGold)
  func maceIsAsAccurateAsCrowdKits(_ folder: String) throws {
    let crowd = try SharedCrowd(folder)
    let estimate = try Mace().infer(crowd.table, using: stream)
    let reference = try SharedData.number(folder, "reference.json", "mace_vb_crowdkit", "accuracy")
    let ours = try estimate.accuracy(against: crowd.truth)
    #expect(abs(ours - reference) < 0.01, "\(ours), not \(reference)")
  }

  /// The authors' own program reaches .9416 on the temporal labels.
  @Test(.enabled(if: SharedData.has("c03_snow_temporal"))) func maceIsAsAccurateAsItsAuthors()
    throws
  {
    let crowd = try SharedCrowd("c03_snow_temporal")
    let estimate = try Mace().infer(crowd.table, using: stream)
    let reference = try SharedData.number(
      "c03_snow_temporal", "reference_mace_original.json", "accuracy", "vb")
    let ours = try estimate.accuracy(against: crowd.truth)
    #expect(abs(ours - reference) < 0.01, "\(ours), not \(reference)")
  }

  @Test(.enabled(if: SharedData.has("c06_dog")), arguments: SharedCrowd.withGold)
  func gladIsAsAccurateAsCrowdKits(_ folder: String) throws {
    let crowd = try SharedCrowd(folder)
    let estimate = try Glad().infer(crowd.table, using: stream)
    let reference = try SharedData.number(folder, "reference.json", "glad_crowdkit", "accuracy")
    let ours = try estimate.accuracy(against: crowd.truth)
    #expect(abs(ours - reference) < 0.01, "\(ours), not \(reference)")
    #expect(estimate.hasConverged)
  }

  /// crowd-kit 1.4.2 sorts its counts of habits by name but not its parameters, so that it gives workers
  /// each other's habits unless names sort in the order in which they appear. These competences are its
  /// own, of one start of 1,000 rounds, with names that do. They are exp(ψ(x) − ψ(n + 1)) with
  /// x = known + ½, and exp ψ(x) is x − ½ + 1 / 24x but for a thousandth from x = 1.5 on.
  @Test(
    .enabled(if: SharedData.has("c14_sentiment_1k")),
    arguments: [
      ("c14_sentiment_1k", [0.654170336, 0.00125841118, 0.0184787918]),
      ("c03_snow_temporal", [0.942212864, 0.928408072, 0.942212864]),
    ])
  func maceCompetencesAreCrowdKits(_ folder: String, _ reference: [Double]) throws {
    let crowd = try SharedCrowd(folder)
    let estimate = try Mace().infer(crowd.table, using: stream)
    let competences = try #require(estimate.workerParameters.first).values
    for (worker, reference) in reference.enumerated() {
      let n = Double(crowd.table.labelCountOfWorkers[worker])
      let x = try #require(competences[worker]) * (n + 1)
      let ours = (x - 0.5 + 1 / (24 * x)) / (n + 0.5 + 1 / (24 * (n + 1)))
      #expect(abs(ours - reference) < 0.01 * reference, "\(ours), not \(reference)")
    }
  }

  /// Nothing is left to chance, and nothing hangs on names or on the order of rows: with the random
  /// starts of before, 65 of 8,315 labels of such files moved.
  @Test(.enabled(if: SharedData.has("c06_dog")), arguments: SharedCrowd.all)
  func maceIsTheSameInAnyOrder(_ folder: String) throws {
    let table = try SharedCrowd(folder).table
    var chance = RandomStream(seed: 51)
    let workers = chance.permutation(table.workerCount)
    var rows = table.crowdLabels.map {
      CrowdLabel(task: $0.task, worker: workers[$0.worker], label: $0.label)
    }
    chance.shuffle(&rows)
    for method in [Mace(), Mace(learnsShares: true)] {
      let before = try method.infer(table, using: stream)
      let after = try method.infer(LabelTable(rows), using: RandomStream(seed: 52))
      #expect(before.hasConverged && after.hasConverged)
      let moved = zip(before.posterior, after.posterior).map { abs($0 - $1) }.max() ?? 1
      #expect(moved < 1e-9, "\(moved)")
      #expect(
        before.labels.indices.allSatisfy {
          before.mostProbable(of: $0) == after.mostProbable(of: $0)
        })
    }
  }

  /// Of 1,000 tasks nine in ten are of the first class: half of that is learnt.
  @Test func maceLearnsSharesByHalf() throws {
    var chance = RandomStream(seed: 53)
    var truth: [Int?] = []
    let labels = (0..<1_000).flatMap { task in
      let label = chance.bernoulli(0.9) ? 0 : 1
      truth.append(label)
      return (0..<3).map { place in
        CrowdLabel(
          task: task, worker: (task + 7 * place) % 40,
          label: chance.bernoulli(0.7) ? label : 1 - label)
      }
    }
    let table = try LabelTable(labels)
    let (state, _) = try Mace(learnsShares: true).fit(table)
    let mean = (0..<1_000).reduce(0) { $0 + state.posterior[2 * $1] } / 1_000
    #expect(abs(state.shares[0] - (mean + 0.5) / 2) < 1e-3)
    #expect(abs(state.shares.reduce(0, +) - 1) < 1e-12)
    let learnt = try Mace(learnsShares: true).infer(table, using: stream)
    let fixed = try Mace().infer(table, using: stream)
    #expect(try learnt.accuracy(against: truth) > fixed.accuracy(against: truth) + 0.02)
  }

  /// Not one number for each class is kept for a task on the way, and classes may be many.
  @Test func maceKeepsPairsOfWorkersAndClassesAlone() throws {
    let labels = (0..<300).flatMap { task in
      (0..<3).map { CrowdLabel(task: task, worker: (task + $0) % 20, label: 30 * task + $0 / 2) }
    }
    let state = try Mace().fit(LabelTable(labels, classCount: 9_000)).state
    #expect(state.logLikelihood.isFinite && state.shift < 1e-8)
  }

  /// Values of A&S 6.3.2 and 6.3.3: ψ(1) = −γ, ψ(½) = −γ − 2 log 2, and ψ(n) = −γ + Σ 1/k below.
  @Test func exponentialDigammas() {
    let gamma = 0.577215664901532860606
    #expect(abs(exponentialDigamma(1) - exp(-gamma)) < 1e-10)
    #expect(abs(exponentialDigamma(0.5) - exp(-gamma - 2 * log(2.0))) < 1e-10)
    for n in [2, 9, 10, 11, 40, 1_000] {
      let exact = exp(-gamma + (1..<n).reduce(0) { $0 + 1 / Double($1) })
      #expect(abs(exponentialDigamma(Double(n)) - exact) < 1e-10 * exact, "\(n)")
    }
  }

  /// crowd-kit stops a little before the maximum; abilities are nearly the same.
  @Test(.enabled(if: SharedData.has("c06_dog")), arguments: SharedCrowd.withGold)
  func gladAbilitiesAreNearlyCrowdKits(_ folder: String) throws {
    let crowd = try SharedCrowd(folder)
    let estimate = try Glad().infer(crowd.table, using: stream)
    let ours = try #require(estimate.workerParameters.first).values
    var largest = 0.0
    for cells in try SharedData.rows(folder, "ref_glad_alphas.csv").dropFirst() {
      let worker = try #require(crowd.workers.firstIndex(of: cells[0]))
      largest = max(largest, abs(try #require(ours[worker]) - (Double(cells[1]) ?? .nan)))
    }
    #expect(largest < 0.1, "\(largest)")
  }

  /// Its maximum is a stationary point: a plain step moves no parameter by more than a thousandth.
  @Test func gladStopsAtAMaximum() throws {
    let table = try RandomCrowd(seed: 9).table
    let estimate = try Glad(tolerance: 1e-12).infer(table, using: stream)
    let abilities = try #require(estimate.workerParameters.first).values.map { $0 ?? 1 }
    let easiness = try #require(estimate.taskParameters.first).values.map { log($0 ?? 1) }
    let model = GladModel(table)
    var scratch = GladModel.Scratch(table)
    var next = abilities + easiness
    _ = model.expect(abilities + easiness, &scratch)
    model.improve(abilities + easiness, &next, &scratch)
    #expect(zip(next, abilities + easiness).allSatisfy { abs($0 - $1) < 1e-3 })
  }

  /// Ratios of 500 labels multiply to more than the largest number: the sum of logarithms takes over.
  @Test func maceTakesManyLabelsOfATask() throws {
    var chance = RandomStream(seed: 12)
    let labels = (0..<12).flatMap { task in
      (0..<500).map { worker in
        CrowdLabel(
          task: task, worker: worker,
          label: chance.bernoulli(0.9) ? task % 3 : chance.uniform(below: 3))
      }
    }
    let estimate = try Mace().infer(LabelTable(labels), using: stream)
    #expect(estimate.labels == (0..<12).map { $0 % 3 })
    #expect(try #require(estimate.logLikelihood).isFinite)
  }

  /// Two workers who always say the same class know nothing; five honest ones do.
  @Test func maceFindsThoseWhoAnswerByHabit() throws {
    var chance = RandomStream(seed: 10)
    let labels = (0..<200).flatMap { task in
      let truth = chance.uniform(below: 3)
      return (0..<7).map { worker in
        let answer = worker < 2 ? 0 : chance.bernoulli(0.9) ? truth : chance.uniform(below: 3)
        return CrowdLabel(task: task, worker: worker, label: answer)
      }
    }
    let estimate = try Mace().infer(LabelTable(labels), using: stream)
    let competences = try #require(estimate.workerParameters.first).values.map { $0 ?? 0 }
    #expect(competences[..<2].allSatisfy { $0 < 0.1 })
    // .9 + .1/3 of the labels are right, of which .9 are known: within 5 · √(.09 / 200) = .11.
    #expect(competences[2...].allSatisfy { abs($0 - 0.9) < 0.11 }, "\(competences)")
  }

  /// Tasks that three in ten answer rightly are less easy than those that nine in ten do.
  @Test func gladFindsHardTasks() throws {
    var chance = RandomStream(seed: 11)
    let labels = (0..<200).flatMap { task in
      (0..<10).map { worker in
        CrowdLabel(
          task: task, worker: worker, label: chance.bernoulli(task < 100 ? 0.95 : 0.65) ? 1 : 0)
      }
    }
    let estimate = try Glad().infer(LabelTable(labels), using: stream)
    let easiness = try #require(estimate.taskParameters.first).values.map { $0 ?? 0 }
    let easy = easiness[..<100].reduce(0, +) / 100
    let hard = easiness[100...].reduce(0, +) / 100
    #expect(easy > 2 * hard)
  }
}
