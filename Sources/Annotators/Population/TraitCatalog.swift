import SandboxCore

/// All traits in which people can differ by a number; rationality stands apart, because it may be
/// perfect.
public enum TraitCatalog {
  /// Every trait, in the order of ``Traits``.
  public static let all: [TraitDescription] = noise + leanings + scales + time

  /// The trait of a key, if there is one.
  public static func trait(_ key: String) -> TraitDescription? { all.first { $0.key == key } }

  /// How consistently people act on a difference, where they are not perfect.
  static let rationalityRange = 0.0...1000.0
  private static let share = 0.0...1.0
  static let leaning = -10.0...10.0
  private static let answers = 1.0...1_000_000.0
  private static let ours = "an assumption of ours"
  private static let scaleForms: Set<Answer.Form> = [.rating, .thumb, .rubric]

  private static let noise: [TraitDescription] = [
    TraitDescription(
      key: "mistakes", meaning: "How often an answer comes out as its opposite.",
      unit: "probability", range: share, neutral: 0,
      source: "Lee et al. 2021, arXiv:2111.03026: 0.1", family: .beta, path: \.mistakes),
    TraitDescription(
      key: "lapses", meaning: "How often the person answers without looking.",
      unit: "probability", range: share, neutral: 0,
      source: "Wichmann & Hill 2001, doi:10.3758/BF03194544; Christiano et al. 2017: 0.1",
      family: .beta, path: \.lapses),
    TraitDescription(
      key: "misperception",
      meaning:
        "Standard deviation of the error with which a person sees a response: the same error "
        + "whenever they are asked about it.",
      unit: "standard deviations of quality", range: 0...10, neutral: 0, source: ours,
      family: .logNormal, path: \.misperception),
    TraitDescription(
      key: "error_correlation",
      meaning:
        "Share of the variance of misperception that all people have in common, so that they "
        + "make the same errors.",
      unit: "share of variance", range: share, neutral: 0, source: ours, family: .beta,
      path: \.errorCorrelation),
    TraitDescription(
      key: "myopia", meaning: "How much less a step counts than the next; 0 judges the whole.",
      unit: "share", range: share, neutral: 0,
      source: "Lee et al. 2021, arXiv:2111.03026: 0.1", family: .beta, path: \.myopia),
  ]

  private static let leanings: [TraitDescription] =
    [
      TraitDescription(
        key: "position_bias", meaning: "Leaning towards whatever is shown first.",
        unit: "nats", range: leaning, neutral: 0,
        source: "Zheng et al. 2023, arXiv:2306.05685, table 2: about 0.9 for GPT-4",
        family: .normal, path: \.positionBias,
        forms: [.comparison, .graded, .ranking])
    ] + Leanings.all.map(\.trait)

  private static let scales: [TraitDescription] = [
    TraitDescription(
      key: "halo", meaning: "How much the overall impression colours each flaw of a rubric.",
      unit: "share", range: share, neutral: 0,
      source: "Thorndike 1920, doi:10.1037/h0071663", family: .beta, path: \.halo,
      forms: [.rubric]),
    TraitDescription(
      key: "anchoring", meaning: "The pull of the last number given.", unit: "share",
      range: 0...0.99, neutral: 0, source: "Tversky & Kahneman 1974", family: .beta,
      path: \.anchoring, forms: scaleForms),
    TraitDescription(
      key: "severity", meaning: "How much more the person asks than others; negative is lenient.",
      unit: "standard deviations of quality", range: leaning, neutral: 0,
      source: "Linacre's many-facet Rasch model", family: .normal, path: \.severity,
      forms: scaleForms),
    TraitDescription(
      key: "scale_use",
      meaning: "How much of the scale is used: below 1 the middle of it, above 1 its ends.",
      unit: "factor", range: 0...10, neutral: 1,
      source: "Rossi, Gilula & Allenby 2001, doi:10.1198/016214501750332668", family: .logNormal,
      path: \.scaleUse, forms: scaleForms),
  ]

  private static let time: [TraitDescription] = [
    TraitDescription(
      key: "fatigue_limit", meaning: "The lapse rate that tiredness leads to.",
      unit: "probability", range: share, neutral: 0, source: ours, family: .beta,
      path: \.fatigueLimit),
    TraitDescription(
      key: "fatigue_answers",
      meaning: "Answers without a break after which the lapse rate has come 63 % of the way to its "
        + "limit.",
      unit: "answers", range: answers, neutral: 50, source: ours, family: .logNormal,
      path: \.fatigueAnswers),
    TraitDescription(
      key: "beginner_share", meaning: "The part of their rationality that beginners have.",
      unit: "share", range: share, neutral: 1, source: ours, family: .beta,
      path: \.beginnerShare),
    TraitDescription(
      key: "learning_answers",
      meaning: "Answers after which a beginner has come 63 % of the way to full rationality.",
      unit: "answers", range: answers, neutral: 50, source: ours, family: .logNormal,
      path: \.learningAnswers),
  ]
}
