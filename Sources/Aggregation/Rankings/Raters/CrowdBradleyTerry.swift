import Foundation
import Randomness

/// Crowd-BT: Bradley-Terry in which every rater is right with a probability of their own.
///
///     P(rater k says i beats j) = η_k σ(θ_i − θ_j) + (1 − η_k) σ(θ_j − θ_i)
///
/// Chen et al. 2013, doi:10.1145/2433396.2433420, eq. 4. η = 1 is a perfect rater, ½ a coin, 0 one
/// who says the opposite. Assumes that a rater is equally reliable on all items and sides; a tie is
/// half an answer to either. Needs raters who judged several pairs each. Turning all strengths and
/// all η round fits as well, so a Beta prior says that most raters mean well. The estimate is the
/// most probable one under that prior and a normal prior of variance 1/λ on strengths: always
/// finite.
public struct CrowdBradleyTerry: RankingMethod, Hashable, Codable {
  /// α, β ≥ 1 of the Beta prior on η; 10 and 1 expect good raters, as the authors' code does.
  public var prior: BetaPrior
  /// λ > 0 of ½λΣθ².
  public var ridge: Double

  /// Describes the priors; the parameters are the properties of the same names.
  public init(prior: BetaPrior = BetaPrior(alpha: 10, beta: 1), ridge: Double = 0.1) {
    precondition(ridge > 0, "a ridge of \(ridge)")
    self.prior = prior
    self.ridge = ridge
  }

  /// `crowd-bt`.
  public var name: String { "crowd-bt" }
  /// Raters are right with probabilities of their own.
  public var assumptions: String {
    "Bradley-Terry's odds, which each rater reports truly with a probability of their own and "
      + "otherwise turns round; most raters mean well; a tie is half an answer to either."
  }
  /// Raters.
  public var needs: RankingNeeds { .raters }

  /// Strengths and η of each rater.
  public func fit(_ comparisons: Comparisons) throws(RatingError) -> RaterFit {
    try comparisons.requireRows()
    guard let table = RaterTable(comparisons) else {
      throw .missing(column: "rater", method: name)
    }
    var (fit, raters) = try RaterProfile.fit(
      comparisons, table, CrowdModel(prior: prior), ridge: ridge)
    fit.reliabilities = raters
    return fit
  }

  /// θ in nats, with η of each rater.
  public func rate(
    _ comparisons: Comparisons, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    try fit(comparisons).ratings(
      notes: [
        "most probable under \(prior.description) for raters and a ridge of \(ridge) for strengths"
      ] + comparisons.halfTieNotes)
  }
}

/// A prior belief of a probability.
public struct BetaPrior: Sendable, Hashable, Codable, CustomStringConvertible {
  /// α ≥ 1.
  public var alpha: Double
  /// β ≥ 1.
  public var beta: Double

  /// Describes a prior; the parameters are the properties of the same names.
  public init(alpha: Double, beta: Double) {
    precondition(alpha >= 1 && beta >= 1, "Beta(\(alpha), \(beta)) has no single peak")
    self.alpha = alpha
    self.beta = beta
  }

  /// As `Beta(10.0, 1.0)`.
  public var description: String { "Beta(\(alpha), \(beta))" }
}

/// One rater of Crowd-BT is η.
struct CrowdModel: RaterModel {
  let prior: BetaPrior

  var typical: Double { prior.alpha / (prior.alpha + prior.beta) }

  func probability(_ rater: Double, _ answers: RaterAnswers) -> (left: Double, slope: Double) {
    let p = answers.ahead
    return (rater * p + (1 - rater) * (1 - p), (2 * rater - 1) * p * (1 - p))
  }

  func logPrior(_ rater: Double) -> Double {
    (prior.alpha > 1 ? (prior.alpha - 1) * log(rater) : 0)
      + (prior.beta > 1 ? (prior.beta - 1) * log1p(-rater) : 0)
  }

  /// Newton's method on the slope by η, which falls, kept within a bracket.
  func best(for answers: [RaterAnswers], from start: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    if prior.beta == 1, slope(at: 1, answers).slope >= 0 { return 1 }
    if prior.alpha == 1, slope(at: 0, answers).slope <= 0 { return 0 }
    var eta = min(max(start, 1e-3), 1 - 1e-3)
    for _ in 0..<200 {
      let (slope, bend) = slope(at: eta, answers)
      if slope > 0 { low = eta } else { high = eta }
      var next = eta + slope / bend
      if !(next > low && next < high) { next = (low + high) / 2 }
      let change = abs(next - eta)
      eta = next
      // What the strengths feel of an error of η is its square.
      if change < 1e-10 || high - low < 1e-15 { break }
    }
    return eta
  }

  /// The slope by η, and how fast it falls.
  private func slope(
    at eta: Double, _ answers: [RaterAnswers]
  ) -> (slope: Double, bend: Double) {
    var slope = prior.alpha > 1 ? (prior.alpha - 1) / eta : 0
    var bend = prior.alpha > 1 ? (prior.alpha - 1) / (eta * eta) : 0
    if prior.beta > 1 {
      slope -= (prior.beta - 1) / (1 - eta)
      bend += (prior.beta - 1) / ((1 - eta) * (1 - eta))
    }
    for answer in answers {
      let lead = 2 * answer.ahead - 1
      let left = 1 - answer.ahead + eta * lead
      if answer.wins > 0 {
        slope += answer.wins * lead / left
        bend += answer.wins * lead * lead / (left * left)
      }
      if answer.losses > 0 {
        slope -= answer.losses * lead / (1 - left)
        bend += answer.losses * lead * lead / ((1 - left) * (1 - left))
      }
    }
    return (slope, bend)
  }
}
