import SandboxCore

extension Answer {
  /// The answer of someone who wants the contrary. A tie and a refusal are their own opposites, and whoever
  /// writes does so with care.
  ///
  /// - Parameter flaws: those that a rubric may name.
  func opposite(among flaws: [Flaw]) -> Answer {
    switch self {
    case .first: .second
    case .second: .first
    case .graded(let grade): .graded(-grade)
    case .ranking(let order): .ranking(order.reversed())
    case .rating(let rating): .rating(11 - rating)
    case .up: .down
    case .down: .up
    case .rubric(let rating, let named):
      .rubric(rating: 11 - rating, flaws: flaws.map(\.name).filter { !named.contains($0) })
    case .tie, .declined, .draft: self
    }
  }
}
