import Foundation
import Networks
import Randomness
import SandboxCore

extension SequenceRewardModel {
  /// A reward model on its way: advanced epoch by epoch.
  ///
  /// A value that holds everything that later epochs depend on: the model, the optimiser's moments, the
  /// evidence. So a copy is a saved state, and goes on bit for bit as the original does.
  public struct Training: Sendable {
    /// The reward model, as it is after ``epoch`` epochs; neither scaled nor shifted.
    public private(set) var rewardModel: SequenceRewardModel
    /// How many epochs have been taken.
    public private(set) var epoch = 0
    /// Whether all epochs have been taken.
    public var isFinished: Bool { epoch >= rewardModel.settings.epochs }

    private let deck: ExampleSampler
    private let heldOut: TrainingExamples
    private let stream: RandomStream
    private var learner: RewardLearner
    /// The model as it began.
    private let beginning: any LanguageModel
    /// How the model predicted every answer before it learnt from it; only where the scale asks for it.
    private var fit = PredictiveFit()
    /// The mean answer by kind; of preferences 0, as either may stand first.
    private let expected: [String: Double]

    /// Learns from one part of the evidence and is measured on the other.
    init(
      _ rewardModel: SequenceRewardModel, on evidence: TrainingExamples, heldOut: TrainingExamples,
      using stream: RandomStream
    ) {
      self.rewardModel = rewardModel
      (self.rewardModel.scale, self.rewardModel.shift) = (1, 0)
      self.heldOut = heldOut
      beginning = rewardModel.model
      expected = PredictiveFit.expectedAnswers(evidence)
      self.stream = stream
      deck = ExampleSampler(evidence)
      let settings = rewardModel.settings
      learner = RewardLearner(
        model: rewardModel.model, settings: settings,
        stepCount: deck.batchCount(size: settings.batchSize) * settings.epochs,
        learnsThreshold: !evidence.scores.isEmpty && !evidence.approvals.isEmpty)
    }

    /// Goes through all of the evidence once.
    ///
    /// - Parameter workspace: scratch memory, reused from call to call.
    /// - Returns: the numbers of this epoch; see ``SequenceRewardModel/fit(to:using:)``.
    /// - Throws: ``TrainingFailure`` when a number stops being finite; `CancellationError`. The
    ///   training is then of no more use.
    public mutating func step(workspace: Workspace) throws -> TrainingReport {
      precondition(!isFinished, "the reward model has had its \(epoch) epochs")
      var report = TrainingReport()
      try learn(workspace: workspace, report: &report)
      try measure(on: heldOut.preferences, workspace: workspace, report: &report)
      let rewards = try measure(on: heldOut.scores, workspace: workspace, report: &report)
      if let accuracy = concordance(of: heldOut.scores, rewards: rewards.map { $0[0] }) {
        report.record("held_out_score_accuracy", at: lastStep, accuracy)
      }
      try measure(on: heldOut.approvals, workspace: workspace, report: &report)
      try measure(on: heldOut.rankings, workspace: workspace, report: &report)
      rewardModel.settings.labels = learner.labels
      if learner.labels.ties == .davidson {
        report.record("tie_parameter", at: lastStep, exp(learner.labels.logTie))
      }
      if isPredicting {
        rewardModel.predictiveFit = fit.share
        report.record("predictive_fit", at: lastStep, fit.share)
      }
      epoch += 1
      return report
    }

    /// Takes all epochs that are left.
    mutating func finish(leaving result: inout SequenceRewardModel) throws -> TrainingReport {
      let workspace = Workspace()
      var report = TrainingReport()
      while !isFinished { report.points += try step(workspace: workspace).points }
      result = rewardModel
      return report
    }

    /// The step that after-epoch numbers are filed under.
    private var lastStep: Int { learner.stepIndex - 1 }

    private mutating func learn(workspace: Workspace, report: inout TrainingReport) throws {
      var shuffling = stream.child("order").child(epoch)
      let order = shuffling.permutation(deck.evidence.count)
      var (pairs, singles, rankings) = (FitScore(), FitScore(), FitScore())
      for batch in deck.batches(order: order, size: rewardModel.settings.batchSize) {
        try Task.checkCancellation()
        if !batch.preferences.isEmpty {
          pairs += try learn(from: batch.preferences, workspace: workspace, report: &report)
        } else if !batch.scores.isEmpty {
          _ = try learn(from: batch.scores, workspace: workspace, report: &report)
        } else if !batch.rankings.isEmpty {
          rankings += try learn(from: batch.rankings, workspace: workspace, report: &report)
        } else {
          singles += try learn(from: batch.approvals, workspace: workspace, report: &report)
        }
      }
      if let accuracy = pairs.accuracy { report.record("accuracy", at: lastStep, accuracy) }
      if let accuracy = singles.accuracy {
        report.record("approval_accuracy", at: lastStep, accuracy)
      }
      if let accuracy = rankings.accuracy {
        report.record("ranking_accuracy", at: lastStep, accuracy)
      }
    }

    private mutating func learn<Piece: RewardPiece>(
      from pieces: [Piece], workspace: Workspace, report: inout TrainingReport
    ) throws -> FitScore {
      let (score, rewards) = try learner.step(
        &rewardModel.model, on: pieces, workspace: workspace, report: &report)
      predict(pieces, rewards, isLearnt: true, workspace: workspace)
      return score
    }

    /// Whether it matters how answers are predicted that have not been learnt from yet: in the first epoch, where
    /// the scale goes by it.
    private var isPredicting: Bool {
      epoch == 0 && rewardModel.settings.normalization == .predictiveFit
    }

    /// Counts how well the rewards predict, where that matters.
    private mutating func predict<Piece: RewardPiece>(
      _ pieces: [Piece], _ rewards: [[Double]], isLearnt: Bool, workspace: Workspace
    ) {
      guard isPredicting, !pieces.isEmpty else { return }
      Piece.count(
        pieces, rewards: rewards,
        first: learner.score(of: beginning, on: pieces, workspace: workspace).rewards,
        expected: expected[Piece.prefix] ?? 0, isLearnt: isLearnt, in: &fit)
    }

    /// Reports how the model does on what it has not learnt from; returns the rewards of each piece's responses.
    @discardableResult
    private mutating func measure<Piece: RewardPiece>(
      on heldOut: [Piece], workspace: Workspace, report: inout TrainingReport
    ) throws -> [[Double]] {
      let (test, rewards) = learner.score(
        of: rewardModel.model, on: heldOut, workspace: workspace)
      predict(heldOut, rewards, isLearnt: false, workspace: workspace)
      let prefix = "held_out_" + Piece.prefix
      if let loss = test.loss {
        try report.record(prefix + "loss", at: lastStep, loss, in: RewardLearner.phase)
      }
      if let accuracy = test.accuracy {
        report.record(prefix + "accuracy", at: lastStep, accuracy)
      }
      return rewards
    }
  }
}
