import Foundation
import SandboxCore

extension QuestionSelection {
  /// For each model and candidate the rewards of the responses shown.
  static func rewards(of candidates: [Question], _ predictions: Predictions) -> [[[Double]]] {
    let flat = predictions(candidates.flatMap { $0.items.map(\.response) })
    return flat.map { model in
      var next = 0
      return candidates.map { candidate in
        defer { next += candidate.items.count }
        return Array(model[next..<(next + candidate.items.count)])
      }
    }
  }

  /// Minus the predicted gap of each of some candidates of one channel.
  static func uncertainty(_ rewards: [[[Double]]], _ own: [Int]) -> [Double] {
    let means = own.map { index in
      (rewards.first?[index].indices ?? 0..<0).map { item in
        rewards.reduce(0) { $0 + $1[index][item] } / Double(rewards.count)
      }
    }
    let singles = means.compactMap { $0.count == 1 ? $0[0] : nil }.sorted()
    let middle =
      singles.isEmpty ? 0 : (singles[singles.count / 2] + singles[(singles.count - 1) / 2]) / 2
    return means.map { items in
      items.count == 1
        ? -abs(items[0] - middle) : -meanOverPairs(items.count) { abs(items[$0] - items[$1]) }
    }
  }

  /// The spread between models on each of some candidates.
  static func disagreement(_ rewards: [[[Double]]], _ own: [Int]) -> [Double] {
    own.map { index in
      let items = rewards.map { $0[index] }
      guard let count = items.first?.count, count != 1 else {
        return deviation(items.map { $0[0] })
      }
      return meanOverPairs(count) { first, second in
        deviation(items.map { 1 / (1 + exp($0[second] - $0[first])) })
      }
    }
  }

  private static func meanOverPairs(_ count: Int, _ value: (Int, Int) -> Double) -> Double {
    guard count > 1 else { return 0 }
    var sum = 0.0
    for second in 1..<count {
      for first in 0..<second { sum += value(first, second) }
    }
    return sum / Double(count * (count - 1) / 2)
  }

  private static func deviation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
  }
}
