import Foundation
import Randomness
import SandboxCore

/// How an opinion becomes an answer to a comparison: the noise and the habits of a person.
///
///     P(first) = λ/2 + (1 − λ) · σ(β·Δ + b),   then flipped with probability ε
///
/// Δ is the person's utility of the first response minus that of the second. The form with lapses is
/// the psychometric function of Wichmann & Hill 2001, doi:10.3758/BF03194544, eq. 1 with γ = λ/2; at
/// λ = 0.1 it is the noise floor of Christiano et al. 2017, arXiv:1706.03741, section 2.2.3.
/// The order in which the parts act is that of B-Pref's teachers, Lee et al. 2021, arXiv:2111.03026:
/// the choice, then the mistake, then a tie overrides both.
public struct ChoiceModel: Sendable, Hashable, Codable {
  /// β: how firmly the person acts on the difference.
  public var rationality: Rationality
  /// ε in 0...1: how often the answer comes out as its opposite (B-Pref's mistake teacher has 0.1).
  public var mistakeProbability: Double
  /// λ in 0...1: how often the person does not look and tosses a coin instead.
  public var lapseProbability: Double
  /// b, in nats: the leaning towards whatever is shown first. GPT-4 as a judge has about 0.9, from
  /// Zheng et al. 2023, arXiv:2306.05685, table 2.
  public var positionBias: Double
  /// Calls it a tie when |Δ| is smaller, in reward units, > 0; `nil` when ties are not offered.
  public var indifferenceThreshold: Double?

  /// Describes how a person chooses; as it stands, flawless except for the given rationality.
  public init(
    rationality: Rationality = .boltzmann(rationality: 1), mistakeProbability: Double = 0,
    lapseProbability: Double = 0, positionBias: Double = 0, indifferenceThreshold: Double? = nil
  ) {
    self.rationality = rationality
    self.mistakeProbability = mistakeProbability
    self.lapseProbability = lapseProbability
    self.positionBias = positionBias
    self.indifferenceThreshold = indifferenceThreshold
  }

  /// The probability of choosing the first before mistakes and ties; exactly ½ at Δ = b = 0.
  ///
  /// - Parameter utilityGap: Δ, in reward units.
  public func probabilityFirst(utilityGap: Double) -> Double {
    let leaning = rationality.leaning(utilityGap: utilityGap) + positionBias
    return lapseProbability / 2 + (1 - lapseProbability) / (1 + exp(-leaning))
  }

  /// Chooses, and says why.
  ///
  /// Always draws two numbers, one for the choice and one for the mistake, and compares them with
  /// the probabilities: people who differ in one setting meet the same luck in all others.
  ///
  /// - Parameter utilityGap: Δ, in reward units.
  public func answer(
    utilityGap: Double, using stream: inout RandomStream
  ) -> (answer: Answer, explanation: Explanation) {
    let choiceDraw = stream.uniform()
    let mistakeDraw = stream.uniform()
    let probability = probabilityFirst(utilityGap: utilityGap)
    var explanation = Explanation(
      utilityGap: utilityGap, terms: terms(utilityGap: utilityGap),
      probabilityFirst: probability, draw: choiceDraw)

    var answer: Answer = choiceDraw < probability ? .first : .second
    // The outermost λ/2 at either end are the draws that a lapse's coin decided, not the opinion.
    if choiceDraw < lapseProbability / 2 || choiceDraw >= 1 - lapseProbability / 2 {
      explanation.interventions.append("lapse")
    }
    if mistakeDraw < mistakeProbability {
      answer = answer.opposite
      explanation.interventions.append("mistake")
    }
    if let threshold = indifferenceThreshold, abs(utilityGap) < threshold {
      answer = .tie
      explanation.interventions.append("indifference")
    }
    return (answer, explanation)
  }

  private func terms(utilityGap: Double) -> [Explanation.Term] {
    let name =
      switch rationality {
      case .perfect: "perfect rationality"
      case .boltzmann: "rationality × utility gap"
      }
    var terms = [
      Explanation.Term(name: name, nats: rationality.leaning(utilityGap: utilityGap))
    ]
    if positionBias != 0 { terms.append(.init(name: "position", nats: positionBias)) }
    return terms
  }
}
