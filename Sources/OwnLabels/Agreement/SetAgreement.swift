import LabelFiles
import Randomness
import Statistics

/// Krippendorff's alpha of sets of labels.
///
///     α = 1 − (n − 1) Σ_u Σ_{i ≠ j ∈ u} δ_ij / (m_u − 1) / Σ_ck n_c n_k δ_ck
///
/// Krippendorff 2011, section D, with the distance δ of two sets itself in place of δ² (Passonneau 2006).
/// Units with fewer than two readings do not count.
struct SetAgreement {
  /// The distance of each two of the sets, in their order.
  private var distances: [[Double]] = []
  /// Of each unit with two readings or more: how often each set was given, and the sum of distances.
  private var units: [(counts: [Int: Double], disagreement: Double)] = []

  /// More sets than this take too long, as each is compared with each.
  static let setLimit = 1_000

  init(_ file: LabelFile, separator: String, distance: SetDistance) throws(InvalidLabelFile) {
    guard file.labelNames.count <= Self.setLimit else {
      throw .option(
        "--label-separator",
        "there are \(file.labelNames.count) different sets of labels, but at most \(Self.setLimit) are "
          + "allowed, because each is compared with each",
        fix: "leave rare labels out, or leave the option out")
    }
    let sets = file.labelNames.map { Set(LabelSets.labels(in: $0, separator: separator)) }
    distances = sets.map { first in sets.map { distance.between(first, $0) } }
    var counts = [[Int: Double]](repeating: [:], count: file.taskNames.count)
    for (task, label) in zip(file.tasks, file.labels) {
      counts[Int(task)][Int(label), default: 0] += 1
    }
    for counts in counts {
      let size = counts.values.reduce(0, +)
      if size > 1 { units.append((counts, sum(counts) / (size - 1))) }
    }
  }

  /// Σ n_c n_k δ_ck.
  private func sum(_ counts: [Int: Double]) -> Double {
    let given = counts.sorted { $0.key < $1.key }
    var sum = 0.0
    for (place, first) in given.enumerated() {
      for second in given[..<place] {
        sum += 2 * first.value * second.value * distances[first.key][second.key]
      }
    }
    return sum
  }

  private func value(_ drawn: [Int]) -> Double? {
    var marginals: [Int: Double] = [:]
    var observed = 0.0
    for unit in drawn {
      observed += units[unit].disagreement
      for (label, count) in units[unit].counts { marginals[label, default: 0] += count }
    }
    let expected = sum(marginals)
    return expected > 0 ? 1 - (marginals.values.reduce(0, +) - 1) * observed / expected : nil
  }

  /// Alpha with its interval from drawing units anew; `nil` where it is undefined.
  func estimate(using stream: RandomStream) -> Estimate? {
    guard let alpha = value(Array(units.indices)) else { return nil }
    let hasInterval = units.count > 1 && units.count <= 5_000 && distances.count <= 300
    return Estimate(
      mean: alpha,
      interval: hasInterval
        ? bootstrapInterval(
          of: Array(units.indices), by: .percentile, resampleCount: 1_000, using: stream,
          statistic: value) : nil, count: units.count)
  }
}
