import Aggregation
import Networks
import RewardModeling
import SandboxCore

extension Replication {
  /// What people left behind: their answers, the model that learnt what they wrote, the reward model.
  struct Lesson {
    /// The answers; none where nobody was asked.
    var outcome = Artifact(key: "", value: FeedbackOutcome())
    /// What the reward model learns from.
    var evidence = TrainingExamples()
    /// Whom a defence left out; `nil` where nobody looks.
    var screening: Screening.Outcome?
    /// The fine-tuned model, or the one that also learnt from corrections and demonstrations.
    var taught: Artifact<any LanguageModel>
    /// The judge of phase 4; `nil` in conventional learning, and after demonstrations alone. Where the policy
    /// learns from comparisons itself, its implicit reward, once it has learnt.
    var rewardModel: Artifact<any RewardModel>?
    /// The models to be filed, in the order of the phases.
    var models: [ReplicationOutcome.PhaseModel] = []
  }

  /// Phase 3: people are asked, and a reward model learns to predict what they prefer.
  mutating func learnFromPeople(
    _ fineTuned: Artifact<any LanguageModel>, pretrained: Artifact<any LanguageModel>,
    sharing cache: inout ArtifactCache
  ) throws -> Lesson {
    var lesson = Lesson(taught: fineTuned)
    guard settings.policyOptimization.reward == .rewardModel else { return lesson }
    try prepareRewardModel(sharing: &cache)
    if settings.asksAnnotators {
      lesson.outcome = try askPeople(about: fineTuned, pretrained: pretrained, sharing: &cache)
    }
    let written = LabelConverter().writtenResponses(from: lesson.outcome.value.judgements)
    if !written.isEmpty {
      lesson.taught = try learnWriting(
        written, of: lesson.outcome, from: fineTuned, sharing: &cache)
      lesson.models.append(.init(folder: "taught", model: lesson.taught.value, role: .policy))
    }
    let evidence = try evidence(from: lesson.outcome.value.judgements)
    // Demonstrations alone are imitated, not judged by: there is nothing to fit and to optimise then.
    if settings.fitsRewardModel,
      !evidence.isEmpty || written.isEmpty || !settings.rewardModelMethod.needsEvidence
    {
      let fitted = try fitRewardModel(
        to: evidence, of: lesson.outcome, from: lesson.taught, sharing: &cache)
      for (index, network) in fitted.value.networks.enumerated() {
        lesson.models.append(
          .init(
            folder: index == 0 ? "reward" : "reward-\(index + 1)", model: network.model,
            role: settings.rewardModel.reading == .everyToken
              ? .tokenReward(scale: network.scale, shift: network.shift)
              : .reward(scale: network.scale, shift: network.shift)))
      }
      lesson.rewardModel = fitted
    }
    lesson.evidence = evidence
    lesson.screening = try consensus.screened(lesson.outcome.value.judgements)
    return lesson
  }
}
