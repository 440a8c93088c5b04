import Annotators
import Feedback
import PolicyOptimization
import RewardModeling
import SupervisedTraining

// What the stages call their settings, from what a scenario calls them.

extension SupervisedSettings {
  /// The trainer of phase 1 or 2 for so many sequences.
  func trainer(sequenceCount: Int) -> SupervisedTrainer {
    let steps = (sequenceCount + batchSize - 1) / batchSize * epochs
    return SupervisedTrainer(
      settings: SupervisedTrainer.Settings(
        duration: .epochs(epochs), batchSize: batchSize, learningRate: learningRate,
        warmUpSteps: Int(warmUp * Double(steps)), weightDecay: weightDecay))
  }
}

extension AnnotatorSettings {
  /// The population; without trolls it is the panel that judges the Elo table.
  package func population(withTrolls: Bool) -> PopulationSettings {
    PopulationSettings(
      count: count,
      groups: groups.isEmpty
        ? [.init(group: "plain", share: 1)]
        : groups,
      choice: ChoiceModel(
        rationality: rationality.map { .boltzmann(rationality: $0) } ?? .perfect,
        mistakeProbability: mistakes, lapseProbability: lapses, positionBias: positionBias),
      individualTaste: individualTaste, trollShare: withTrolls ? trollShare : 0,
      trollConduct: trollConduct, trollActivity: trollActivity)
  }
}

extension FeedbackSettings {
  /// The campaign.
  var campaign: FeedbackCampaign {
    FeedbackCampaign(
      settings: Feedback.FeedbackSettings(
        questionCount: comparisons, annotatorsPerQuestion: annotatorsPerQuestion,
        secondsPerAnswer: secondsPerAnswer, dollarsPerAnswer: dollarsPerAnswer,
        dollarBudget: budgetDollars))
  }
}

extension RewardModelSettings {
  /// The reward model's training.
  var training: SequenceRewardModel.Settings {
    SequenceRewardModel.Settings(
      epochs: epochs, batchSize: batchSize, learningRate: learningRate, weightDecay: weightDecay,
      heldOutShare: heldOutShare)
  }
}

extension PolicyOptimizationSettings {
  /// The optimiser.
  ///
  /// - Parameter isText: whether an agent is expected to end its response by itself.
  func optimizer(isText: Bool) -> PPO {
    var settings = PPO.Settings()
    settings.iterations = iterations
    settings.episodesPerIteration = episodes
    settings.epochs = epochs
    settings.minibatchCount = minibatches
    settings.learningRate = learningRate
    settings.maximumGradientNorm = gradientClip
    settings.clipRange = clipRange
    settings.valueCoefficient = valueCoefficient
    settings.entropyCoefficient = entropyBonus
    settings.discount = discount
    settings.traceDecay = gaeLambda
    settings.klToBehaviourLimit = earlyStopKL
    settings.missingEndPenalty = isText && missingEndPenalty > 0 ? missingEndPenalty : nil
    settings.klPenalty =
      switch kl {
      case .off: .off
      case .fixed: .fixed(coefficient: klCoefficient)
      // Ziegler et al. 2019, arXiv:1909.08593: the coefficient moves by a tenth of the error a round.
      case .adaptive:
        .adaptive(
          target: klTarget, initialCoefficient: klCoefficient, horizon: 10 * Double(episodes))
      }
    return PPO(settings: settings)
  }
}
