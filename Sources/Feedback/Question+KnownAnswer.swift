import SandboxCore

extension Question {
  /// How clear the right answer is: the gold gap that it hangs on, in standard deviations, ≥ 0.
  ///
  /// Between the best and the worst of the responses shown; of one response alone, between it and the
  /// usual; of a correction, what the best draft is better than the response shown; of a demonstration,
  /// between the best and the worst draft.
  func goldGap(on scale: UtilityScale) -> Double {
    let gap: Double =
      switch channel.form {
      case .comparison, .graded, .ranking: Self.range(items)
      case .rating, .thumb, .rubric: abs(items[0].gold.value - scale.goldMean)
      case .draft:
        items.first.map { max((Self.best(drafts) ?? -.infinity) - $0.gold.value, 0) }
          ?? Self.range(drafts)
      }
    return gap / scale.goldDeviation
  }

  /// Whether an answer is right, as checks have it. To decline is wrong, and so is a tie.
  ///
  /// - comparison, graded comparison: the one with more gold is called better;
  /// - ranking: the best of all stands before the worst of all;
  /// - rating, rubric: above 5.5 if it is better than usual, below if not;
  /// - thumbs: up if it is better than usual, down if not;
  /// - correction: what stands afterwards is better than what was shown;
  /// - demonstration: it is nearer to the best draft than to the worst.
  func isRight(_ answer: Answer, on scale: UtilityScale) -> Bool {
    switch answer {
    case .first, .second, .graded:
      items.count == 2
        && answer.scoreOfFirst == (items[0].gold > items[1].gold ? 1 : 0)
    case .ranking(let order):
      Self.isBestBeforeWorst(order, of: items)
    case .rating(let rating), .rubric(let rating, _):
      (Double(rating) > 5.5) == (items[0].gold.value > scale.goldMean)
    case .up: items[0].gold.value > scale.goldMean
    case .down: items[0].gold.value <= scale.goldMean
    case .draft(let place):
      place.map { place in
        items.first.map { drafts[place].gold > $0.gold } ?? Self.isUpperHalf(place, of: drafts)
      } ?? false
    case .tie, .declined: false
    }
  }

  private static func isBestBeforeWorst(_ order: [Int], of items: [Episode]) -> Bool {
    guard let best = items.indices.max(by: { items[$0].gold < items[$1].gold }),
      let worst = items.indices.min(by: { items[$0].gold < items[$1].gold }),
      let high = order.firstIndex(of: best), let low = order.firstIndex(of: worst)
    else { return false }
    return high < low
  }

  private static func isUpperHalf(_ place: Int, of drafts: [Episode]) -> Bool {
    guard let best = best(drafts), let worst = drafts.map(\.gold.value).min() else { return false }
    return drafts[place].gold.value > (best + worst) / 2
  }

  private static func best(_ episodes: [Episode]) -> Double? { episodes.map(\.gold.value).max() }

  private static func range(_ episodes: [Episode]) -> Double {
    guard let best = best(episodes), let worst = episodes.map(\.gold.value).min() else { return 0 }
    return best - worst
  }
}
