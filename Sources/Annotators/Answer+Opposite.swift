import SandboxCore

extension Answer {
  /// The answer of someone who wants the contrary; a tie and a refusal are their own opposites.
  var opposite: Answer {
    switch self {
    case .first: .second
    case .second: .first
    case .tie, .declined: self
    }
  }
}
