import Foundation
import SandboxCore

/// `uncertainty`: the least |r̂₁ − r̂₂| between two responses, its mean over all pairs of several; a single
/// response nearest to the median of the candidates'. r̂ is the mean over the models. Lewis & Gale 1994,
/// arXiv:cmp-lg/9407020.
public struct UncertaintySelection: QuestionSelection {
  /// `uncertainty`
  public let name = "uncertainty"
  /// What it takes.
  public let summary = "Those of which the reward model is least sure."
  /// A model.
  public let needs = SelectionNeeds.rewardModel
  /// The selection.
  public init() {}

  /// Those of the smallest gap.
  public func best(_ count: Int, of candidates: [Question], rewards: [[[Double]]]) -> [Int] {
    greatest(count, Self.certainty(rewards).map(-))
  }

  /// The predicted gap of each of some candidates of one channel.
  static func certainty(_ rewards: [[[Double]]]) -> [Double] {
    let means = (rewards.first?.indices ?? 0..<0).map { index in
      (rewards.first?[index].indices ?? 0..<0).map { item in
        rewards.reduce(0) { $0 + $1[index][item] } / Double(rewards.count)
      }
    }
    let singles = means.compactMap { $0.count == 1 ? $0[0] : nil }.sorted()
    let middle =
      singles.isEmpty ? 0 : (singles[singles.count / 2] + singles[(singles.count - 1) / 2]) / 2
    return means.map { items in
      items.count == 1
        ? abs(items[0] - middle) : meanOverPairs(items.count) { abs(items[$0] - items[$1]) }
    }
  }
}

/// `disagreement`: the greatest standard deviation over the models of σ(r₁ − r₂), its mean over all pairs of
/// several; of r for a single response. Christiano et al. 2017, arXiv:1706.03741, section 2.2.4.
public struct DisagreementSelection: QuestionSelection {
  /// `disagreement`
  public let name = "disagreement"
  /// What it takes.
  public let summary = "Those on which the reward models differ most."
  /// Several models.
  public let needs = SelectionNeeds.rewardModels
  /// The selection.
  public init() {}

  /// Those of the greatest spread.
  public func best(_ count: Int, of candidates: [Question], rewards: [[[Double]]]) -> [Int] {
    greatest(count, Self.spread(rewards))
  }

  /// The spread between models on each of some candidates.
  static func spread(_ rewards: [[[Double]]]) -> [Double] {
    (rewards.first?.indices ?? 0..<0).map { index in
      let items = rewards.map { $0[index] }
      guard let count = items.first?.count, count != 1 else {
        return deviation(items.map { $0[0] })
      }
      return meanOverPairs(count) { first, second in
        deviation(items.map { 1 / (1 + exp($0[second] - $0[first])) })
      }
    }
  }

  private static func deviation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
  }
}

/// The places of the greatest values; of equals the earlier.
private func greatest(_ count: Int, _ values: [Double]) -> [Int] {
  Array(values.indices.sorted { (values[$1], $0) < (values[$0], $1) }.prefix(count))
}

private func meanOverPairs(_ count: Int, _ value: (Int, Int) -> Double) -> Double {
  guard count > 1 else { return 0 }
  var sum = 0.0
  for second in 1..<count {
    for first in 0..<second { sum += value(first, second) }
  }
  return sum / Double(count * (count - 1) / 2)
}
