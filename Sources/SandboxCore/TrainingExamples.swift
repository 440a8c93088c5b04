/// What a reward model learns from: preferences between responses, whole rankings, scores of single ones.
///
/// It carries no gold reward: whoever learns from people must not see the truth.
public struct TrainingExamples: Sendable, Hashable {
  /// Which of two is better.
  public var preferences: [Preference]
  /// How good single responses are.
  public var scores: [ScoredResponse]
  /// Which single responses are acceptable.
  public var approvals: [ApprovedResponse]
  /// Orders of several responses, where they are not taken apart into preferences.
  public var rankings: [RankedResponses]
  /// The group of each annotator, by name, as far as it is known.
  public var groups: [String: String]

  /// Evidence of each kind; the parameters are the properties of the same names.
  public init(
    preferences: [Preference] = [], scores: [ScoredResponse] = [],
    approvals: [ApprovedResponse] = [], rankings: [RankedResponses] = [],
    groups: [String: String] = [:]
  ) {
    self.preferences = preferences
    self.scores = scores
    self.approvals = approvals
    self.rankings = rankings
    self.groups = groups
  }

  /// Whether there is nothing to learn from.
  public var isEmpty: Bool { count == 0 }
  /// How many pieces there are.
  public var count: Int { preferences.count + scores.count + approvals.count + rankings.count }

  /// Both together.
  public static func + (left: TrainingExamples, right: TrainingExamples) -> TrainingExamples {
    TrainingExamples(
      preferences: left.preferences + right.preferences, scores: left.scores + right.scores,
      approvals: left.approvals + right.approvals, rankings: left.rankings + right.rankings,
      groups: left.groups.merging(right.groups) { first, _ in first })
  }
}

/// Two responses to one prompt, and the better one by consensus.
public struct Preference: Sendable, Hashable {
  /// The response that people preferred.
  public var chosen: Response
  /// The response that they did not.
  public var rejected: Response
  /// μ, the consensus that `chosen` is better, in 0.5...1; 0.5 is a tie.
  public var probability: Double
  /// The share of answers that called the two equal, in 0...2·min(μ, 1 − μ); each counts half in μ.
  public var tieShare: Double
  /// How much it counts beside others, > 0; 1 is one ordinary preference.
  public var weight: Double
  /// What the reward gap is multiplied with before it is compared with the answer, > 0: the scale of whoever
  /// answered, where that is known.
  public var sharpness = 1.0
  /// Who said so, one name for each answer behind it, in the order of the answers; empty where that is
  /// not known.
  public var annotators: [String]

  /// Joins two responses to one prompt.
  public init(
    chosen: Response, rejected: Response, probability: Double = 1, tieShare: Double = 0,
    weight: Double = 1, annotators: [String] = []
  ) {
    self.chosen = chosen
    self.rejected = rejected
    self.probability = probability
    self.tieShare = tieShare
    self.weight = weight
    self.annotators = annotators
  }

  /// The preference that says how probably the first is the better one; at ½ the first stands as chosen.
  ///
  /// - Parameter probabilityFirst: in 0...1.
  public init(
    first: Response, second: Response, probabilityFirst: Double, tieShare: Double = 0,
    weight: Double = 1, annotators: [String] = []
  ) {
    let isFirst = probabilityFirst >= 0.5
    self.init(
      chosen: isFirst ? first : second, rejected: isFirst ? second : first,
      probability: isFirst ? probabilityFirst : 1 - probabilityFirst, tieShare: tieShare,
      weight: weight, annotators: annotators)
  }
}

/// A response and how good people say it is, on a normalised scale.
public struct ScoredResponse: Sendable, Hashable {
  /// The response.
  public var response: Response
  /// Its consensus score, 0 for the average response, finite. A difference of 1 stands for odds of e to 1.
  public var score: Double
  /// How much it counts beside others, > 0.
  public var weight: Double
  /// Who said so, one name for each answer behind it, in the order of the answers; empty where that is
  /// not known.
  public var annotators: [String]

  /// Joins a response with its score.
  public init(
    response: Response, score: Double, weight: Double = 1, annotators: [String] = []
  ) {
    self.response = response
    self.score = score
    self.weight = weight
    self.annotators = annotators
  }
}

/// A response and the share of people who accept it.
public struct ApprovedResponse: Sendable, Hashable {
  /// The response.
  public var response: Response
  /// The consensus that it is acceptable, in 0...1.
  public var probability: Double
  /// How much it counts beside others, > 0.
  public var weight: Double
  /// Who said so, one name for each answer behind it, in the order of the answers; empty where that is
  /// not known.
  public var annotators: [String]

  /// Joins a response with its approval.
  public init(
    response: Response, probability: Double, weight: Double = 1, annotators: [String] = []
  ) {
    self.response = response
    self.probability = probability
    self.weight = weight
    self.annotators = annotators
  }
}
