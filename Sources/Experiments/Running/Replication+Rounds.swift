import Aggregation
import Feedback
import Networks
import PolicyOptimization
import Randomness
import RewardModeling
import SandboxCore

extension Replication {
  /// Asks in rounds; between two rounds the policy learns from what was said so far, so that the next is
  /// about what it says then.
  func campaign(
    about fineTuned: any LanguageModel, pretrained: any LanguageModel, of pool: inout AnnotatorPool
  ) throws -> (FeedbackOutcome, TrainingReport) {
    let rounds = settings.feedback.rounds
    var outcome = FeedbackOutcome(scale: usualScale(of: fineTuned))
    pool.learn(outcome.scale)
    let campaign = FeedbackCampaign(settings: settings.campaign, scale: outcome.scale)
    let stream = luck(of: .feedback).child("feedback")
    let checks = checkCandidates(fineTuned, pretrained, using: stream.child("check candidates"))
    var (state, report) = (CampaignState(), TrainingReport())
    // Between rounds the policy goes on learning; in the only round nothing has begun.
    var training = rounds > 1 ? policyTraining(from: fineTuned) : nil
    for round in 0..<rounds {
      try Task.checkCancellation()
      let chosen = try questions(
        of: round, from: training?.policy ?? fineTuned, other: pretrained,
        predictions: predictions(from: outcome.judgements, fineTuned, round: round),
        using: stream.child("questions"))
      outcome.unaskedCount += settings.feedback.questions(in: round) - chosen.questions.count
      let answers = campaign.ask(
        chosen.questions, checksFrom: checks, of: &pool, continuing: &state,
        using: stream.child("answers"))
      outcome.add(answers, ledger: state.ledger)
      note(
        answers, outcome, isByStrategy: chosen.strategy == settings.feedback.selection, round,
        in: &report)
      guard var current = training else { break }
      current.policy = try imitated(answers.judgements, by: current.policy, round: round)
      if round + 1 < rounds { try advance(&current, by: outcome, after: round) }
      training = current
      // Where it begins again, what it comes to by all answers is phase 4's.
      if settings.policyGradient.betweenRounds == .goOn { outcome.training = current }
    }
    return (outcome, report)
  }

  /// The questions of a round; no two of a campaign have the same id.
  private func questions(
    of round: Int, from policy: any LanguageModel, other: any LanguageModel,
    predictions: QuestionSelection.Predictions?, using stream: RandomStream
  ) -> (questions: [Question], strategy: String) {
    let feedback = settings.feedback
    let earlier = (0..<round).reduce(0) { $0 + feedback.questions(in: $1) }
    if feedback.isRoundRobin {
      let count = feedback.questions(in: round)
      let pairs = feedback.responsesPerPrompt * (feedback.responsesPerPrompt - 1) / 2
      let sets = questionSource.questions(
        (count + pairs - 1) / pairs, from: policy, other: other,
        prompts: world.prompts(in: .training), using: round == 0 ? stream : stream.child(round))
      let questions = sets.flatMap { $0.roundRobin(firstID: earlier + $0.id * pairs) }
      return (Array(questions.prefix(count)), RandomSelection.name)
    }
    return questionSource.questions(
      feedback.questions(in: round), chosenBy: QuestionSelections.all.named(feedback.selection),
      candidatesPerQuestion: feedback.candidates, predictions: predictions, from: policy,
      other: other, prompts: world.prompts(in: .training), firstID: earlier * feedback.candidates,
      using: round == 0 ? stream : stream.child(round))
  }

  /// Notes how a round went.
  private func note(
    _ answers: CampaignReport, _ outcome: FeedbackOutcome, isByStrategy: Bool, _ round: Int,
    in report: inout TrainingReport
  ) {
    report.record(CampaignSeries.answered.key, at: round, Double(answers.answeredCount))
    report.record(CampaignSeries.dollars.key, at: round, outcome.ledger.dollars)
    report.record(CampaignSeries.isByStrategy.key, at: round, isByStrategy ? 1 : 0)
    if let accuracy = answers.labelAccuracy {
      report.record(CampaignSeries.labelAccuracy.key, at: round, accuracy)
    }
  }

  /// Questions that checks can be made of.
  private func checkCandidates(
    _ policy: any LanguageModel, _ other: any LanguageModel, using stream: RandomStream
  ) -> [Question] {
    guard settings.feedback.goldQuestionShare > 0 else { return [] }
    let candidates = questionSource.questions(
      256, from: policy, other: other, prompts: world.prompts(in: .training), using: stream)
    return settings.feedback.isRoundRobin
      ? candidates.compactMap { $0.roundRobin(firstID: $0.id).first } : candidates
  }

  /// What reward models fitted so far make of responses, where questions are chosen by it.
  private func predictions(
    from judgements: FeedbackDataset, _ start: any LanguageModel, round: Int
  ) throws -> QuestionSelection.Predictions? {
    let needs = QuestionSelections.all.named(settings.feedback.selection).needs
    guard needs.arePredictions, settings.feedback.candidates > 1 else { return nil }
    let evidence = try evidence(from: judgements)
    guard !evidence.isEmpty else { return nil }
    var ensemble = RewardEnsemble(
      model: rewardModelStart?.value ?? start, settings: settings.rewardModel,
      memberCount: needs == .rewardModel ? 1 : settings.feedback.ensemble)
    _ = try ensemble.fit(to: evidence, using: luck(of: .feedback).child("ensemble").child(round))
    return { [ensemble] responses in ensemble.memberRewards(for: responses) }
  }

  /// The policy after it has learnt from what people wrote themselves in a round, if they did.
  private func imitated(
    _ judgements: FeedbackDataset, by policy: any LanguageModel, round: Int
  ) throws -> any LanguageModel {
    let written = LabelConverter().writtenResponses(from: judgements)
    guard !written.isEmpty else { return policy }
    return try imitate(
      written, from: policy, using: luck(of: .feedback).child("learning from writing").child(round)
    ).0
  }

  /// Takes the policy's optimisation to where it should stand after a round, by a reward model of all
  /// answers so far; each round gets its part of the iterations, or all of them where the policy begins again.
  private func advance(
    _ training: inout any PolicyTraining, by outcome: FeedbackOutcome, after round: Int
  ) throws {
    let restarts = settings.policyGradient.betweenRounds == .restart
    let end =
      restarts
      ? training.iterationCount
      : training.iterationCount * (round + 1) / settings.feedback.rounds
    if restarts { training = policyTraining(from: training.reference) }
    let evidence = try evidence(from: outcome.judgements)
    guard training.iteration < end, !evidence.isEmpty else { return }
    let (model, _) = try fittedRewardModel(
      to: evidence, from: training.reference,
      using: luck(of: .rewardModel).child("reward model").child(round))
    _ = try training.advance(to: end, reward: LearnedReward(model: model))
  }
}
