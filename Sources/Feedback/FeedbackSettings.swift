/// How much is asked, of how many, and what it costs.
public struct FeedbackSettings: Sendable, Hashable, Codable {
  /// Whose responses are set against each other.
  public enum Pairing: Sendable, Hashable, Codable {
    /// Both are samples of the policy.
    case samePolicy
    /// One is a sample of the policy; the other is, with this probability in 0...1, a sample of the
    /// other policy.
    case withOtherPolicy(share: Double)
  }

  /// How many comparisons are asked for, ≥ 0.
  public var questionCount: Int
  /// How many different people answer each, at least 1 and at most the size of the pool.
  public var annotatorsPerQuestion: Int
  /// Whose responses are compared.
  public var pairing: Pairing
  /// Working time of one answer, in seconds, ≥ 0. The default is that of people comparing responses
  /// of chat models, 36,800 s per 1,000 (AlpacaEval's table of annotators).
  public var secondsPerAnswer: Double
  /// Price of one answer, in dollars, ≥ 0. The default is $300 per 1,000 (the same table, at $21 an
  /// hour).
  public var dollarsPerAnswer: Double
  /// The most that may be spent, in dollars, ≥ 0; `nil` for no limit.
  public var dollarBudget: Double?

  /// Describes what is asked; the parameters are the properties of the same names.
  public init(
    questionCount: Int, annotatorsPerQuestion: Int = 1, pairing: Pairing = .samePolicy,
    secondsPerAnswer: Double = 36.8, dollarsPerAnswer: Double = 0.30, dollarBudget: Double? = nil
  ) {
    self.questionCount = questionCount
    self.annotatorsPerQuestion = annotatorsPerQuestion
    self.pairing = pairing
    self.secondsPerAnswer = secondsPerAnswer
    self.dollarsPerAnswer = dollarsPerAnswer
    self.dollarBudget = dollarBudget
  }

  /// How many questions can be paid for, each with a full panel; all of them without a budget.
  public var affordableQuestionCount: Int {
    let price = dollarsPerAnswer * Double(annotatorsPerQuestion)
    guard let dollarBudget, price > 0 else { return questionCount }
    // A millionth of an answer of grace: 3.0 dollars buy ten answers at 0.30, whatever binary says.
    let affordable = (dollarBudget / price + 1e-6).rounded(.down)
    return affordable < Double(questionCount) ? Int(max(affordable, 0)) : questionCount
  }
}
