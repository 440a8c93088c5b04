/// Somebody before one question, who can do with it what people do with questions.
///
/// A channel composes its answer of these acts, whoever acts: a person who looks, one who does not, one who
/// presses the first button.
public protocol Respondent {
  /// Whether the first of two is better.
  mutating func prefersFirst() -> Bool
  /// How much better the first of two is, in −3...3 without 0; see ``Answer/graded(_:)``.
  mutating func grade() -> Int
  /// The places of what is shown, the best first.
  mutating func order() -> [Int]
  /// What the response is worth, from 1 (worst) to 10 (best).
  mutating func rating() -> Int
  /// Whether the response is good.
  mutating func approves() -> Bool
  /// The names of the flaws that the response has, in the world's order.
  mutating func flaws() -> [String]
  /// What they would like to read: ``Answer/draft(_:)``, or ``Answer/declined`` where nothing comes to mind.
  mutating func writing() -> Answer
}
