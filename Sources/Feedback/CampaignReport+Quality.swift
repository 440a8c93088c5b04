import SandboxCore

extension CampaignReport {
  /// The share of pairs of answers by different accounts to the same comparison that say the same.
  ///
  /// Of the evidence; refusals are left out, a tie agrees with a tie, and graded comparisons count by their
  /// direction. `nil` where no comparison was answered twice.
  public var agreement: Double? {
    var (same, all) = (0, 0)
    var first = judgements.startIndex
    while first < judgements.endIndex {
      var next = first + 1
      while next < judgements.endIndex,
        judgements[next].question.id == judgements[first].question.id
      {
        next += 1
      }
      let scores = judgements[first..<next].compactMap(\.answer.scoreOfFirst)
      for (index, score) in scores.enumerated() {
        same += scores[(index + 1)...].count { $0 == score }
      }
      all += scores.count * (scores.count - 1) / 2
      first = next
    }
    return all > 0 ? Double(same) / Double(all) : nil
  }

  /// The share of decisions that agree with the gold reward, of the evidence; see
  /// ``labelAccuracy(of:scale:)``.
  public var labelAccuracy: Double? { Self.labelAccuracy(of: judgements, scale: scale) }

  /// The share of decisions that agree with the gold reward.
  ///
  /// A comparison decides between its two responses, a ranking between every two of its own, a thumb
  /// between its response and the usual; two ratings that the same account gave one after the other decide
  /// between their responses. Ties, refusals and decisions between equals are left out, and so are drafts.
  ///
  /// - Parameters:
  ///   - judgements: of one round or more, in the order in which they were given.
  ///   - scale: what responses are usually like.
  /// - Returns: `nil` where nothing was decided.
  public static func labelAccuracy(
    of judgements: FeedbackDataset, scale: UtilityScale
  ) -> Double? {
    var count = DecisionCount()
    var lastRating: [String: (rating: Int, gold: GoldReward)] = [:]
    for judgement in judgements {
      let items = judgement.question.items
      switch judgement.answer {
      case .first, .second, .graded:
        count.add(judgement.answer.scoreOfFirst == 1, items[0].gold.value - items[1].gold.value)
      case .ranking(let order):
        for (place, better) in order.enumerated() {
          for worse in order[(place + 1)...] {
            count.add(true, items[better].gold.value - items[worse].gold.value)
          }
        }
      case .up, .down:
        count.add(judgement.answer == .up, items[0].gold.value - scale.goldMean)
      case .rating(let rating), .rubric(let rating, _):
        let now = (rating: rating, gold: items[0].gold)
        if let last = lastRating.updateValue(now, forKey: judgement.annotator),
          last.rating != rating
        {
          count.add(rating > last.rating, now.gold.value - last.gold.value)
        }
      case .tie, .draft, .declined: break
      }
    }
    return count.all > 0 ? Double(count.right) / Double(count.all) : nil
  }

  private struct DecisionCount {
    var right = 0
    var all = 0

    /// Counts a decision for what is better by so much.
    mutating func add(_ isForFirst: Bool, _ gap: Double) {
      guard gap != 0 else { return }
      all += 1
      right += isForFirst == (gap > 0) ? 1 : 0
    }
  }
}
