extension LabelConverter {
  /// By which conventions answers become numbers.
  public struct Settings: Sendable, Hashable, Codable {
    /// What the grades of a graded comparison count for.
    public var gradedLabels: GradedLabels
    /// What a ranking weighs beside a comparison.
    public var rankingWeight: RankingWeight
    /// Whether the ways in which people use a scale are evened out.
    public var ratingScale: RatingScale
    /// The standard deviation that scores are given, > 0, in nats: how surely people tell apart two
    /// responses that lie one standard deviation apart. 1 unless said otherwise.
    public var scoreDeviation: Double
    /// Whether answers to one question become one piece of evidence, or each stays its own.
    public var unit = Unit.consensus
    /// Whether rankings are taken apart into pairs.
    public var keepsRankingsWhole = false

    /// Sets conventions; the parameters are the properties of the same names.
    public init(
      gradedLabels: GradedLabels = .direction, rankingWeight: RankingWeight = .question,
      ratingScale: RatingScale = .standardized, scoreDeviation: Double = 1
    ) {
      precondition(
        scoreDeviation > 0 && scoreDeviation.isFinite, "a score deviation of \(scoreDeviation)")
      self.gradedLabels = gradedLabels
      self.rankingWeight = rankingWeight
      self.ratingScale = ratingScale
      self.scoreDeviation = scoreDeviation
    }
  }

  /// What a piece of evidence is.
  public enum Unit: Sendable, Hashable, Codable {
    /// What all who were asked a question say together, by the aggregator.
    case consensus
    /// What one person says: for learners to whom it matters who said it.
    case answer
  }

  /// What the grades of a graded comparison count for.
  public enum GradedLabels: String, Sendable, Hashable, Codable, CaseIterable {
    /// A vote for the better one, whatever the grade, settled by the aggregator like a comparison.
    case direction
    /// A probability that grows with the grade; the consensus is the mean over people.
    case strength

    /// How sure it is that the better one is better: slightly, clearly, much. The choice is ours,
    /// near σ(0.6), σ(1.7) and σ(3.5); a grade says more than a vote, so none of them is certain.
    static let probabilities = [0.65, 0.85, 0.97]
  }

  /// What each of the k(k − 1)/2 preferences of a ranking weighs.
  public enum RankingWeight: String, Sendable, Hashable, Codable, CaseIterable {
    /// 2/(k(k − 1)): a ranking as a whole weighs as much as one comparison (Ouyang et al. 2022,
    /// arXiv:2203.02155, section 3.5 and eq. 1).
    case question
    /// 1: each pair weighs as much as a comparison.
    case pair
  }

  /// What is done with ratings before they are averaged.
  public enum RatingScale: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nothing.
    case raw
    /// z-scores within each person, so that neither severity nor the stretch of a scale that
    /// somebody uses counts. It takes people who have rated like mixtures of responses, and some
    /// ten each.
    case standardized
    /// The qualities of a many-facet Rasch model (``ManyFacetRasch``): severity is estimated together with
    /// the responses. It takes people who have rated the same responses. Rubrics are standardised.
    case rasch
    /// The qualities of a graded response model (``GradedResponse``), which also knows how sharply each person
    /// tells responses apart. Rubrics are standardised.
    case gradedResponse = "graded-response"
  }
}
