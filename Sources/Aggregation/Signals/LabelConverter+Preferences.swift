import SandboxCore

extension LabelConverter {
  /// Graded comparisons as soft labels: one preference a question.
  ///
  ///     μ = mean over people of P(grade),   P(−g) = 1 − P(g)
  func gradedPreferences(from judgements: [Judgement]) -> [Preference] {
    Self.byQuestion(judgements).compactMap { judgements in
      let labels = judgements.compactMap { judgement -> (Double, annotator: String)? in
        guard case .graded(let grade) = judgement.answer else { return nil }
        let probability = GradedLabels.probabilities[abs(grade) - 1]
        return (grade > 0 ? probability : 1 - probability, judgement.annotator)
      }
      guard let question = judgements.first?.question, !labels.isEmpty else { return nil }
      return Preference(
        first: question.first.response, second: question.second.response,
        probabilityFirst: labels.reduce(0) { $0 + $1.0 } / Double(labels.count),
        annotators: labels.map(\.annotator))
    }
  }

  /// Rankings as comparisons of every two items: k(k − 1)/2 preferences a question.
  ///
  /// Ouyang et al. 2022, arXiv:2203.02155, section 3.5. Each pair is put to the aggregator like a
  /// question of its own, which everybody who ranked has answered; so by majority vote it is the
  /// share of people who rank the one above the other. Such majorities may run in a circle
  /// (Condorcet).
  func rankingPreferences(from judgements: [Judgement]) throws -> [Preference] {
    let questions = Self.byQuestion(judgements)
    // Questions of one length at a time, as the pairs of each length have a weight of their own.
    return try Set(questions.map { $0[0].question.items.count }).sorted().flatMap { count in
      let pairCount = count * (count - 1) / 2
      let alike = questions.filter { $0[0].question.items.count == count }
      let pairs = alike.enumerated().flatMap { place, judgements in
        judgements.flatMap { Self.comparisons(in: $0, firstID: place * pairCount) }
      }
      return try aggregator.preferences(from: pairs).map { preference in
        var preference = preference
        if settings.rankingWeight == .question { preference.weight /= Double(pairCount) }
        return preference
      }
    }
  }

  /// Rankings as they are, one of each person; those of one question weigh 1 together.
  func wholeRankings(from judgements: [Judgement]) -> [RankedResponses] {
    Self.byQuestion(judgements).flatMap { judgements in
      judgements.compactMap { judgement in
        guard case .ranking(let order) = judgement.answer else { return nil }
        let items = judgement.question.items
        precondition(
          order.sorted() == Array(items.indices), "a ranking \(order) of \(items.count) items")
        return RankedResponses(
          responses: order.map { items[$0].response }, weight: 1 / Double(judgements.count),
          annotators: [judgement.annotator])
      }
    }
  }

  /// Corrections: what was written is better than what was shown. Who leaves it as it is, or was
  /// shown nothing, prefers nothing.
  ///
  /// A question weighs as much as one comparison, shared among all who answered it.
  func correctionPreferences(from judgements: [Judgement]) -> [Preference] {
    Self.byQuestion(judgements).flatMap { judgements in
      judgements.compactMap { judgement in
        guard let shown = judgement.question.items.first?.response,
          let written = judgement.written, written != shown
        else { return nil }
        return Preference(
          chosen: written, rejected: shown, weight: 1 / Double(judgements.count),
          annotators: [judgement.annotator])
      }
    }
  }

  /// One person's ranking as answers to comparisons, items in the order in which they were shown.
  private static func comparisons(in judgement: Judgement, firstID: Int) -> [Judgement] {
    guard case .ranking(let order) = judgement.answer else { return [] }
    let items = judgement.question.items
    precondition(
      order.sorted() == Array(items.indices), "a ranking \(order) of \(items.count) items")
    var ranks = order
    for (rank, item) in order.enumerated() { ranks[item] = rank }
    var comparisons: [Judgement] = []
    for first in items.indices {
      for second in items.indices.dropFirst(first + 1) {
        var comparison = judgement
        comparison.question = Question(
          id: firstID + comparisons.count, first: items[first], second: items[second])
        comparison.answer = ranks[first] < ranks[second] ? .first : .second
        comparisons.append(comparison)
      }
    }
    return comparisons
  }

  /// Answers to the same question together, questions in the order in which they were first asked.
  private static func byQuestion(_ judgements: [Judgement]) -> [[Judgement]] {
    grouped(judgements) { $0.question.id }
  }
}

/// Elements with the same key together, groups and members in the order of the elements.
func grouped<Element, Key: Hashable>(
  _ elements: [Element], by key: (Element) -> Key
) -> [[Element]] {
  var places: [Key: Int] = [:]
  var groups: [[Element]] = []
  for element in elements {
    if let place = places[key(element)] {
      groups[place].append(element)
    } else {
      places[key(element)] = groups.count
      groups.append([element])
    }
  }
  return groups
}
