import Aggregation
import Foundation
import Randomness

/// Fitting Bradley-Terry to comparisons of random pairs of items with normal strengths.
///
/// What is timed begins with the two columns of items and the column of outcomes in memory, and ends at
/// the maximum of the likelihood: summing up by pair is part of it.
enum BradleyTerryWorkload {
  static func small() -> Workload { workload("bradley_terry_100", items: 100, count: 100_000) }

  static func large() -> Workload { workload("bradley_terry_2000", items: 2_000, count: 1_000_000) }

  private static func workload(_ name: String, items: Int, count: Int) -> Workload {
    .on(
      { comparisons(items: items, count: count) }, name: name, unit: "comparisons", count: count,
      repeats: 9
    ) { drawn in
      do {
        let fit = try BradleyTerry().fit(drawn)
        precondition(fit.logLikelihood < 0)
      } catch {
        preconditionFailure("\(name): \(error)")
      }
    }
  }

  private static func comparisons(items: Int, count: Int) -> Comparisons {
    var luck = RandomStream(seed: 1)
    let strengths = (0..<items).map { _ in luck.normal() }
    var comparisons = Comparisons(itemCount: items)
    for _ in 0..<count {
      let left = luck.uniform(below: items)
      let right = (left + 1 + luck.uniform(below: items - 1)) % items
      let wins = luck.bernoulli(1 / (1 + exp(strengths[right] - strengths[left])))
      comparisons.append(left: left, right: right, outcome: wins ? .left : .right)
    }
    return comparisons
  }
}
