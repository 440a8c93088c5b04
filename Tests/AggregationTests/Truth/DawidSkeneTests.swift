import Randomness
import SandboxTestSupport
import Testing

@testable import Aggregation

@Suite struct DawidSkeneTests {
  private let stream = RandomStream(seed: 1)

  /// The maximum above the start from vote shares. Others are higher (−191.57, −189.41): the start is
  /// part of the method.
  @Test(arguments: [("122", -192.890881), ("112", -190.730997)])
  func anaesthesia(_ patient7: String, _ logLikelihood: Double) throws {
    let estimate = try DawidSkene().infer(Anaesthesia.table(patient7: patient7), using: stream)
    #expect(abs(try #require(estimate.logLikelihood) - logLikelihood) < 1e-5)
    #expect(estimate.labels.map { String(($0 ?? -1) + 1) }.joined() == Anaesthesia.diagnoses)
    #expect(estimate.hasConverged)
    let confusion = try #require(estimate.confusion)
    #expect(abs(confusion[0] - (patient7 == "122" ? 0.889 : 0.907)) < 5e-4)
    if patient7 == "122" {
      let first = [
        0.889, 0.111, 0, 0, 0.071, 0.876, 0.053, 0, 0, 0.339, 0.661, 0, 0, 0, 0.556, 0.444,
      ]
      let second = [0.834, 0.166, 0, 0, 0.053, 0.633, 0.314, 0, 0, 0, 1, 0, 0, 0, 0, 1]
      for (ours, published) in zip(confusion, first + second) {
        #expect(abs(ours - published) < 6e-4)
      }
      #expect(abs(estimate.posterior[34 * 4 + 1] - 0.948) < 5e-4)
      #expect(abs(estimate.posterior[37 * 4 + 2] - 0.9788) < 5e-5)
      #expect(abs(estimate.posterior[6 * 4] - 0.981) < 5e-4)
    }
  }

  /// The reference is plain EM from vote shares with a relative tolerance of 1e-12.
  @Test(.enabled(if: SharedData.has("c06_dog")), arguments: SharedCrowd.all)
  func reachesThePlainMaximum(_ folder: String) throws {
    let crowd = try SharedCrowd(folder)
    let estimate = try DawidSkene().infer(crowd.table, using: stream)
    let reference = try SharedData.number(folder, "reference_ds_mle.json", "log_likelihood")
    #expect(abs(try #require(estimate.logLikelihood) - reference) < 1e-4)
    let rows = try SharedData.rows(folder, "ref_ds_mle_posteriors.csv")
    var largest = 0.0
    for cells in rows.dropFirst() {
      let task = try #require(crowd.tasks.firstIndex(of: cells[0]))
      for (column, text) in zip(rows[0], cells).dropFirst() {
        let label = try #require(crowd.classes.firstIndex(of: column))
        let ours = estimate.posterior[task * crowd.classes.count + label]
        largest = max(largest, abs(ours - (Double(text) ?? .nan)))
      }
    }
    #expect(largest < 2e-3)
    if SharedCrowd.withGold.contains(folder) {
      let accuracy = try SharedData.number(folder, "reference_ds_mle.json", "accuracy")
      let ours = try estimate.accuracy(against: crowd.truth)
      #expect(abs(ours - accuracy) < 1e-3, "\(ours), not \(accuracy)")
    }
  }

  @Test(arguments: [DawidSkene.Errors.matrix, .oneCoin])
  func extrapolationReachesTheMaximumOfPlainSteps(_ errors: DawidSkene.Errors) throws {
    let table = try RandomCrowd(seed: 20, tasks: 2_000, workers: 30, classes: 4).table
    var plain = DawidSkene(errors: errors, tolerance: 1e-10, iterationLimit: 100_000)
    plain.isPlain = true
    let slow = try plain.infer(table, using: stream)
    let fast = try DawidSkene(errors: errors).infer(table, using: stream)
    #expect(abs(try #require(fast.logLikelihood) - #require(slow.logLikelihood)) < 1e-4)
    #expect(fast.iterationCount <= slow.iterationCount)
  }

  @Test(.enabled(if: SharedData.has("c06_dog")), arguments: SharedCrowd.withGold)
  func oneCoinIsAsAccurateAsCrowdKits(_ folder: String) throws {
    let crowd = try SharedCrowd(folder)
    let estimate = try DawidSkene(errors: .oneCoin).infer(crowd.table, using: stream)
    let accuracy = try SharedData.number(
      folder, "reference.json", "one_coin_ds_crowdkit", "accuracy")
    let ours = try estimate.accuracy(against: crowd.truth)
    #expect(abs(ours - accuracy) < 0.01, "\(ours), not \(accuracy)")
  }

  /// Accuracies .9, .7, .6, votes 1, 0, 0, even prior: P(1) = .9·.3·.4 / (.9·.3·.4 + .1·.7·.6) = .72.
  @Test func oneCoinPosterior() throws {
    let table = try LabelTable(
      [1, 0, 0].enumerated().map { CrowdLabel(task: 0, worker: $0, label: $1) })
    let model = ConfusionModel<SIMD2<Double>>(table)
    var parameters = [0.5, 0.5]
    for accuracy in [0.9, 0.7, 0.6] {
      parameters += [accuracy, 1 - accuracy, 1 - accuracy, accuracy]
    }
    var counts = parameters
    var posterior = [0.0, 0]
    let logLikelihood = model.expectations(parameters, counts: &counts, posterior: &posterior)
    #expect(abs(posterior[1] - 0.72) < 1e-12)
    #expect(abs(logLikelihood - -2.5902671654458267) < 1e-12)  // log ½(.108 + .042)
  }

  /// Every width of vector computes the same: three classes fit in four lanes and in sixty-four.
  @Test func widthsAgree() throws {
    let table = try RandomCrowd(seed: 5, classes: 3).table
    func logLikelihood<Lanes>(_ model: ConfusionModel<Lanes>) -> Double {
      var parameters = [Double](repeating: 0, count: model.parameterCount)
      var counts = model.counts()
      model.estimateShares(from: counts, into: &parameters)
      model.estimateMatrices(from: counts, into: &parameters)
      var unused: [Double] = []
      return model.expectations(parameters, counts: &counts, posterior: &unused)
    }
    let narrow = logLikelihood(ConfusionModel<SIMD4<Double>>(table))
    for wide in [
      logLikelihood(ConfusionModel<SIMD8<Double>>(table)),
      logLikelihood(ConfusionModel<SIMD16<Double>>(table)),
      logLikelihood(ConfusionModel<SIMD32<Double>>(table)),
      logLikelihood(ConfusionModel<SIMD64<Double>>(table)),
    ] { #expect(abs(wide - narrow) < 1e-9 * abs(narrow)) }
  }

  /// One worker, two classes, by hand: 6 right and 2 wrong of class 0, 1 right and 1 wrong of class
  /// 1.
  ///
  /// a = 8/12, a_j = (7 + 2 · 8/12) / 12, and with two classes errors have but one place to go.
  @Test func smoothedRowsByHand() throws {
    let table = try LabelTable(
      (0..<10).map { CrowdLabel(task: $0, worker: 0, label: $0 < 7 ? 0 : 1) })
    let model = ConfusionModel<SIMD2<Double>>(table)
    // Blocks of label 0 and 1 hold the counts of true class 0 and 1.
    let counts = [8.0, 2, 6, 1, 2, 1]
    var parameters = counts
    model.estimateSmoothed(from: counts, into: &parameters)
    let accuracy = (7 + 2 * 8.0 / 12) / 12
    let expected = [
      (0.8 + 0.5) / 2, (0.2 + 0.5) / 2, (6 + 20 * accuracy) / 28,
      (1 + 20 * (1 - accuracy)) / 22,
      (2 + 20 * (1 - accuracy)) / 28, (1 + 20 * accuracy) / 22,
    ]
    for (ours, hand) in zip(parameters, expected) { #expect(abs(ours - hand) < 1e-12) }
  }

  /// With very many labels the draw weighs nothing: the tables are those of the maximum.
  @Test func smoothedTablesOfManyLabelsAreTheMaximum() throws {
    let crowd = try RandomCrowd(seed: 22, tasks: 20_000, workers: 5, classes: 2, accuracy: 0.85)
    let smoothed = try DawidSkene(errors: .smoothedMatrix).infer(crowd.table, using: stream)
    let plain = try DawidSkene().infer(crowd.table, using: stream)
    let far = zip(smoothed.confusion ?? [], plain.confusion ?? []).map { abs($0 - $1) }.max()
    #expect(try #require(far) < 0.005)
    #expect(smoothed.hasConverged && smoothed.labels == plain.labels)
  }

  /// A thousand labels of one task multiply to less than the least positive number.
  @Test func manyLabelsOfATaskDoNotUnderflow() throws {
    var chance = RandomStream(seed: 3)
    let labels = (0..<20).flatMap { task in
      (0..<1_000).map { worker in
        CrowdLabel(
          task: task, worker: worker,
          label: chance.bernoulli(0.4) ? task % 4 : chance.uniform(below: 4))
      }
    }
    let estimate = try DawidSkene().infer(LabelTable(labels), using: stream)
    #expect(estimate.labels == (0..<20).map { $0 % 4 })
    #expect(try #require(estimate.logLikelihood).isFinite)
  }

  @Test func thoseWorseThanChanceAreNoted() throws {
    let crowd = try RandomCrowd(
      seed: 21, workers: 10, perTask: 10, classes: 2, accuracy: 0.9, inverters: 2)
    let estimate = try DawidSkene().infer(crowd.table, using: stream)
    #expect(
      estimate.notes == [
        "2 workers are worse than chance; their labels were read the other way round."
      ])
  }

  /// Of 20 workers, right with probability .9, a share always answers the opposite. At 30 % the
  /// tables show who they are. At one half both explanations are equally likely, so that no method
  /// can know: the accuracy of 200 tasks is near 0, ½ or 1 by chance, and over 20 draws not both
  /// extremes are reached only with probability below 2 · 2⁻²⁰.
  @Test func invertingTrollsAreRecoveredUpToHalf() throws {
    func accuracies(trolls: Int, of workers: Int, draws: Int) throws -> [Double] {
      try (0..<draws).map { draw in
        let crowd = try RandomCrowd(
          seed: UInt64(100 + draw), tasks: 200, workers: workers, perTask: workers, classes: 2,
          accuracy: 0.9, inverters: trolls)
        return try DawidSkene().infer(crowd.table, using: stream).accuracy(against: crowd.truth)
      }
    }
    let few = try accuracies(trolls: 6, of: 20, draws: 5)
    #expect(few.allSatisfy { $0 > 0.99 })
    let half = try accuracies(trolls: 10, of: 20, draws: 20)
    #expect((half.min() ?? 1) < 0.1 && (half.max() ?? 0) > 0.9, "\(half)")
  }
}
