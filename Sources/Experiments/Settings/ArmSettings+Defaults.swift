extension ArmSettings {
  /// What a scenario that names only its world gets.
  ///
  /// Found by hand on the first seeds of `01-four-phases`, with the budget of a laptop's minute: enough
  /// pre-training to know the world, few enough demonstrations to leave something to learn, a KL
  /// penalty that stops near where the reward model's advice stops being good. Worlds differ in how much
  /// there is to learn: a board's sequences are short and its reward lies in −1...1, so its models are
  /// smaller, its games more, and its KL coefficient is in other units.
  public static func defaults(for world: WorldName) -> ArmSettings {
    var settings = ArmSettings()
    settings.world.name = world
    switch world {
    case .town: settings.setTown()
    case .tiny: settings.setTiny()
    case .ticTacToe, .connectFour: settings.setBoard()
    }
    return settings
  }

  private mutating func setTown() {
    pretraining = SupervisedSettings(amount: 600_000, batchSize: 16, learningRate: 3e-3)
    fineTuning = SupervisedSettings(amount: 4000, epochs: 3, batchSize: 16, learningRate: 2e-3)
    feedback.questions = 5000
    rewardModel.batchSize = 16
    rewardModel.learningRate = 5e-4
    policyOptimization.iterations = 12
    policyOptimization.episodes = 512
    policyOptimization.epochs = 2
    policyOptimization.minibatches = 8
    policyOptimization.learningRate = 5e-4
    policyOptimization.klCoefficient = 0.3
    policyOptimization.valueCoefficient = 0.1
    policyOptimization.earlyStopKL = 0.1
    evaluation.interval = 2
  }

  private mutating func setTiny() {
    model.kind = .nGram
    model.order = 5
    pretraining = SupervisedSettings(amount: 10_000, batchSize: 32, learningRate: 1e-2)
    fineTuning = SupervisedSettings(amount: 500, epochs: 2, batchSize: 32, learningRate: 1e-2)
    rewardModel.learningRate = 1e-2
    rewardModel.epochs = 4
    policyOptimization.episodes = 512
    policyOptimization.learningRate = 1e-2
    policyOptimization.klCoefficient = 0.1
    policyOptimization.missingEndPenalty = 0
  }

  private mutating func setBoard() {
    // Constraints make blunders cost: left off, the reward is the game's, win the game.
    self.world.constraints = false
    model.width = 32
    model.heads = 2
    pretraining = SupervisedSettings(amount: 150_000, batchSize: 16, learningRate: 3e-3)
    fineTuning = SupervisedSettings(amount: 20_000, epochs: 2, batchSize: 16, learningRate: 3e-3)
    feedback.questions = 8000
    rewardModel.epochs = 4
    rewardModel.batchSize = 16
    rewardModel.learningRate = 2e-3
    policyOptimization.iterations = 60
    policyOptimization.episodes = 1024
    policyOptimization.epochs = 3
    policyOptimization.minibatches = 8
    policyOptimization.learningRate = 1e-3
    policyOptimization.entropyBonus = 0.003
    policyOptimization.klCoefficient = 0.005
    policyOptimization.earlyStopKL = 0.2
    policyOptimization.missingEndPenalty = 0
    evaluation.episodes = 512
  }
}
