import Experiments

/// What a run says about its own sight, for page and terminal.
package enum SensitivityText {
  /// Sentences: which levels place nothing, and the smallest difference that could have been seen.
  package static func notes(on sensitivity: Sensitivity) -> [String] {
    let blind = sensitivity.levels.filter { !$0.isPlaceable }.map { level in
      "\(level.name): \(sensitivity.best) and \(sensitivity.worst) cannot be told apart, so nothing can "
        + "be placed between them."
    }
    guard let detectable = sensitivity.detectable else { return blind }
    let share = sensitivity.share.map {
      ", \(NumberText.short(($0 * 100).rounded())) % of the range from \(sensitivity.best) to "
        + "\(sensitivity.worst)"
    }
    return blind + [
      "A difference of \(NumberText.short(detectable)) in gold reward between two arms could have been "
        + "seen\(share ?? "") (80 % power, two-sided 5 %)."
    ]
  }
}
