import Foundation

extension Traits {
  /// How often the person answers without looking after so many answers in a row.
  ///
  ///     λ(t) = λ₀ + (λ∞ − λ₀)(1 − e^(−t/τ)),   λ∞ > λ₀
  ///
  /// An assumption of ours: no canonical curve of annotators' fatigue was found.
  ///
  /// - Parameter answers: t ≥ 0, since the last break.
  func lapseProbability(after answers: Int) -> Double {
    guard fatigueLimit > lapses, answers > 0 else { return lapses }
    return lapses + (fatigueLimit - lapses) * (1 - exp(-Double(answers) / fatigueAnswers))
  }

  /// What practice leaves of the person's rationality.
  ///
  ///     1 − (1 − s) e^(−n/τ)
  ///
  /// An assumption of ours, of the form of an exponential learning curve.
  ///
  /// - Parameter answers: n ≥ 0, ever given.
  func practice(after answers: Int) -> Double {
    guard beginnerShare < 1 else { return 1 }
    return 1 - (1 - beginnerShare) * exp(-Double(answers) / learningAnswers)
  }
}
