import Aggregation
import Annotators
import Experiments
import Feedback
import PlainText
import PolicyOptimization
import SandboxCore

// What does not go together in a campaign and in the consensus on what it brings.
extension ArmSettings {
  /// Conflicts between numbers of the campaign.
  var campaignConflicts: [SettingConflict] {
    feedback.conflicts + panelConflicts + budgetConflicts + raterConflicts + roundConflicts
      + aiJudgeConflicts
  }

  private var panelConflicts: [SettingConflict] {
    var conflicts: [SettingConflict] = []
    let count = annotators.population.count
    if feedback.annotatorsPerQuestion > count, feedback.aiJudgeShare < 1 {
      conflicts.append(
        SettingConflict(
          keys: ["feedback.annotators_per_question", "annotators.count"],
          what: "feedback.annotators_per_question is \(feedback.annotatorsPerQuestion), "
            + "but annotators.count is only \(count)",
          remedy: "write annotators.count: \(feedback.annotatorsPerQuestion) or more"))
    }
    return conflicts
  }

  private var budgetConflicts: [SettingConflict] {
    guard feedback.questions > 0, feedback.channelConflicts.isEmpty else { return [] }
    let campaign = campaign
    // A panel of AI judges alone is the cheaper one.
    let aiJudges = annotators.population.allAIJudges
    let isAIJudges = feedback.aiJudgeShare == 1 && annotators.population.aiJudgeAccounts > 0
    let size = Double(isAIJudges ? campaign.aiJudgesPerQuestion : campaign.annotatorsPerQuestion)
    func dearest(_ cost: (Channel, Int) -> Double) -> Double {
      feedback.parts.map { cost($0.channel, $0.channel.itemCount ?? feedback.rankingSize) }.max()
        ?? 0
    }
    let dollars =
      dearest { campaign.costs.dollars($0, itemCount: $1) } * size
      * (isAIJudges ? aiJudges.map(\.dollars).min() ?? 1 : 1)
    let hours =
      isAIJudges ? 0 : dearest { campaign.costs.seconds($0, itemCount: $1) } * size / 3_600
    // A millionth of an answer of grace, so that 0.3 dollars buy three answers at 0.1.
    func tooSmall(_ key: String, _ budget: Double?, _ price: Double) -> SettingConflict? {
      guard let budget, budget < price * (1 - 1e-6) else { return nil }
      return SettingConflict(
        keys: ["feedback.\(key)", "feedback.dollars_per_answer"],
        what: "feedback.\(key) is \(SettingValue.number(budget)), "
          + "but one question takes \(SettingValue.number(price))",
        remedy: "raise the budget, or write feedback.questions: 0 to ask nothing")
    }
    return [
      tooSmall("budget_dollars", feedback.budgetDollars, dollars),
      tooSmall("budget_hours", feedback.budgetHours, hours),
    ].compactMap(\.self)
  }

  /// Models of how annotators use the scale need several ratings of a response.
  private var raterConflicts: [SettingConflict] {
    var conflicts: [SettingConflict] = []
    let models: [LabelConverter.RatingScale] = [.rasch, .gradedResponse]
    if models.contains(consensus.ratings), feedback.annotatorsPerQuestion == 1,
      feedback.parts.contains(where: { $0.channel.form == .rating })
    {
      conflicts.append(
        SettingConflict(
          keys: ["feedback.ratings", "feedback.annotators_per_question"],
          what:
            "feedback.ratings is \(consensus.ratings.rawValue), but each response is rated by one "
            + "person, whose severity then cannot be told from its quality",
          remedy: "write feedback.annotators_per_question: 2 or more"))
    }
    return conflicts
  }

  private var roundConflicts: [SettingConflict] {
    var conflicts: [SettingConflict] = []
    if feedback.rounds > 1, policyOptimization.start != .fineTuned {
      conflicts.append(
        SettingConflict(
          keys: ["feedback.rounds", "policy_optimization.start"],
          what: "feedback.rounds is \(feedback.rounds), but policy_optimization.start is "
            + "\(policyOptimization.start.rawValue): between rounds the fine-tuned model learns on",
          remedy: "write feedback.rounds: 1, or policy_optimization.start: fine-tuned"))
    }
    let method = policyOptimization.method
    if feedback.rounds > 1, !(PolicyMethods.all.named(method) is any IterativeMethod) {
      conflicts.append(
        SettingConflict(
          keys: ["feedback.rounds", "policy_optimization.method"],
          what: "feedback.rounds is \(feedback.rounds), but policy_optimization.method is "
            + "\(method): between rounds a model learns on, and \(method) makes its policy at once",
          remedy: "write feedback.rounds: 1, or policy_optimization.method: ppo"))
    }
    return conflicts
  }

  private var aiJudgeConflicts: [SettingConflict] {
    listedJudgeConflicts + soleJudgeConflicts
  }

  /// A list of judges is for those that are drawn, and is written so that they are asked.
  private var listedJudgeConflicts: [SettingConflict] {
    guard !annotators.population.aiJudgeKinds.isEmpty else { return [] }
    let key = "annotators.ai_judges.kinds"
    var conflicts: [SettingConflict] = []
    if feedback.aiJudgeShare == 0 {
      conflicts.append(
        SettingConflict(
          keys: [key, "feedback.ai_judges.share"],
          what: "AI judges are described, but feedback.ai_judges.share is 0, so nobody asks them",
          remedy: "write feedback.ai_judges.share: 0.5, or leave them out"))
    }
    if !annotators.judgeModel.isEmpty {
      conflicts.append(
        SettingConflict(
          keys: ["annotators.ai_judges.model", key],
          what: "annotators.ai_judges.model would take the place of all judges of the list",
          remedy: "write one judge, as annotators.ai_judges: {accounts: 1, model: ...}, or the list"
        ))
    }
    return conflicts
  }

  private var soleJudgeConflicts: [SettingConflict] {
    let accounts = annotators.population.aiJudgeAccounts
    var conflicts: [SettingConflict] = []
    if feedback.aiJudgeShare > 0, accounts == 0 {
      conflicts.append(
        SettingConflict(
          keys: ["feedback.ai_judges.share", "annotators.ai_judges.accounts"],
          what: "feedback.ai_judges.share is \(SettingValue.number(feedback.aiJudgeShare)), "
            + "but annotators.ai_judges.accounts is 0",
          remedy: "write annotators.ai_judges.accounts: 1"))
    }
    if !annotators.judgeModel.isEmpty, accounts == 0 {
      conflicts.append(
        SettingConflict(
          keys: ["annotators.ai_judges.model", "annotators.ai_judges.accounts"],
          what: "annotators.ai_judges.model is \(Excerpt.of(annotators.judgeModel)), "
            + "but annotators.ai_judges.accounts is 0",
          remedy: "write annotators.ai_judges.accounts: 1"))
    }
    return conflicts
  }
}
