import Foundation
import Randomness
import SandboxCore

extension Answering {
  /// How strongly the person leans towards the first of two, in nats.
  ///
  ///     ℓ = β·(q(first) − q(second)) + b
  var leaning: Double {
    traits.rationality.leaning(gap: views[0].quality - views[1].quality, practice: practice)
      + traits.positionBias
  }

  /// Which of two: P(first) = σ(ℓ).
  ///
  /// With lapses and mistakes, P(first) = λ/2 + (1 − λ)·σ(ℓ), turned round with probability ε: the psychometric
  /// function of Wichmann & Hill 2001, doi:10.3758/BF03194544, eq. 1 with γ = λ/2; at λ = 0.1 it is
  /// the noise floor of Christiano et al. 2017, arXiv:1706.03741, section 2.2.3.
  mutating func prefersFirst() -> Bool {
    isChosen(by: leaning, of: "quality gap", bias: traits.positionBias)
  }

  /// Which of two and by how much, by the same number as ``prefersFirst()``.
  ///
  ///     noisy gap = (ℓ − log(u/(1 − u))) / β;   below ½ slightly, below 1¼ clearly, else much
  ///
  /// Levels of preference as in Bai et al. 2022, arXiv:2204.05862; the limits are ours, in standard
  /// deviations of quality.
  mutating func grade() -> Int {
    let isFirst = prefersFirst()
    let draw = luck.open(at: DrawIndex.choice)
    var gap = abs(views[0].quality - views[1].quality)
    if case .boltzmann(let rationality) = traits.rationality {
      // Whoever sees nothing is as sure as can be; an explanation knows no infinity.
      let noisyGap = abs(leaning - log(draw / (1 - draw))) / (rationality * practice)
      gap = noisyGap < Rationality.certainty ? noisyGap : Rationality.certainty
    }
    let size = gap < 0.5 ? 1 : gap < 1.25 ? 2 : 3
    notes?.leanings.append(.init("perceived difference", gap))
    return isFirst ? size : -size
  }

  /// Several in order: Plackett-Luce by the largest noisy score first.
  ///
  ///     score_i = β·q_i + b·[shown first] + Gumbel_i
  ///
  /// Plackett 1975, doi:10.2307/2346567; of two, the law of ``prefersFirst()``.
  mutating func order() -> [Int] {
    let scores = noisyScores(Array(views.prefix(itemCount)), bias: traits.positionBias)
    return scores.indices.sorted { Self.isBefore(scores, $0, $1) }
  }

  /// What the person would rather have read: what they like best of what comes to their mind, the shown
  /// response included, as noisily as in a ranking. Whoever means ill writes what they like least.
  mutating func writing() -> Answer {
    guard !views.isEmpty else { return .declined }
    let scores = noisyScores(views, sign: isContrary ? -1 : 1)
    let best = scores.indices.min { Self.isBefore(scores, $0, $1) } ?? 0
    return .draft(best < itemCount ? nil : best - itemCount)
  }

  private typealias Score = (score: Double, noise: Double)

  private static func isBefore(_ scores: [Score], _ left: Int, _ right: Int) -> Bool {
    let (a, b) = (scores[left], scores[right])
    return a.score == b.score ? (a.noise, right) > (b.noise, left) : a.score > b.score
  }

  /// Scores with their noise in them; the perfect see no noise, except between equals.
  ///
  /// - Parameter bias: what the first has before the others, in nats.
  private mutating func noisyScores(
    _ views: [PerceivedQuality], sign: Double = 1, bias first: Double = 0
  ) -> [Score] {
    views.indices.map { place in
      let noise = luck.gumbel(at: DrawIndex.item(place))
      notes?.draws.append(.init("noise \(place + 1)", noise))
      let bias = place == 0 ? first : 0
      switch traits.rationality {
      case .perfect: return (sign * views[place].quality, bias + noise)
      case .boltzmann(let rationality):
        return (sign * rationality * practice * views[place].quality + bias + noise, noise)
      }
    }
  }

  /// Whether the first of two answers is given, the person leaning towards it by so much in nats.
  ///
  /// - Parameters:
  ///   - gap: what the leaning is of.
  ///   - bias: how much of it is owed to the place.
  mutating func isChosen(by leaning: Double, of gap: String, bias: Double = 0) -> Bool {
    let probability = 1 / (1 + exp(-leaning))
    let draw = luck.uniform(at: DrawIndex.choice)
    if notes != nil {
      notes?.leanings.append(.init("rationality × \(gap)", leaning - bias))
      if bias != 0 { notes?.leanings.append(.init("position", bias)) }
      notes?.probability = probability
      notes?.draws.append(.init("choice", draw))
    }
    return draw < probability
  }
}
