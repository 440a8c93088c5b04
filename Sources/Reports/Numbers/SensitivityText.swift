import Experiments

/// What a run says about its own sight, for page and terminal.
package enum SensitivityText {
  /// Sentences: which levels place nothing, and the smallest difference that could have been seen.
  package static func notes(on sensitivity: Sensitivity) -> [String] {
    let blind = sensitivity.levels.filter { !$0.isPlaceable }.map { level in
      "\(level.name): \(sensitivity.best) and \(sensitivity.worst) cannot be told apart, so nothing can "
        + "be placed between them."
    }
    let beyond = sensitivity.levels.compactMap { level -> String? in
      let arms = zip(sensitivity.arms, level.indices).compactMap { arm, index in
        (index?.interval).flatMap { $0.upperBound < -0.1 ? arm : nil }
      }
      return arms.isEmpty
        ? nil
        : "\(level.name): \(arms.joined(separator: ", ")) \(arms.count == 1 ? "does" : "do") better than "
          + "\(sensitivity.best), which is not the best arm."
    }
    let notes = blind + beyond
    guard let detectable = sensitivity.detectable else { return notes }
    let share = sensitivity.share.map {
      ", \(NumberText.short(($0 * 100).rounded())) % of the range from \(sensitivity.best) to "
        + "\(sensitivity.worst)"
    }
    return notes + [
      "A difference of \(NumberText.short(detectable)) in gold reward between two arms could have been "
        + "seen\(share ?? "") (80 % power, two-sided 5 %)."
    ]
  }
}
