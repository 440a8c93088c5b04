import Experiments

/// What a smoke run cut, in a line.
enum SmokeNote {
  /// Says how much differs between a scenario and what is run of it.
  static func text(from whole: Experiment, to small: Experiment) -> String {
    var parts: [String] = []
    if whole.replications != small.replications {
      parts.append("replications from \(whole.replications) to \(small.replications)")
    }
    let cut = SettingsCatalog.all.filter { setting in
      zip(whole.arms, small.arms).contains {
        setting.value(in: $0.settings) != setting.value(in: $1.settings)
      }
    }
    if !cut.isEmpty { parts.append(cut.count == 1 ? cut[0].key : "\(cut.count) settings") }
    return parts.isEmpty
      ? "note: --smoke cut nothing: all is small enough"
      : "note: --smoke cut \(parts.joined(separator: " and ")); scenario.yaml has what is run"
  }
}
