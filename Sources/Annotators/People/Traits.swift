import SandboxCore
/// How a person turns opinions into answers: noise, habits, leanings, tiredness.
///
/// As it stands, flawless: every number is at its neutral value, at which its part does nothing, bit for
/// bit. Qualities are in standard deviations (see ``UtilityScale``).
public struct Traits: Sendable, Hashable {
  // MARK: Noise

  /// β: how consistently the person acts on a difference.
  public var rationality = Rationality.perfect
  /// ε in 0...1: how often an answer comes out as its opposite (B-Pref's mistake teacher has 0.1).
  public var mistakes = 0.0
  /// λ in 0...1: how often the person does not look and answers anything.
  public var lapses = 0.0
  /// σ ≥ 0: how far the person's view of a response is from their own taste, the same whenever and however
  /// they are asked about it; in standard deviations.
  public var misperception = 0.0
  /// ρ in 0...1: the share of that error's variance which everybody has in common.
  public var errorCorrelation = 0.0
  /// What of that error the person is spared on a topic, in 0...1; 0 on topics not named.
  public var expertise: [TopicValue] = []

  // MARK: What can be told apart

  /// 1 − γ in 0...1: how much less a step counts than the next; 0 judges the whole (B-Pref's myopic
  /// teacher has 0.1).
  public var myopia = 0.0
  /// Calls two responses equal when their utilities differ by less; `nil` offers no ties.
  public var tieThreshold: Threshold?
  /// Declines when the best shown is worth less; `nil` always answers.
  public var skipThreshold: Threshold?

  // MARK: Leanings

  /// b, in nats: towards whatever is shown first. GPT-4 as a judge has about 0.9, from Zheng et al. 2023,
  /// arXiv:2306.05685, table 2.
  public var positionBias = 0.0
  /// Leanings that colour the view of a response, those that are not 0; set through the subscript.
  public internal(set) var leanings: [ActiveLeaning] = []
  /// Standard deviations of quality for responses on a topic.
  public var topicBiases: [TopicValue] = []
  /// Whom ``SelfPreference`` favours, such as `policy`.
  public var favouredWriter = ""

  // MARK: Scales

  /// h in 0...1: how much the overall impression colours the flaws that a rubric asks about.
  public var halo = 0.0
  /// a in 0..<1: the pull of the last number given.
  public var anchoring = 0.0
  /// Standard deviations by which the person asks more than others; negative is lenient.
  public var severity = 0.0
  /// κ ≥ 0: how much of the scale is used; below 1 central tendency, above 1 extreme responses.
  public var scaleUse = 1.0

  // MARK: Time

  /// λ∞ in 0...1: the lapse rate that tiredness leads to; no effect at or below `lapses`.
  public var fatigueLimit = 0.0
  /// τ > 0: answers in a session after which 63 % of the way there is gone.
  public var fatigueAnswers = 50.0
  /// In 0...1: the part of their rationality that a beginner has; 1 has nothing to learn.
  public var beginnerShare = 1.0
  /// > 0: answers after which 63 % of the rest is learnt.
  public var learningAnswers = 50.0

  /// A flawless person's traits.
  public init() {}
}
