import SandboxCore

/// What answers of any form say about responses: evidence for a reward model, texts to imitate.
///
///     comparison          →  a preference by vote                    ``Aggregator``
///     graded comparison   →  the same by direction, or by strength   ``Settings/gradedLabels``
///     ranking of k        →  k(k − 1)/2 preferences by vote          ``Settings/rankingWeight``
///                            or itself, of each who ranked           ``Settings/keepsRankingsWhole``
///     rating, rubric      →  a score of the response                 ``Settings/ratingScale``
///     thumbs              →  an approval of the response
///     correction          →  a preference for what was written, and a text
///     demonstration       →  a text
///
/// Checks whose answer is known, and refusals, are left out: they say nothing of responses. Results
/// stand in the order of the list above (the two comparisons together where one vote settles them),
/// and within a form in the order in which their questions or responses were first asked about.
public struct LabelConverter: Sendable {
  /// The conventions.
  public var settings: Settings
  /// How votes on a comparison are settled.
  public var aggregator: any Aggregator

  /// Reads answers by these conventions.
  public init(_ settings: Settings = Settings(), aggregator: any Aggregator = MajorityVote()) {
    self.settings = settings
    self.aggregator = aggregator
  }

  /// What the answers of a campaign say to a reward model; demonstrations say nothing to it.
  ///
  /// - Parameters:
  ///   - judgements: answers to questions of any form, in the order in which they were given.
  ///   - flaws: those of the world, among them every one that an answer names.
  /// - Throws: what the aggregator throws, or the model of ratings.
  public func evidence(
    from judgements: some Sequence<Judgement>, flaws: [Flaw]
  ) throws -> TrainingExamples {
    var asked = Self.counted(judgements)
    if settings.unit == .answer {
      // Every answer is the only one to a question of its own.
      for place in asked.indices { asked[place].question.id = place }
    }
    func of(_ form: Answer.Form) -> [Judgement] {
      asked.filter { $0.question.channel.form == form }
    }
    let votes: [Preference]
    switch settings.gradedLabels {
    case .direction:
      votes = try aggregator.preferences(
        from: asked.filter { $0.question.channel.form.isOfTwo })
    case .strength:
      votes =
        try aggregator.preferences(from: of(.comparison))
        + gradedPreferences(from: of(.graded))
    }
    let rankings = of(.ranking)
    return TrainingExamples(
      preferences: votes
        + (settings.keepsRankingsWhole ? [] : try rankingPreferences(from: rankings))
        + correctionPreferences(from: of(.draft)),
      scores: try ratingScores(from: of(.rating)) + rubricScores(from: of(.rubric), flaws: flaws),
      approvals: approvals(from: of(.thumb)),
      rankings: settings.keepsRankingsWhole ? wholeRankings(from: rankings) : [],
      groups: Dictionary(asked.map { ($0.annotator, $0.group) }) { first, _ in first })
  }

  /// What people wrote in corrections and demonstrations, in the order in which they wrote it: what
  /// fine-tuning imitates.
  public func writtenResponses(from judgements: some Sequence<Judgement>) -> [Response] {
    Self.counted(judgements).compactMap(\.written)
  }

  /// Without checks and refusals.
  private static func counted(_ judgements: some Sequence<Judgement>) -> [Judgement] {
    judgements.filter { !$0.question.isGoldQuestion && $0.answer != .declined }
  }
}

extension Judgement {
  /// What the person would rather have read, where they say so.
  var written: Response? {
    guard case .draft(let place?) = answer else { return nil }
    return question.drafts[place].response
  }
}
