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
    of file: LabelFile, with chosen: TruthMethod, seed: UInt64, progress: (String) -> Void
  ) throws {
    var findings: [(name: String, finding: LabelVerdict.Finding)] = []
    var omitted: [String] = []
    for method in TruthMethod.all where method.isClasses == chosen.isClasses {
      progress("running \(method.name)")
      do {
        let finding = try LabelVerdict.finding(
          method, of: file, using: RandomStream(seed: seed))
        findings.append((method.name, finding))
      } catch let problem as MethodProblem {
        omitted.append("\(method.name): \(problem.what)")
      }
    }
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
    values = found.map { first in
      found.map { second in
        let differing = zip(first.estimate.labels, second.estimate.labels).count { $0 != $1 }
        return Double(differing) / Double(max(1, file.taskNames.count))
      }
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
    values = scores.map { first in scores.map { rankCorrelation(first, $0) } }
    (disputes, disputedCount) = Self.rankDisputes(scores, names: file.taskNames)
    self.omitted = omitted
  }

  /// The items whose place differs most between methods.
  static func rankDisputes(
    _ scores: [[Double?]], names: [String]
  ) -> (disputes: [Dispute], count: Int) {
    let places = scores.map(places(of:))
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

  /// The place of each item, 1 for the best; equals share the first of their places.
  private static func places(of scores: [Double?]) -> [Int?] {
    let known = scores.indices.filter { scores[$0] != nil }
    let order = known.sorted { (scores[$0] ?? 0) > (scores[$1] ?? 0) }
    var places = [Int?](repeating: nil, count: scores.count)
    for (position, item) in order.enumerated() {
      let before = position > 0 ? order[position - 1] : item
      let isTied = position > 0 && scores[before] == scores[item]
      places[item] = isTied ? places[before] : position + 1
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
