import Foundation
import Randomness

/// Bradley-Terry with raters who sometimes do not look, and then have a favourite side.
///
///     P(rater k says left) = q_k σ(θ_left − θ_right) + (1 − q_k) b_k
///
/// The model of Bugakova et al. 2019 ("Aggregation of pairwise comparisons with reduction of
/// biases", arXiv:1906.03711), as crowd-kit has it. Assumes that a rater looks with the same
/// probability q at all pairs, and has one favourite side; a tie is half an answer to either. Needs
/// raters who judged several pairs each, and the sides on which items were shown. The estimate is
/// the most probable one under a Dirichlet prior on (looks, left, right) and a normal prior of
/// variance 1/λ on strengths: always finite.
public struct NoisyBradleyTerry: RankingMethod, Hashable, Codable {
  /// Answers that the prior has seen a rater give after looking, > 0. Our choice: enough for a
  /// rater of few answers, little beside fifty.
  public var priorLooks: Double
  /// Answers that it has seen given blindly to each side, > 0.
  public var priorBlind: Double
  /// λ > 0 of ½λΣθ².
  public var ridge: Double

  /// Describes the priors; the parameters are the properties of the same names.
  public init(priorLooks: Double = 3, priorBlind: Double = 0.5, ridge: Double = 0.1) {
    precondition(priorLooks > 0 && priorBlind > 0 && ridge > 0, "priors must be positive")
    self.priorLooks = priorLooks
    self.priorBlind = priorBlind
    self.ridge = ridge
  }

  /// `noisy-bt`.
  public var name: String { "noisy-bt" }
  /// Raters look, or pick a side.
  public var assumptions: String {
    "Bradley-Terry's odds whenever a rater looks, with a probability of their own; otherwise a "
      + "favourite side decides; a tie is half an answer to either."
  }
  /// Raters.
  public var needs: RankingNeeds { .raters }

  /// Strengths, and q and b of each rater.
  public func fit(_ comparisons: Comparisons) throws(RatingError) -> RaterFit {
    try comparisons.requireRows()
    guard let table = RaterTable(comparisons) else {
      throw .missing(column: "rater", method: name)
    }
    let model = NoisyModel(looks: priorLooks, blind: priorBlind)
    var (fit, raters) = try RaterProfile.fit(comparisons, table, model, ridge: ridge)
    fit.reliabilities = raters.map(\.looks)
    fit.leftBiases = raters.map { $0.blindLeft / (1 - $0.looks) }
    return fit
  }

  /// θ in nats, with q of each rater.
  public func rate(
    _ comparisons: Comparisons, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    try fit(comparisons).ratings(
      notes: [
        "most probable with \(priorLooks) prior answers after looking, \(priorBlind) blind ones to "
          + "either side, and a ridge of \(ridge) for strengths"
      ] + comparisons.halfTieNotes)
  }
}

/// One rater of the noisy model: the shares of answers given after looking, and blindly to the
/// left.
struct NoisyModel: RaterModel {
  struct Rater: Sendable {
    /// q.
    var looks: Double
    /// (1 − q)·b.
    var blindLeft: Double
    /// (1 − q)(1 − b).
    var blindRight: Double { 1 - looks - blindLeft }
  }

  let looks: Double
  let blind: Double

  var typical: Rater {
    let total = looks + 2 * blind
    return Rater(looks: looks / total, blindLeft: blind / total)
  }

  func probability(_ rater: Rater, _ answers: RaterAnswers) -> (left: Double, slope: Double) {
    let p = answers.ahead
    return (rater.looks * p + rater.blindLeft, rater.looks * p * (1 - p))
  }

  func logPrior(_ rater: Rater) -> Double {
    looks * log(rater.looks) + blind * (log(rater.blindLeft) + log(rater.blindRight))
  }

  /// Newton's method in the two shares: a mixture of known parts is concave in its weights.
  ///
  /// Only slopes are compared, as in ``NewtonMaximizer``: a step is right once the slope along it has
  /// not turned by more than a tenth.
  func best(for answers: [RaterAnswers], from start: Rater) -> Rater {
    var rater = start
    var here = bend(at: rater, answers)
    for _ in 0..<100 {
      let step = here.step
      let ascent = here.slope(along: step)
      var length = 1.0
      var next = rater
      var there = here
      repeat {
        next.looks = rater.looks + length * step.looks
        next.blindLeft = rater.blindLeft + length * step.left
        if next.looks > 0, next.blindLeft > 0, next.blindRight > 0 {
          there = bend(at: next, answers)
          if there.slope(along: step) >= -0.1 * ascent { break }
        }
        length /= 2
      } while length > 1e-12
      guard length > 1e-12 else { break }
      (rater, here) = (next, there)
      // What the strengths feel of an error of the shares is its square.
      if abs(step.looks) + abs(step.left) < 1e-10 { break }
    }
    return rater
  }

  /// The slope by the two shares, and how fast it falls.
  private struct Bend {
    var ofLooks: Double
    var ofLeft: Double
    var looks: Double
    var left: Double
    var both: Double

    /// Newton's step.
    var step: (looks: Double, left: Double) {
      let determinant = looks * left - both * both
      return (
        (left * ofLooks - both * ofLeft) / determinant,
        (looks * ofLeft - both * ofLooks) / determinant
      )
    }

    func slope(along step: (looks: Double, left: Double)) -> Double {
      step.looks * ofLooks + step.left * ofLeft
    }
  }

  private func bend(at rater: Rater, _ answers: [RaterAnswers]) -> Bend {
    let right = rater.blindRight
    let shared = blind / (right * right)
    var bend = Bend(
      ofLooks: looks / rater.looks - blind / right,
      ofLeft: blind / rater.blindLeft - blind / right,
      looks: looks / (rater.looks * rater.looks) + shared,
      left: blind / (rater.blindLeft * rater.blindLeft) + shared, both: shared)
    for answer in answers {
      let left = rater.looks * answer.ahead + rater.blindLeft
      let (won, lost) = (answer.wins / left, answer.losses / (1 - left))
      let push = won - lost
      let curve = won / left + lost / (1 - left)
      bend.ofLooks += push * answer.ahead
      bend.ofLeft += push
      bend.looks += curve * answer.ahead * answer.ahead
      bend.both += curve * answer.ahead
      bend.left += curve
    }
    return bend
  }
}
