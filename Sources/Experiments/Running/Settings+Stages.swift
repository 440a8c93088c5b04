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

extension FeedbackSettings {
  /// The campaign among people and so many copies of a machine.
  func campaign(machineAccounts: Int) -> Feedback.FeedbackSettings {
    // The factors that make a comparison cost what the settings say.
    let published = WorkCosts()
    let seconds = published.seconds(.comparison, itemCount: 2)
    let dollars = published.dollars(.comparison, itemCount: 2)
    return Feedback.FeedbackSettings(
      annotatorsPerQuestion: annotatorsPerQuestion, assignment: assignment,
      costs: WorkCosts(
        secondsFactor: secondsPerAnswer / seconds, dollarsFactor: dollarsPerAnswer / dollars),
      budget: Budget(
        dollars: budgetDollars, hours: budgetHours, wallClockHours: budgetWallClockHours),
      workforce: Workforce(
        shifts: shiftHours < 24 || absence > 0
          ? Workforce.Shifts(hoursPerDay: shiftHours, probabilityAbsent: absence) : nil,
        session: sessionAnswers.map {
          Workforce.Session(answers: $0, breakMinutes: breakMinutes)
        }, parallelPeople: parallelPeople),
      goldChecks: goldCheckShare > 0
        ? GoldChecks(share: goldCheckShare, passMark: passMark) : nil,
      machines: machineRouting == .share
        ? .share(machineShare) : .routing(toPeople: 1 - machineShare),
      machinesPerQuestion: max(1, min(annotatorsPerQuestion, machineAccounts)))
  }

  /// How many questions a round asks; the first rounds get what is left over.
  func questions(in round: Int) -> Int {
    questions / rounds + (round < questions % rounds ? 1 : 0)
  }
}

extension RewardModelSettings {
  /// The reward model's training.
  var training: SequenceRewardModel.Settings {
    SequenceRewardModel.Settings(
      epochs: epochs, batchSize: batchSize, learningRate: learningRate, weightDecay: weightDecay,
      heldOutShare: heldOutShare, normalizesVariance: normalization == .meanAndVariance)
  }
}

extension ArmSettings {
  /// The campaign.
  package var campaign: Feedback.FeedbackSettings {
    feedback.campaign(machineAccounts: annotators.population.machines.accounts)
  }

  /// The optimiser; text is expected to end by itself, games are ended by their rules.
  var optimizer: PPO {
    policyOptimization.optimizer(isText: !world.name.isBoard && world.name != .tiny)
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
    settings.valueClipRange = valueClipRange
    settings.rewardClip = rewardClip
    settings.whitensRewards = whitensRewards
    settings.normalizesAdvantages = normalizesAdvantages
    settings.annealsLearningRate = annealsLearningRate
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
