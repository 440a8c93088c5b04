import SandboxCore

extension Answer {
  /// The answer of someone who wants the contrary. A tie, a refusal and a text are their own opposites.
  var opposite: Answer {
    switch self {
    case .first: .second
    case .second: .first
    case .graded(let grade): .graded(-grade)
    case .ranking(let order): .ranking(order.reversed())
    case .rating(let rating): .rating(11 - rating)
    case .up: .down
    case .down: .up
    case .tie, .declined, .draft, .rubric: self
    }
  }
}
