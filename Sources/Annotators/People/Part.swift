import SandboxCore
/// One thing about how a person answers, to be put together with others by ``Composition``.
///
/// Each case is a trait of ``Traits`` and has the range and unit given there. At its neutral value,
/// named last, a part changes no answer.
public enum Part: Sendable, Hashable, Codable {
  /// How firmly the person acts on a difference; ``Rationality/perfect``.
  case rationality(Rationality)
  /// How often an answer comes out as its opposite; 0.
  case mistakes(Double)
  /// How often the person does not look; 0.
  case lapses(Double)
  /// An error about each response, and the share of its variance that everybody has in common; a
  /// deviation of 0.
  case misperception(deviation: Double, correlation: Double)
  /// What of that error the person is spared on a topic; 0.
  case expertise(topic: String, share: Double)
  /// What an early step counts beside a later one; 1.
  case discount(Double)
  /// What is too alike to tell; none.
  case ties(Threshold)
  /// What is not worth an answer; none.
  case skips(Threshold)
  /// Towards whatever is shown first, in nats; 0.
  case positionBias(Double)
  /// Towards the longer; 0.
  case lengthBias(Double)
  /// Towards a topic; 0.
  case topicBias(topic: String, deviations: Double)
  /// Towards what agrees with the person's own stance; 0.
  case sycophancy(Double)
  /// Towards what the person's favoured writer wrote; 0.
  case selfPreference(Double)
  /// How much the overall impression colours the flaws of a rubric; 0.
  case halo(Double)
  /// The pull of the last number given; 0.
  case anchoring(Double)
  /// How much more than others the person asks; 0.
  case severity(Double)
  /// How much of the scale is used; 1.
  case scaleUse(Double)
  /// The lapse rate that tiredness leads to, and the pace; a limit of 0.
  case fatigue(limit: Double, answers: Double)
  /// The part of their rationality that a beginner has, and the pace of learning; a share of 1.
  case learning(beginnerShare: Double, answers: Double)
}
