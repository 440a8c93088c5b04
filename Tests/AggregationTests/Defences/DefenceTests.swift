import Foundation
import Randomness
import Statistics
import Testing

@testable import Aggregation

@Suite struct DefenceTests {
  static let defences: [any Defence] = [
    MajorityAgreement(), ReliabilityCheck(), CollusionTest(),
    ReliabilityCheck(method: DawidSkene()), ReliabilityCheck(method: Mace()),
  ]
  private let stream = RandomStream(seed: 50)

  /// Pass with at least c of g gold tasks: honest .836, a coin, one who inverts.
  @Test(arguments: [
    (4, 5, 0.8089, 0.1875, 0.0031), (7, 10, 0.9337, 0.1719, 0.0002),
    (14, 20, 0.9657, 0.0577, 1.5e-7),
  ])
  func goldPassesByTheBinomial(
    _ required: Int, _ count: Int, _ honest: Double, _ coin: Double, _ inverter: Double
  ) {
    func pass(_ accuracy: Double) -> Double {
      GoldQuestion.passProbability(accuracy: accuracy, required: required, of: count)
    }
    #expect(abs(pass(0.836) - honest) < 5e-5)
    #expect(abs(pass(0.5) - coin) < 5e-5)
    #expect(abs(pass(0.164) - inverter) < (count == 20 ? 1e-8 : 5e-5))
    #expect(GoldQuestion.passProbability(accuracy: 1, required: count, of: count) == 1)
    #expect(GoldQuestion.passProbability(accuracy: 0, required: 1, of: count) == 0)
  }

  @Test func goldIsCountedByWorker() throws {
    let table = try LabelTable([
      CrowdLabel(task: 0, worker: 0, label: 0), CrowdLabel(task: 1, worker: 0, label: 1),
      CrowdLabel(task: 0, worker: 1, label: 1), CrowdLabel(task: 1, worker: 1, label: 1),
      CrowdLabel(task: 2, worker: 2, label: 1),
    ])
    let check = GoldQuestion(gold: [0, 1, nil])
    let suspicions = try check.suspicions(of: table, using: stream)
    #expect(suspicions.map { $0?.score } == [0, 0.5, nil])
    #expect(suspicions[1]?.reason == "got 1 of 2 gold tasks right")
    // The other's accuracy is 1, so a mistake is impossible for an honest worker.
    #expect(suspicions.map { $0?.pValue } == [1, 0, nil])
    #expect(try check.passes(table, share: 0.7) == [true, false, nil])
    #expect(throws: AggregationError.entryCount(list: "gold", count: 1, expected: 3)) {
      try GoldQuestion(gold: [1]).suspicions(of: table, using: stream)
    }
    #expect(throws: AggregationError.nothingToCompare(what: "gold")) {
      try GoldQuestion(gold: [nil, nil, nil]).suspicions(of: table, using: stream)
    }
  }

  /// Ten per cent gold, 7 of 10 to pass: among 400 workers of accuracy .836 the share that passes is
  /// .934 within 5 · √(.934 · .066 / 400) = .062.
  @Test func honestWorkersPassAsOftenAsTheBinomialSays() throws {
    let crowd = try RandomCrowd(
      seed: 51, tasks: 10, workers: 400, perTask: 400, classes: 2, accuracy: 0.836)
    let passes = try GoldQuestion(gold: crowd.truth).passes(crowd.table, share: 0.7)
    #expect(abs(Double(passes.count { $0 == true }) / 400 - 0.9337) < 0.062)
  }

  @Test func majoritiesLeaveTheirJudgeOut() throws {
    // Task 0: a, a, b. Without one of the two a, the others are tied and do not count.
    let table = try LabelTable(
      [0, 0, 1].enumerated().map { CrowdLabel(task: 0, worker: $0, label: $1) })
    let (agreeing, counts) = MajorityAgreement.agreement(table)
    #expect(agreeing == [0, 0, 0])
    #expect(counts == [0, 0, 1])
    let four = try LabelTable(
      [0, 0, 0, 1].enumerated().map { CrowdLabel(task: 0, worker: $0, label: $1) })
    #expect(MajorityAgreement.agreement(four).agreeing == [1, 1, 1, 0])
    let suspicions = try MajorityAgreement().suspicions(of: four, using: stream)
    #expect(suspicions[3]?.reason == "agreed with the majority of the others on 0 of 1")
    #expect(suspicions[3]?.score == 1 - 1.0 / 3)
  }

  /// Of twenty workers six invert; each has 75 labels. Every defence but that against collusion tells
  /// them apart without a mistake: accuracies of .75 and .25 are 5 · 2 · √(.1875 / 75) = .5 apart.
  @Test(arguments: [0, 1, 3, 4]) func invertersAreFound(_ index: Int) throws {
    let crowd = try RandomCrowd(
      seed: 52, tasks: 300, perTask: 10, classes: 2, accuracy: 0.85, inverters: 5)
    let suspicions = try Self.defences[index].suspicions(of: crowd.table, using: stream)
    let curve = try #require(
      RocCurve(scores: suspicions.map { $0?.score }, isPositive: (0..<20).map { $0 < 5 }))
    #expect(curve.area == 1, "\(Self.defences[index].name)")
  }

  /// In an honest crowd few p values are small: of 40 workers those below .05 number 2 on average, and
  /// more than 12 with probability below 1e-6.
  @Test func honestWorkersAreLeftInPeace() throws {
    let crowd = try RandomCrowd(seed: 53, tasks: 800, workers: 40, perTask: 5)
    let suspicions = try MajorityAgreement().suspicions(of: crowd.table, using: stream)
    #expect(suspicions.count { ($0?.pValue ?? 1) < 0.05 } <= 12)
    let pairs = try CollusionTest().pairs(of: crowd.table, using: stream)
    #expect(pairs.count > 100)
    #expect(pairs.allSatisfy { $0.falseDiscoveryRate > 0.01 })
  }

  /// Four of 24 copy what one of them thinks, and then a tenth of their answers is their own.
  @Test func thoseWhoCopyAreFound() throws {
    let honest = try RandomCrowd(
      seed: 54, tasks: 300, workers: 24, perTask: 24, classes: 3, accuracy: 0.7)
    var labels = honest.table.crowdLabels
    var chance = RandomStream(seed: 55)
    var leader: [Int] = Array(repeating: 0, count: 300)
    for label in labels where label.worker == 0 { leader[label.task] = label.label }
    for place in labels.indices where (1..<4).contains(labels[place].worker) {
      if !chance.bernoulli(0.1) { labels[place].label = leader[labels[place].task] }
    }
    let table = try LabelTable(labels)
    let pairs = try CollusionTest().pairs(of: table, using: stream)
    #expect(pairs.count == 24 * 23 / 2)
    #expect(pairs[..<6].allSatisfy { $0.second < 4 && $0.falseDiscoveryRate < 1e-6 })
    #expect(pairs[6...].allSatisfy { $0.falseDiscoveryRate > 0.01 })
    let suspicions = try CollusionTest().suspicions(of: table, using: stream)
    #expect(
      RocCurve(scores: suspicions.map { $0?.score }, isPositive: (0..<24).map { $0 < 4 })?.area == 1
    )
    #expect(suspicions[0]?.reason.hasPrefix("answered like worker ") ?? false)
  }

  @Test func trimmingTakesTheMostSuspicious() throws {
    let crowd = try RandomCrowd(
      seed: 56, tasks: 400, perTask: 10, classes: 2, accuracy: 0.85, inverters: 5)
    let suspicions = try MajorityAgreement().suspicions(of: crowd.table, using: stream)
    let (trimmed, excluded) = try crowd.table.trimming(0.25, by: suspicions)
    #expect(excluded.sorted() == [0, 1, 2, 3, 4])
    let before = try MajorityLabels().infer(crowd.table, using: stream)
    let after = try MajorityLabels().infer(trimmed, using: stream)
    #expect(try after.accuracy(against: crowd.truth) > before.accuracy(against: crowd.truth) + 0.05)
    #expect(try crowd.table.trimming(0, by: suspicions).table == crowd.table)
  }

  @Test(arguments: defences.indices) func edgesAreFinite(_ index: Int) throws {
    let defence = Self.defences[index]
    let single = try LabelTable([CrowdLabel(task: 0, worker: 1, label: 0)], workerCount: 3)
    for suspicion in try defence.suspicions(of: single, using: stream) {
      #expect(suspicion?.score.isFinite ?? true)
    }
    let empty = try LabelTable([CrowdLabel](), workerCount: 2)
    #expect(throws: AggregationError.self) { try defence.suspicions(of: empty, using: stream) }
  }

  @Test(arguments: defences.indices) func namesDoNotMatter(_ index: Int) throws {
    let crowd = try RandomCrowd(seed: 57, perTask: 8, inverters: 3)
    var chance = RandomStream(seed: 58)
    let workers = chance.permutation(20)
    let renamed = try LabelTable(
      crowd.table.crowdLabels.map {
        CrowdLabel(task: 299 - $0.task, worker: workers[$0.worker], label: $0.label)
      })
    let before = try Self.defences[index].suspicions(of: crowd.table, using: stream)
    let after = try Self.defences[index].suspicions(of: renamed, using: stream)
    for worker in workers.indices {
      let (one, other) = (before[worker]?.score ?? .nan, after[workers[worker]]?.score ?? .nan)
      #expect(abs(one - other) < 1e-3 * max(1, abs(one)), "\(Self.defences[index].name)")
    }
  }

  @Test func ratersWhoStrayAreFound() throws {
    var chance = RandomStream(seed: 59)
    let ratings = (0..<100).flatMap { unit in
      let quality = chance.normal()
      return (0..<20).map { rater in
        let noise = chance.normal(standardDeviation: rater < 3 ? 3 : 0.5)
        return Rating(unit: unit, rater: rater, value: quality + Double(rater) + noise)
      }
    }
    let suspicions = try RatingOutliers().suspicions(of: RatingTable(ratings))
    #expect(
      RocCurve(scores: suspicions.map { $0?.score }, isPositive: (0..<20).map { $0 < 3 })?.area == 1
    )
    #expect(suspicions[..<3].allSatisfy { ($0?.falseDiscoveryRate ?? 1) < 1e-6 })
    #expect(suspicions[19]?.reason.hasPrefix("strays by 0.") ?? false)
  }

  @Test func weightsAreLogOdds() throws {
    var estimate = try MajorityLabels().infer(
      RandomCrowd(seed: 60, classes: 4).table, using: stream)
    estimate.reliability = [Estimate(mean: 0.25, interval: nil, count: 2), nil]
    // (0.25 · 2 + 1) / 4 = 3/8; odds 3/5, three other classes.
    #expect(abs((estimate.voteWeights[0] ?? .nan) - log(9.0 / 5)) < 1e-12)
    #expect(estimate.voteWeights[1] == nil)
  }
}
