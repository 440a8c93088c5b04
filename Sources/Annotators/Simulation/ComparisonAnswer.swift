import SandboxCore

/// The answer to a comparison in one byte.
public enum ComparisonAnswer: UInt8, Sendable, Hashable, Codable {
  /// The response shown first is better.
  case first = 0
  /// The response shown second is better.
  case second = 1
  /// Neither is better.
  case tie = 2
  /// No answer.
  case declined = 3

  /// The answer of a code; what is no code is no answer.
  init(_ code: UInt8) {
    switch code {
    case 0: self = .first
    case 1: self = .second
    case 2: self = .tie
    default: self = .declined
    }
  }

  /// The same answer as people give it.
  public var answer: Answer {
    switch self {
    case .first: .first
    case .second: .second
    case .tie: .tie
    case .declined: .declined
    }
  }
}
