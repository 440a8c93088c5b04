extension ArmSettings {
  /// What a scenario that names only its world gets.
  ///
  /// Worlds differ in how much there is to learn: a board's sequences are short and its reward is
  /// in −1...1, so its models are smaller and its guardrails narrower than the town's.
  public static func defaults(for world: WorldName) -> ArmSettings {
    var settings = ArmSettings()
    settings.world.name = world
    switch world {
    case .town:
      settings.pretraining.amount = 300_000
      settings.fineTuning.amount = 2000
      settings.fineTuning.epochs = 2
      settings.fineTuning.learningRate = 1e-3
    case .tiny:
      settings.model.kind = .nGram
      settings.model.order = 7
      settings.pretraining.amount = 20_000
      settings.fineTuning.amount = 500
    case .ticTacToe, .connectFour:
      settings.model.width = 32
      settings.pretraining.amount = 40_000
      settings.fineTuning.amount = 1000
      settings.fineTuning.epochs = 2
      settings.fineTuning.learningRate = 1e-3
    }
    return settings
  }
}
