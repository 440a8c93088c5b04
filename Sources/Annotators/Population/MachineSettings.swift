import SandboxCore
/// The AI judge among the people: one judge, asked through so many accounts.
///
/// All accounts share its biases and, by ``errorCorrelation``, its errors: a machine's noise is
/// low and its bias high, and asking it again does not help. Prices and times are factors on a
/// person's, from the table of annotators of AlpacaEval (Li et al. 2023,
/// github.com/tatsu-lab/alpaca_eval): for 1,000 answers, $13.6 and 1,455 seconds of GPT-4 against
/// $300 and 36,800 seconds of people.
public struct MachineSettings: Sendable, Hashable, Codable {
  /// How many accounts the judge has; 0 is no judge.
  public var accounts = 0
  /// How firmly it acts on a difference, per standard deviation of quality; `nil` is perfectly.
  public var rationality: Spread?
  /// a in ½ < a ≤ 1: how often it agrees with its own unbiased order; see
  /// ``AIJudge/misperception(accuracy:)``.
  public var accuracy = 1.0
  /// The share of its error's variance that is the same in all accounts, in 0...1.
  public var errorCorrelation = 1.0
  /// Standard deviation ≥ 0 of its feature biases, in reward units over an attribute's whole
  /// range.
  public var bias = 0.0
  /// Leaning towards whatever is shown first, in nats.
  public var positionBias = 0.0
  /// Standard deviations of quality for one of length.
  public var lengthBias = 0.0
  /// Standard deviations of quality for what its favoured writer wrote.
  public var selfPreference = 0.0
  /// Whom ``selfPreference`` favours.
  public var favouredWriter = Writers.policy
  /// Dollars of an answer, as a factor on a person's; ≥ 0.
  public var dollars = 13.6 / 300
  /// Seconds of an answer, as a factor on a person's; ≥ 0.
  public var seconds = 1455.0 / 36_800

  /// No judge.
  public init() {}
}
