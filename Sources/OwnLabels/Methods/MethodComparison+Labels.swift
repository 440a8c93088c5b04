import Aggregation
import LabelFiles
import Randomness
import Reports
import Statistics

extension MethodComparison {
  /// Runs every method of the same kind as one on the same labels.
  ///
  /// - Parameters:
  ///   - chosen: decides whether labels are classes or ratings.
  ///   - progress: told which method runs.
  init(
    of file: LabelFile, with chosen: TruthMethod, seed: UInt64,
    progress: @Sendable (String) -> Void
  ) throws {
    let all = TruthMethod.all.filter { $0.isClasses == chosen.isClasses }
    let outcomes = try concurrentMap(all) { method in
      progress("running \(method.name)")
      return Result {
        do {
          return Outcome(
            method.name,
            found: try LabelResult.finding(method, of: file, using: RandomStream(seed: seed)))
        } catch let problem as MethodProblem {
          return Outcome(method.name, omitted: problem.what)
        }
      }
    }.map { try $0.get() }
    let findings = outcomes.compactMap { outcome in
      outcome.found.map { (name: outcome.name, finding: $0) }
    }
    let omitted = outcomes.compactMap(\.reason)
    if chosen.isClasses {
      self.init(
        classes: findings.compactMap { entry in
          if case .classes(let estimate) = entry.finding { (entry.name, estimate) } else { nil }
        }, of: file, omitted: omitted)
    } else {
      self.init(
        qualities: findings.compactMap { entry in
          if case .quality(let estimate) = entry.finding { (entry.name, estimate) } else { nil }
        }, of: file, omitted: omitted)
    }
    truthCount = file.truths?.count { $0 != nil } ?? 0
  }

  private init(
    classes found: [(name: String, estimate: TruthEstimate)], of file: LabelFile, omitted: [String]
  ) {
    let truth = file.trueClasses
    measure = .difference
    methods = found.map { name, estimate in
      Method(
        name: name, logLikelihood: estimate.logLikelihood,
        accuracy: truth.flatMap { try? estimate.accuracy(against: $0) })
    }
    values = Self.symmetric(found.count) { first, second in
      let labels = (found[first].estimate.labels, found[second].estimate.labels)
      return Double(zip(labels.0, labels.1).count { $0 != $1 })
        / Double(max(1, file.taskNames.count))
    }
    // The more methods stand apart from the most common answer, the greater the dispute.
    let disputed = file.taskNames.indices.compactMap { task -> (task: Int, apart: Int)? in
      var votes: [Int: Int] = [:]
      for entry in found { votes[entry.estimate.labels[task] ?? -1, default: 0] += 1 }
      let apart = found.count - (votes.values.max() ?? 0)
      return apart > 0 ? (task, apart) : nil
    }
    disputedCount = disputed.count
    disputes = disputed.sorted { ($0.apart, $1.task) > ($1.apart, $0.task) }.prefix(10).map {
      entry in
      Dispute(
        name: file.taskNames[entry.task],
        answers: found.map { found in
          found.estimate.labels[entry.task].map { file.labelNames[$0] } ?? "-"
        })
    }
    self.omitted = omitted
  }

  private init(
    qualities found: [(name: String, estimate: QualityEstimate)], of file: LabelFile,
    omitted: [String]
  ) {
    let truth = file.trueValues
    let scores = found.map { $0.estimate.quality }
    measure = .kendallTau
    methods = zip(found, scores).map { found, scores in
      Method(
        name: found.name, logLikelihood: found.estimate.logLikelihood,
        accuracy: truth.flatMap { rankCorrelation(scores, $0) })
    }
    values = Self.symmetric(scores.count) { rankCorrelation(scores[$0], scores[$1]) }
    (disputes, disputedCount) = Self.rankDisputes(
      scores, within: [Array(file.taskNames.indices)], names: file.taskNames)
    self.omitted = omitted
  }

  /// A number for each two methods that does not hang on their order.
  static func symmetric(_ count: Int, _ value: (Int, Int) -> Double?) -> [[Double?]] {
    var values = [[Double?]](repeating: Array(repeating: nil, count: count), count: count)
    for first in 0..<count {
      for second in first..<count {
        values[first][second] = value(first, second)
        values[second][first] = values[first][second]
      }
    }
    return values
  }

  /// The items whose place differs most between methods.
  ///
  /// - Parameter islands: groups of items, each with places of its own.
  static func rankDisputes(
    _ scores: [[Double?]], within islands: [[Int]], names: [String]
  ) -> (disputes: [Dispute], count: Int) {
    let places = scores.map { Self.places(of: $0, within: islands) }
    let spreads = names.indices.compactMap { item -> (item: Int, spread: Int)? in
      let own = places.compactMap { $0[item] }
      guard let low = own.min(), let high = own.max(), high > low else { return nil }
      return (item, high - low)
    }
    let disputes = spreads.sorted { ($0.spread, $1.item) > ($1.spread, $0.item) }.prefix(10).map {
      entry in
      Dispute(
        name: names[entry.item],
        answers: places.map { place in place[entry.item].map { "\($0)." } ?? "-" })
    }
    return (Array(disputes), spreads.count)
  }

  /// The place of each item in its island, 1 for the best; equals share the first of their places.
  private static func places(of scores: [Double?], within islands: [[Int]]) -> [Int?] {
    var places = [Int?](repeating: nil, count: scores.count)
    for island in islands {
      let known = island.compactMap { item in scores[item].map { (item: item, score: $0) } }
      let order = known.sorted { $0.score > $1.score }
      for (position, entry) in order.enumerated() {
        let isTied = position > 0 && order[position - 1].score == entry.score
        places[entry.item] = isTied ? places[order[position - 1].item] : position + 1
      }
    }
    return places
  }
}

/// Kendall's τ-b over what both lists have a number for; `nil` where it is undefined.
func rankCorrelation(_ first: [Double?], _ second: [Double?]) -> Double? {
  let pairs = zip(first, second).compactMap { one, two in
    one.flatMap { one in two.map { (one, $0) } }
  }
  return pairs.count > 1 ? kendallTauB(pairs.map(\.0), pairs.map(\.1)) : nil
}

extension TruthMethod {
  /// Whether it finds classes, and not qualities.
  var isClasses: Bool {
    if case .classes = self { true } else { false }
  }
}
