import Experiments

/// What a smoke run cut, in a line.
enum SmokeNote {
  /// Names everything that differs between a scenario and what is run of it.
  static func text(from whole: Experiment, to small: Experiment) -> String {
    var parts: [String] = []
    if whole.replications != small.replications {
      parts.append("replications from \(whole.replications) to \(small.replications)")
    }
    for setting in SettingsCatalog.all {
      let pairs = zip(whole.arms, small.arms).map {
        (setting.value(in: $0.settings).description, setting.value(in: $1.settings).description)
      }
      guard let first = pairs.first(where: { $0 != $1 }) else { continue }
      // Arms may be cut differently; then the file says how.
      let isCommon = pairs.allSatisfy { $0 == first }
      parts.append(setting.key + (isCommon ? " from \(first.0) to \(first.1)" : ""))
    }
    return parts.isEmpty
      ? "note: --smoke cut nothing: all is small enough"
      : "note: --smoke cut \(parts.joined(separator: ", ")); scenario.yaml has what is run"
  }
}
