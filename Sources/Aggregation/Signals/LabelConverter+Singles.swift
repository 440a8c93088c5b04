import Randomness
import SandboxCore
import Statistics

extension LabelConverter {
  /// Ratings as scores, one for each response.
  ///
  ///     s_r = scoreDeviation · (m_r − mean m) / sd m,   m_r = mean over people of their signal on r
  ///
  /// The signal is the rating, or its z-score within the person (``RatingScale``). So the average
  /// response has 0, and adding the same number to all ratings changes nothing; where all responses
  /// come out alike, all have 0. A response weighs 1 however many rated it.
  func ratingScores(from judgements: [Judgement]) throws -> [ScoredResponse] {
    let opinions = judgements.compactMap { judgement -> Opinion? in
      guard case .rating(let rating) = judgement.answer else { return nil }
      return Opinion(judgement, Double(rating))
    }
    switch settings.ratingScale {
    case .raw: return scores(of: opinions)
    case .standardized: return scores(of: Self.standardized(opinions))
    case .rasch: return try scores(of: opinions, by: ManyFacetRasch())
    case .gradedResponse: return try scores(of: opinions, by: GradedResponse())
    }
  }

  /// Scores by a model of how people use a scale, with the deviation of the settings.
  private func scores(
    of opinions: [Opinion], by method: any QualityInference
  ) throws -> [ScoredResponse] {
    guard !opinions.isEmpty else { return [] }
    var raters: [String: Int] = [:]
    let groups = grouped(opinions) { $0.response }
    var ratings: [Rating] = []
    for (unit, group) in groups.enumerated() {
      for opinion in group {
        let rater = raters[opinion.annotator] ?? raters.count
        raters[opinion.annotator] = rater
        ratings.append(Rating(unit: unit, rater: rater, value: opinion.signal))
      }
    }
    // The models draw nothing.
    let estimate = try method.infer(
      try RatingTable(ratings), using: RandomStream(seed: 0))
    let known = groups.indices.filter { estimate.quality[$0] != nil }
    let values = zScores(of: known.compactMap { estimate.quality[$0] })
    return zip(known, values).map { unit, score in
      ScoredResponse(
        response: groups[unit][0].response, score: settings.scoreDeviation * score,
        annotators: groups[unit].map(\.annotator))
    }
  }

  /// Rubrics as scores: the weighted quality score, treated like a rating.
  ///
  ///     q = z(rating) − Σ weight of the flaws named
  ///
  /// Weights are in standard deviations, so the rating is first divided by that of all ratings, or,
  /// where scales are evened out, turned into its z-score within the person; q is then evened out
  /// likewise, so that who sees flaws everywhere counts like everybody else.
  func rubricScores(from judgements: [Judgement], flaws: [Flaw]) -> [ScoredResponse] {
    let isRaw = settings.ratingScale == .raw
    var costs: [Double] = []
    var opinions: [Opinion] = []
    for judgement in judgements {
      guard case .rubric(let rating, let names) = judgement.answer else { continue }
      opinions.append(Opinion(judgement, Double(rating)))
      costs.append(names.reduce(0) { $0 + Self.weight(of: $1, among: flaws) })
    }
    opinions = isRaw ? Self.standardizedTogether(opinions) : Self.standardized(opinions)
    for (index, cost) in costs.enumerated() { opinions[index].signal -= cost }
    return scores(of: isRaw ? opinions : Self.standardized(opinions))
  }

  /// Thumbs as approvals: the share of people whose thumb is up, one for each response.
  func approvals(from judgements: [Judgement]) -> [ApprovedResponse] {
    pieces(judgements) { $0.question.items[0].response }.compactMap { judgements in
      let thumbs = judgements.filter { $0.answer == .up || $0.answer == .down }
      guard let first = thumbs.first else { return nil }
      return ApprovedResponse(
        response: first.question.first.response,
        probability: Double(thumbs.count { $0.answer == .up }) / Double(thumbs.count),
        annotators: thumbs.map(\.annotator))
    }
  }

  /// What becomes one piece of evidence: answers about one response, or each by itself.
  private func pieces<Element>(
    _ answers: [Element], about response: (Element) -> Response
  ) -> [[Element]] {
    settings.unit == .answer ? answers.map { [$0] } : grouped(answers, by: response)
  }

  private static func weight(of name: String, among flaws: [Flaw]) -> Double {
    guard let flaw = flaws.first(where: { $0.name == name }) else {
      preconditionFailure(
        "an answer names the flaw \(name), but the world has \(flaws.map(\.name))")
    }
    return flaw.weight
  }

  /// The mean signal on each response, centred and scaled.
  private func scores(of opinions: [Opinion]) -> [ScoredResponse] {
    let groups = pieces(opinions) { $0.response }
    let means = groups.map { $0.reduce(0) { $0 + $1.signal } / Double($0.count) }
    return zip(groups, zScores(of: means)).map { opinions, score in
      ScoredResponse(
        response: opinions[0].response, score: settings.scoreDeviation * score,
        annotators: opinions.map(\.annotator))
    }
  }

  /// Every opinion as a z-score within its holder.
  ///
  /// Of somebody who always says the same, spread and level cannot be told from what was rated;
  /// such opinions are measured by the mean and the deviation of everybody's.
  private static func standardized(_ opinions: [Opinion]) -> [Opinion] {
    var standardized = standardizedTogether(opinions)
    for places in grouped(Array(opinions.indices), by: { opinions[$0].annotator }) {
      let signals = places.map { opinions[$0].signal }
      guard signals.contains(where: { $0 != signals[0] }) else { continue }
      for (place, score) in zip(places, zScores(of: signals)) {
        standardized[place].signal = score
      }
    }
    return standardized
  }

  /// Every opinion as a z-score among all.
  private static func standardizedTogether(_ opinions: [Opinion]) -> [Opinion] {
    zip(opinions, zScores(of: opinions.map(\.signal))).map { opinion, score in
      var opinion = opinion
      opinion.signal = score
      return opinion
    }
  }
}

/// What one person makes of one response, as a number.
private struct Opinion {
  let response: Response
  let annotator: String
  var signal: Double

  init(_ judgement: Judgement, _ signal: Double) {
    response = judgement.question.first.response
    annotator = judgement.annotator
    self.signal = signal
  }
}
