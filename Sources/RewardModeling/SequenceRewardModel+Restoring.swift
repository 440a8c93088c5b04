import Networks

extension SequenceRewardModel {
  /// A reward model as a run left it in a folder: it judges as it did when it was trained.
  ///
  /// - Returns: `nil` where the folder holds a policy.
  public init?(_ contents: ModelFolder.Contents) {
    var settings = Settings()
    switch contents.role {
    case .policy: return nil
    case .reward(let scale, let shift):
      self.init(model: contents.model, settings: settings, scale: scale, shift: shift)
    case .tokenReward(let scale, let shift):
      settings.reading = .everyToken
      self.init(model: contents.model, settings: settings, scale: scale, shift: shift)
    }
  }
}
