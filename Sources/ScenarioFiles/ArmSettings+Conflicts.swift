import PlainText
import Environments
import Experiments
import Networks
import PolicyOptimization
import SandboxCore

extension ArmSettings {
  /// All conflicts. What depends on the world itself (its words, its groups, its opponent's model) is
  /// asked of the world, once it can be made.
  ///
  /// - Parameter makeWorld: makes the world of these settings.
  func conflicts(makeWorld: (ArmSettings) throws -> any Environment) -> [SettingConflict] {
    let own = Worlds.named(world.name).conflicts(values)
    let always =
      own + model.conflicts + campaignConflicts + judgeConflicts + preferenceConflicts
      + evidenceConflicts
    guard own.isEmpty else { return always }
    do {
      let world = try makeWorld(self)
      return always + tableConflicts(words: world.vocabulary.count)
        + sizeConflicts(words: world.vocabulary.count, contextLength: world.contextLength)
        + peopleConflicts(in: world) + scaleConflicts(in: world)
        + rewardModelMethod.conflicts(values, in: world) + rewardModelSizeConflicts
        + PolicyMethods.all.named(policyOptimization.method).conflicts(values, in: world)
    } catch let problem as ModelFolderProblem {
      let opponent = SettingConflict(
        keys: ["world.opponent_model"], what: "\(Excerpt.of(problem.path)): \(problem.what)",
        remedy: problem.remedy)
      return [opponent] + always
    } catch {
      preconditionFailure("a world can fail by its opponent's model only, not by \(error)")
    }
  }

  /// How surely answers are predicted is tested over prompts, which takes some.
  private func scaleConflicts(in world: any Environment) -> [SettingConflict] {
    let (count, least) = (world.prompts(in: .training).count, 50)
    guard rewardModel.normalization == .predictiveFit, count < least else { return [] }
    return [
      SettingConflict(
        keys: ["reward_model.normalization", "world.name"],
        what: "reward_model.normalization is predictive-fit, which needs \(least) prompts, but "
          + "\(self.world.name.rawValue) has \(count) to learn from",
        remedy: "write reward_model.normalization: mean-and-variance")
    ]
  }

  /// Heads divide the width of a reward model of its own size, too.
  private var rewardModelSizeConflicts: [SettingConflict] {
    guard let own = rewardModelArchitecture, !own.width.isMultiple(of: own.heads) else { return [] }
    return [
      SettingConflict(
        keys: ["reward_model.heads", "reward_model.width", "model.heads", "model.width"],
        what: "the reward model has \(own.heads) heads, which do not divide its width \(own.width)",
        remedy: "write a reward_model.width that is a multiple of reward_model.heads")
    ]
  }

  private func tableConflicts(words: Int) -> [SettingConflict] {
    // A larger table takes more than a gigabyte in a run, and most of a minute to be written once.
    func fits(_ order: Int) -> Bool {
      NGramTable.parameterCount(vocabularyCount: words, order: order).map { $0 <= 1 << 25 } ?? false
    }
    guard model.kind == .nGram, !fits(model.order) else { return [] }
    let fitting = (2..<model.order).last(where: fits)
    return [
      SettingConflict(
        keys: ["model.order", "model.kind", "world.token_count", "world.vocabulary", "world.name"],
        what: "model.order is \(model.order), but a table over the \(words) words of "
          + "\(world.name.rawValue) has room for "
          + (fitting.map { "at most \($0)" } ?? "none of any order"),
        remedy: (fitting.map { "write model.order: \($0) or less, or " } ?? "write ")
          + "model.kind: decoder")
    ]
  }

  /// A reward model needs answers to learn from.
  private var judgeConflicts: [SettingConflict] {
    guard policyGradient.iterations > 0, policyOptimization.reward == .rewardModel,
      feedback.questions == 0,
      rewardModelMethod.needsEvidence
    else { return [] }
    return [
      SettingConflict(
        keys: ["feedback.questions", "policy_optimization.reward"],
        what: "feedback.questions is 0, but policy_optimization.reward is reward-model",
        remedy: "ask for comparisons, or write policy_optimization.reward: true-reward"
          + (fitsRewardModel ? "" : " and method: ppo"))
    ]
  }

  /// A policy that learns from comparisons needs some, all at once.
  private var preferenceConflicts: [SettingConflict] {
    guard let method = policyMethod as? any PreferenceMethod, policyGradient.iterations > 0 else {
      return []
    }
    let name = policyOptimization.method
    var conflicts: [SettingConflict] = []
    func refuse(_ key: String, _ what: String, _ remedy: String) {
      conflicts.append(
        SettingConflict(
          keys: [key, "policy_optimization.method"],
          what: "policy_optimization.method is \(name), \(what)", remedy: remedy))
    }
    if policyOptimization.reward == .trueReward {
      refuse(
        "policy_optimization.reward",
        "which learns from what people say, but reward is true-reward",
        "write feedback.method: gold for answers without errors, or method: ppo")
    }
    let forms = feedback.parts.map { $0.channel.form }
    switch method.evidence {
    case .comparisons where !forms.contains { $0.isOfTwo || $0 == .ranking || $0 == .draft }:
      refuse(
        "feedback.channels", "but no comparisons or rankings are asked for",
        "add comparison to feedback.channels, or write method: ppo")
    case .approvals where !forms.contains(.thumb):
      refuse(
        "feedback.channels", "which learns from thumbs up and down, but none are asked for",
        "add thumbs to feedback.channels, or write method: dpo")
    default: break
    }
    return conflicts
  }
}
