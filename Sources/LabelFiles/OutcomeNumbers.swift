/// What the numbers in a column of winners mean, judged by all of them together.
enum OutcomeNumbers: CaseIterable {
  /// 1 the left won, 0 a tie, −1 the right won.
  case signs
  /// The points of the left: 1 won, ½ drawn, 0 lost.
  case points
  /// 1 the left won, 2 the right won, 0 a tie.
  case places
  /// How much the left is preferred, from 0 to 1: a soft preference, such as a share of votes or a
  /// probability.
  case shares

  /// The one reading that fits, or `nil`.
  ///
  /// Zeros and ones alone are points: nobody ties in half of the comparisons and never loses one.
  init?(_ numbers: [Double]) {
    func areAll(in set: [Double]) -> Bool { numbers.allSatisfy(set.contains) }
    if areAll(in: [0, 0.5, 1]) {
      self = .points
    } else if areAll(in: [-1, 0, 1]) {
      self = .signs
    } else if areAll(in: [0, 1, 2]) {
      self = .places
    } else if numbers.allSatisfy({ (0...1).contains($0) }) {
      self = .shares
    } else {
      return nil
    }
  }

  /// Whether a number has a meaning in some reading.
  static func mayMean(_ number: Double) -> Bool {
    [-1, 2].contains(number) || (0...1).contains(number)
  }

  /// What a number of the column says; of a share, which side it leans to.
  func outcome(of number: Double) -> ComparisonOutcome {
    switch (self, number) {
    case (_, 1): .left
    case (.points, 0.5), (.signs, 0), (.places, 0), (.shares, 0.5): .tie
    case (.shares, 0.5...): .left
    default: .right
    }
  }

  /// How the numbers are read, for people.
  var explanation: String {
    switch self {
    case .signs: "1 is won by the left, 0 a tie, -1 won by the right"
    case .points: "1 is won by the left, 0.5 a tie, 0 won by the right"
    case .places: "1 is won by the left, 2 won by the right, 0 a tie"
    case .shares:
      "how much the left is preferred, from 0 to 1; 0.7 counts as 0.7 of a win and 0.3 of a loss"
    }
  }
}
