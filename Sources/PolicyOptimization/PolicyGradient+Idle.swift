import SandboxCore

// Settings that depend on others to have an effect.
extension PolicyGradient.Settings {
  private static func idle(_ keys: [String], _ because: String) -> [IdleSetting] {
    keys.map {
      IdleSetting(section + "." + $0, because: section + "." + because)
    }
  }

  /// What of the settings can change nothing beside the others.
  var idle: [IdleSetting] {
    idleOfDistance + idleOfCredit
      + (groups == .nash
        ? [] : Self.idle(["opponent_mixture"], "groups is not nash"))
      + (groups == .maximin ? [] : Self.idle(["group_step"], "groups is not maximin"))
  }

  /// What a penalty of another kind, or none, does not read.
  var idleOfDistance: [IdleSetting] {
    switch kl {
    case .off:
      Self.idle(["kl_coefficient", "kl_place", "adaptive_kl_target"], "kl is off")
    case .fixed: Self.idle(["adaptive_kl_target"], "kl is fixed")
    case .adaptive: []
    }
  }

  /// What a baseline or a ratio of another kind does not read.
  private var idleOfCredit: [IdleSetting] {
    var result: [IdleSetting] = []
    if !hasValueFunction {
      result += Self.idle(
        ["discount", "gae_lambda", "value_coefficient", "value_clip_range"],
        "baseline is \(baseline.rawValue), which has no value function")
    }
    if ratio == .likelihood {
      result += Self.idle(["clip_range"], "ratio is likelihood, which has nothing to be clipped")
    }
    if entropyCoefficient == 0 {
      result += Self.idle(["anneal_entropy_coefficient"], "entropy_coefficient is 0")
    }
    if rewardClip != nil {
      result += Self.idle(["token_rewards"], "reward_clip is set, so that all is paid at the end")
    }
    return result
  }
}
