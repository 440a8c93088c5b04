import Aggregation
import Annotators
import Experiments
import PolicyOptimization
import RewardModeling
import SandboxCore

// What a reward model and its learner want to know of answers, and nobody says.
extension ArmSettings {
  /// Conflicts between the method of reward modelling and the answers that it is given.
  var evidenceConflicts: [SettingConflict] {
    guard policyGradient.iterations > 0 else { return [] }
    return aimConflicts
      + (fitsRewardModel && rewardModelMethod.needsEvidence
        ? formConflicts + groupConflicts + apartConflicts : [])
  }

  private func reads(_ key: String) -> Bool {
    rewardModelMethod.settings.contains { $0.key == "reward_model." + key }
  }

  private func conflict(
    _ keys: [String], _ what: String, _ remedy: String
  ) -> SettingConflict {
    SettingConflict(keys: keys, what: what, remedy: remedy)
  }

  /// Losses of rankings and of ties without any; comparisons where nothing else is read.
  private var formConflicts: [SettingConflict] {
    let forms = feedback.parts.map { $0.channel.form }
    var conflicts: [SettingConflict] = []
    if reads("ranking_loss"), rewardModel.rankingLoss == .plackettLuce, !forms.contains(.ranking) {
      conflicts.append(
        conflict(
          ["reward_model.ranking_loss", "feedback.channels"],
          "reward_model.ranking_loss is plackett-luce, but no rankings are asked for",
          "add ranking to feedback.channels, or write reward_model.ranking_loss: pairs"))
    }
    let labels = rewardModel.labels
    if keepsRankingsWhole, labels.smoothing > 0 || labels.flipRate > 0 || labels.margin > 0 {
      let other =
        labels.smoothing > 0
        ? "label_smoothing" : labels.flipRate > 0 ? "flip_correction" : "margin"
      conflicts.append(
        conflict(
          ["reward_model.ranking_loss", "reward_model.\(other)"],
          "reward_model.ranking_loss is plackett-luce, which has no reward_model.\(other)",
          "write one of them"))
    }
    if reads("ties"), rewardModel.labels.ties == .davidson {
      if annotatorsAsked.population.tieThreshold == nil {
        conflicts.append(
          conflict(
            ["reward_model.ties", "annotators.tie_threshold"],
            "reward_model.ties is davidson, but annotators.tie_threshold is off, so that nobody calls a tie",
            "write annotators.tie_threshold: 0.5, or reward_model.ties: half"))
      }
      if !forms.contains(where: \.isOfTwo) {
        conflicts.append(
          conflict(
            ["reward_model.ties", "feedback.channels"],
            "reward_model.ties is davidson, but no comparisons are asked for",
            "add comparison to feedback.channels, or write reward_model.ties: half"))
      }
    }
    if rewardModelMethod.learnsFromComparisonsOnly,
      !forms.contains(where: { $0.isOfTwo || $0 == .ranking })
    {
      conflicts.append(
        conflict(
          ["feedback.channels", "reward_model.method"],
          "reward_model.method is \(rewardModelMethod.name), which learns from comparisons and rankings, but none are asked for",
          "add comparison to feedback.channels, or write reward_model.method: transformer"))
    }
    return conflicts
  }

  /// A reward for each group takes more than one; a mixture no more groups than people.
  private var groupConflicts: [SettingConflict] {
    let name = rewardModelMethod.name
    let (components, readsComponents) = (
      values.group(GroupMethod.Settings.self).components, reads("components")
    )
    let judges = annotatorsAsked.population.aiJudgeAccounts
    // So few questions go to people that there may be none.
    let isOfJudges =
      judges > 0 && feedback.aiJudgeShare > 0
      && Double(feedback.questions) * (1 - feedback.aiJudgeShare) < 1
    if isOfJudges,
      rewardModelMethod.needsGroups || (readsComponents && judges < components)
    {
      return [
        conflict(
          ["reward_model.method", "feedback.ai_judges.share"],
          "reward_model.method is \(name), but feedback.ai_judges.share is \(SettingValue.number(feedback.aiJudgeShare)), "
            + "and AI judges are of no group",
          "write a smaller feedback.ai_judges.share, or reward_model.method: transformer")
      ]
    }
    let feedbackMethod = values.group(FeedbackMethods.Choice.self).method
    if rewardModelMethod.needsGroups || readsComponents, feedbackMethod == GoldAnnotators().name {
      return [
        conflict(
          ["reward_model.method", "feedback.method"],
          "reward_model.method is \(name), but feedback.method is gold, by which all want the same",
          "write feedback.method: annotators, or reward_model.method: transformer")
      ]
    }
    if rewardModelMethod.needsGroups, groupsAsked.count < 2 {
      let asked = groupsAsked.first ?? "plain"
      return [
        conflict(
          ["reward_model.method", "annotators.groups"],
          "reward_model.method is \(name), but all annotators are of one group, \(asked)",
          "write annotators.groups with two groups or more, or reward_model.method: transformer")
      ]
    }
    let people = annotatorsAsked.population
    let count = people.count + people.individuals.count
    guard readsComponents, components > count else { return [] }
    return [
      conflict(
        ["reward_model.components", "annotators.count"],
        "reward_model.components is \(components), but there are only \(count) annotators",
        "write reward_model.components: \(count) or less")
    ]
  }

  /// Answers that stay apart have no consensus.
  private var apartConflicts: [SettingConflict] {
    guard rewardModelMethod.readsAnswersApart else { return [] }
    let what =
      "reward_model.method is \(rewardModelMethod.name), which reads answer by answer, but "
    var conflicts: [SettingConflict] = []
    if consensus.aggregation != NamedAggregator.majority.name {
      conflicts.append(
        conflict(
          ["feedback.aggregation", "reward_model.method"],
          what + "feedback.aggregation is \(consensus.aggregation)",
          "write feedback.aggregation: majority, which leaves single answers as they are"))
    }
    if [.rasch, .gradedResponse].contains(consensus.ratings),
      feedback.parts.contains(where: { $0.channel.form == .rating })
    {
      conflicts.append(
        conflict(
          ["feedback.ratings", "reward_model.method"],
          what + "feedback.ratings is \(consensus.ratings.rawValue)",
          "write feedback.ratings: standardized or raw"))
    }
    return conflicts
  }

  /// A maximin is of groups with rewards of their own.
  private var aimConflicts: [SettingConflict] {
    guard policyMethod.settings.contains(where: { $0.key == "policy_optimization.groups" }),
      policyGradient.groups == .maximin,
      policyOptimization.reward == .trueReward || !rewardModelMethod.hasGroupRewards
    else { return [] }
    let judge =
      policyOptimization.reward == .trueReward
      ? ("policy_optimization.reward", "policy_optimization.reward is true-reward")
      : ("reward_model.method", "reward_model.method is \(rewardModelMethod.name)")
    return [
      conflict(
        ["policy_optimization.groups", judge.0],
        "policy_optimization.groups is maximin, but \(judge.1), which has one reward for all",
        "write reward_model.method: by-group or mixture, or policy_optimization.groups: pooled")
    ]
  }
}
