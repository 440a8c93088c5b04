import Experiments

extension Experiment {
  /// The experiment with everything that takes time cut down, to see whether it runs at all: two
  /// replications, small data, two rounds of optimisation. Its numbers mean nothing.
  var smokeSized: Experiment {
    var small = self
    small.replications = min(replications, 2)
    for index in arms.indices { small.arms[index].settings.shrink() }
    return small
  }
}

extension ArmSettings {
  /// Lowers what is above the size of a smoke test; nothing that is switched off is switched on.
  fileprivate mutating func shrink() {
    pretraining.amount = min(pretraining.amount, 8000)
    pretraining.epochs = 1
    fineTuning.amount = min(fineTuning.amount, 96)
    fineTuning.epochs = 1
    feedback.comparisons = min(feedback.comparisons, 96)
    rewardModel.epochs = 1
    policyOptimization.iterations = min(policyOptimization.iterations, 2)
    policyOptimization.episodes = min(policyOptimization.episodes, 16)
    policyOptimization.epochs = 1
    policyOptimization.minibatches = min(policyOptimization.minibatches, 2)
    evaluation.episodes = min(evaluation.episodes, 16)
    evaluation.pairs = min(evaluation.pairs, 16)
    evaluation.matches = min(evaluation.matches, 4)
    evaluation.interval = 1
    evaluation.samples = min(evaluation.samples, 3)
  }
}
