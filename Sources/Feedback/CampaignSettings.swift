/// How a campaign asks: how many people, which, under what budget.
public struct CampaignSettings: Sendable, Hashable, Codable {
  /// How many different accounts answer each question, at least 1 and at most the people there are.
  public var annotatorsPerQuestion: Int
  /// Which accounts.
  public var assignment: AssignmentStrategy
  /// What an answer takes.
  public var costs: WorkCosts
  /// The most that may be spent.
  public var budget: Budget
  /// When and how fast people work.
  public var workforce: Workforce
  /// Questions whose answer is known, mixed in to find out who does not try; `nil` for none.
  public var goldQuestions: GoldQuestions?
  /// Which questions AI judges answer.
  public var aiJudges: AIJudgeUse
  /// How many different AI judges answer each question that AI judges answer, at least 1.
  public var aiJudgesPerQuestion: Int

  /// Describes a campaign; the parameters are the properties of the same names.
  public init(
    annotatorsPerQuestion: Int = 1, assignment: AssignmentStrategy = .random,
    costs: WorkCosts = WorkCosts(), budget: Budget = Budget(), workforce: Workforce = Workforce(),
    goldQuestions: GoldQuestions? = nil, aiJudges: AIJudgeUse = AIJudgeUse(.share, share: 0),
    aiJudgesPerQuestion: Int = 1
  ) {
    precondition(
      annotatorsPerQuestion >= 1 && aiJudgesPerQuestion >= 1,
      "panels of \(annotatorsPerQuestion) people, \(aiJudgesPerQuestion) AI judges")
    self.annotatorsPerQuestion = annotatorsPerQuestion
    self.assignment = assignment
    self.costs = costs
    self.budget = budget
    self.workforce = workforce
    self.goldQuestions = goldQuestions
    self.aiJudges = aiJudges
    self.aiJudgesPerQuestion = aiJudgesPerQuestion
  }
}
