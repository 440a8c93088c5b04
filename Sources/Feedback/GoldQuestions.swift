import Randomness
import SandboxCore

/// Questions whose answer is known, mixed among the others to find out who does not try.
///
/// A person who answers rightly with probability a passes g checks of which c must be right with
///
///     P = Σ_{k ≥ c} C(g, k) aᵏ (1 − a)^(g − k)
///
/// so that 14 of 20 are reached by 96.6 % of people who are right with 0.836, and by 5.8 % of those who
/// toss a coin.
public struct GoldQuestions: Sendable, Hashable, Codable {
  /// The share of checks among all questions, in 0..<1.
  public var share: Double
  /// The share of an account's checks that must be right, in 0...1.
  public var passThreshold: Double
  /// How clear a check must be: the gold gap that its answer hangs on, in standard deviations of the
  /// usual gold reward, ≥ 0.
  public var leastGap: Double
  /// How many checks an account must have answered before it is judged, at least 1.
  public var leastChecks: Int
  /// What becomes of those who fail.
  public var dismissal: Dismissal

  /// What becomes of an account that fails.
  public enum Dismissal: String, Sendable, Hashable, Codable, CaseIterable {
    /// At the end of the round all its answers of the round are left out, though paid for, and it is
    /// asked nothing in later rounds.
    case allAnswers = "all-answers"
    /// It is asked nothing more from the check at which its share first lies below the mark; what it
    /// answered before counts.
    case fromThenOn = "from-then-on"
  }

  /// Describes checks; the parameters are the properties of the same names.
  public init(
    share: Double = 0.1, passThreshold: Double = 0.7, leastGap: Double = 1, leastChecks: Int = 5,
    dismissal: Dismissal = .allAnswers
  ) {
    precondition((0...1).contains(share) && share < 1, "a share of \(share) checks")
    precondition((0...1).contains(passThreshold), "a pass mark of \(passThreshold)")
    precondition(leastChecks >= 1, "judged after \(leastChecks) checks")
    self.share = share
    self.passThreshold = passThreshold
    self.leastGap = leastGap
    self.leastChecks = leastChecks
    self.dismissal = dismissal
  }

  /// Mixes checks into questions.
  ///
  /// Before each question stand as many checks as a coin of probability `share` falls on heads in a row.
  /// Candidates that are clear enough are taken in turn, again from the first when all were. The checks'
  /// ids are −1, −2, …, so that no other question's id, and nobody's luck with it, moves.
  ///
  /// - Parameters:
  ///   - questions: in the order of asking; it is kept.
  ///   - candidates: where checks come from; without a clear one none are mixed in.
  ///   - scale: the unit of the gap.
  ///   - earlier: how many checks earlier rounds had.
  ///   - stream: where checks stand.
  public func mixed(
    into questions: [Question], from candidates: [Question], scale: UtilityScale,
    after earlier: Int = 0, using stream: RandomStream
  ) -> [Question] {
    let clear = candidates.filter { $0.goldGap(on: scale) >= leastGap }
    guard !clear.isEmpty, share > 0 else { return questions }
    var stream = stream
    var mixed: [Question] = []
    mixed.reserveCapacity(Int(Double(questions.count) / (1 - share)))
    var count = 0
    for question in questions {
      while stream.bernoulli(share) {
        var check = clear[count % clear.count]
        count += 1
        check.id = -earlier - count
        check.isGoldQuestion = true
        mixed.append(check)
      }
      mixed.append(question)
    }
    return mixed
  }

  /// Whether an account with these results is to be dismissed.
  func fails(right: Int, of checks: Int) -> Bool {
    // A millionth of grace: 7 of 10 reach a mark of 0.7, whatever binary fractions say.
    checks >= leastChecks && Double(right) < passThreshold * Double(checks) - 1e-6
  }
}
