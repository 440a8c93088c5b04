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
  public var goldChecks: GoldChecks?
  /// Which questions machines answer.
  public var machines: MachineUse
  /// How many different machines answer each question that machines answer, at least 1.
  public var machinesPerQuestion: Int

  /// Describes a campaign; the parameters are the properties of the same names.
  public init(
    annotatorsPerQuestion: Int = 1, assignment: AssignmentStrategy = .random,
    costs: WorkCosts = WorkCosts(), budget: Budget = Budget(), workforce: Workforce = Workforce(),
    goldChecks: GoldChecks? = nil, machines: MachineUse = MachineUse(.share, share: 0),
    machinesPerQuestion: Int = 1
  ) {
    precondition(
      annotatorsPerQuestion >= 1 && machinesPerQuestion >= 1,
      "panels of \(annotatorsPerQuestion) people, \(machinesPerQuestion) machines")
    self.annotatorsPerQuestion = annotatorsPerQuestion
    self.assignment = assignment
    self.costs = costs
    self.budget = budget
    self.workforce = workforce
    self.goldChecks = goldChecks
    self.machines = machines
    self.machinesPerQuestion = machinesPerQuestion
  }
}
