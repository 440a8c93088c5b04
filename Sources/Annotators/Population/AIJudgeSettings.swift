import SandboxCore
/// The AI judge among the people: one judge, asked through so many accounts.
///
/// All accounts share its biases and, by ``errorCorrelation``, its errors: an AI judge's noise is
/// low and its bias high, and asking it again does not help. Prices and times are factors on a
/// person's, from the table of annotators of AlpacaEval (Li et al. 2023,
/// github.com/tatsu-lab/alpaca_eval): for 1,000 answers, $13.6 and 1,455 seconds of GPT-4 against
/// $300 and 36,800 seconds of people.
public struct AIJudgeSettings: SettingsGroup {
  /// `annotators.ai_judges`
  public static let section = "annotators.ai_judges"
  /// What a judge is called where there are several; empty where there is one.
  public var name = ""
  /// How many accounts the judge has; 0 is no judge.
  public var accounts = 0
  /// How consistently it acts on a difference, per standard deviation of quality; `nil` is perfectly.
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

  /// The declarations.
  public static let settings: [GroupSetting<Self>] = [
    .integer(
      "accounts", \.accounts, PopulationLimits.aiJudgeAccounts,
      "Copies of the AI judge that can answer the same question."),
    .spread(
      "rationality", or: "perfect", \.rationality, PopulationLimits.rationality,
      "β of the AI judge, per standard deviation of the gold reward."),
    .number(
      "accuracy", \.accuracy, 0.51...1,
      "Probability that the judge orders a pair as its own taste would, over normal qualities."),
    .number(
      "error_correlation", \.errorCorrelation, 0...1,
      "Share of its errors' variance that copies of the judge have in common."),
    .number(
      "bias", \.bias, PopulationLimits.taste,
      "Standard deviation of the judge's weights on attributes, in reward units."),
    .number(
      "position_bias", \.positionBias, PopulationLimits.bias,
      "The judge's leaning towards the response shown first, in nats.",
      source: "Zheng et al. 2023, arXiv:2306.05685: GPT-4 about 0.9"),
    .number(
      "length_bias", \.lengthBias, PopulationLimits.bias,
      "The judge's taste for length, in standard deviations of quality for one of length."),
    .number(
      "self_preference", \.selfPreference, PopulationLimits.bias,
      "The judge's taste for its favoured writer, in standard deviations of quality."),
    .choice(
      "favoured_writer", of: Writers.all, \.favouredWriter,
      "Whose responses the judge takes for its own."),
    .number(
      "dollars", \.dollars, PopulationLimits.costFactor,
      "Price of the judge's answer as a share of a person's.",
      source: "AlpacaEval, table of annotators: GPT-4 $13.6 for 1,000"),
    .number(
      "seconds", \.seconds, PopulationLimits.costFactor,
      "Time of the judge's answer as a share of a person's.",
      source: "AlpacaEval, table of annotators: GPT-4 1,455 s for 1,000"),
  ]

  /// What scenarios can say of one judge among several; each has one account unless it says otherwise.
  static let table = SettingTable(
    noun: "AI judge", example: "{cheap: {accuracy: 0.75, dollars: 0.01}}", fields: fields,
    short: "accuracy")

  /// Reads an entry of the table.
  init(judge entry: TableEntry) {
    self.init(entry)
    name = entry.name
    if entry["accounts"] == nil { accounts = 1 }
  }
}
