import Foundation
import SandboxCore

/// What comparisons in both orders say. Question 2i shows the policy first, 2i + 1 shows it second.
struct HeadToHead {
  /// How often the policy wins when it is shown first.
  let winRateFirst: Double
  /// How often it wins on average over both orders.
  let winRateBothOrders: Double
  /// b̂ = ½ log(n_FF / n_SS), half a pair added to both counts; `nil` without a pair judged in both orders.
  let positionBias: Double?
  /// The share of pairs of which the same response is preferred in both orders.
  let consistency: Double?

  /// Counts verdicts; pairs whose responses are equal are won half.
  init(_ judgements: some Sequence<Judgement>, pairCount: Int, differingCount: Int) {
    var scores: [Int: Double] = [:]
    for judgement in judgements {
      if let score = judgement.answer.scoreOfFirst { scores[judgement.question.id] = score }
    }
    let equal = 0.5 * Double(pairCount - differingCount)
    var (first, second) = (equal, equal)
    var (firstTwice, secondTwice, same, both) = (0.0, 0.0, 0.0, 0.0)
    for id in scores.keys.sorted() {
      guard let score = scores[id] else { continue }
      if id % 2 == 0 { first += score } else { second += 1 - score }
      guard id % 2 == 0, let swapped = scores[id + 1] else { continue }
      both += 1
      if score == 1, swapped == 1 { firstTwice += 1 }
      if score == 0, swapped == 0 { secondTwice += 1 }
      if score == 1 - swapped { same += 1 }
    }
    // Refused ones are not won by anybody.
    let answeredFirst = Double(scores.keys.count { $0 % 2 == 0 }) + 2 * equal
    let answeredSecond = Double(scores.keys.count { $0 % 2 == 1 }) + 2 * equal
    winRateFirst = answeredFirst > 0 ? first / answeredFirst : 0.5
    winRateBothOrders =
      answeredFirst > 0 && answeredSecond > 0
      ? (first / answeredFirst + second / answeredSecond) / 2 : 0.5
    positionBias = both > 0 ? 0.5 * log((firstTwice + 0.5) / (secondTwice + 0.5)) : nil
    consistency = both > 0 ? same / both : nil
  }
}
