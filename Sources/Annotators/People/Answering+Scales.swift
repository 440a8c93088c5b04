import Foundation
import Randomness
import SandboxCore

extension Answering {
  /// The middle of the scale from 1 to 10, and how many of its points a standard deviation of quality is
  /// to the ordinary person. The figures are ours: two points let ±2¼ standard deviations fill the scale.
  static let middle = 5.5
  static let pointsPerDeviation = 2.0

  /// A number from 1 to 10.
  ///
  ///     x = 5.5 + 2·(κ·(q + s·n) − α),   then x ← (1 − a)·x + a·(the last number given),   rounded
  ///
  /// n is a standard normal number and s the blur of one judgement (``Rationality/blur(practice:)``). Scale use
  /// of this form: Rossi, Gilula & Allenby 2001, doi:10.1198/016214501750332668; severity α as in
  /// Linacre's many-facet Rasch model; anchoring as a weighted mean, after Tversky & Kahneman 1974.
  func rating(notes: inout Explanation?) -> Int {
    let blur = traits.rationality.blur(practice: practice)
    guard blur.isFinite else { return Self.blindRating(luck.uniform(at: DrawIndex.blindAnswer)) }
    let noise = blur > 0 ? blur * luck.normal(at: DrawIndex.rating) : 0
    let points = Self.pointsPerDeviation
    var value =
      Self.middle + points * (traits.scaleUse * (views[0].quality + noise) - traits.severity)
    if notes != nil {
      notes?.leanings.append(.init("middle of the scale", Self.middle))
      notes?.leanings.append(
        .init("quality × scale use", points * traits.scaleUse * views[0].quality))
      if noise != 0 { notes?.leanings.append(.init("blur", points * traits.scaleUse * noise)) }
      if traits.severity != 0 {
        notes?.leanings.append(.init("severity", -points * traits.severity))
      }
    }
    if traits.anchoring > 0, let last = state.lastRating {
      let pulled = (1 - traits.anchoring) * value + traits.anchoring * Double(last)
      notes?.leanings.append(.init("anchored to \(last)", pulled - value))
      value = pulled
    }
    return Int(min(max(value.rounded(), 1), 10))
  }

  /// Up or down: P(up) = σ(β·(q − α)).
  func thumb(notes: inout Explanation?) -> Answer {
    let leaning = traits.rationality.leaning(
      gap: views[0].quality - traits.severity, practice: practice)
    let probability = 1 / (1 + exp(-leaning))
    let draw = luck.uniform(at: DrawIndex.choice)
    if notes != nil {
      noteChoice(leaning, probability, draw, of: "quality above the bar", notes: &notes)
    }
    return draw < probability ? .up : .down
  }

  /// Which flaws the person ticks.
  ///
  ///     P(tick k) = σ(β·((1 − h)·(2c_k − 1) − h·q)),   c_k = 1 if the response has flaw k, else 0
  ///
  /// With h = 0 each flaw is looked for by itself, with h = 1 the overall impression decides on all of
  /// them: the halo effect of Thorndike 1920, doi:10.1037/h0071663.
  func ticked(_ present: [Bool], notes: inout Explanation?) -> [Bool] {
    present.indices.map { k in
      let seen = (1 - traits.halo) * (present[k] ? 1 : -1) - traits.halo * views[0].quality
      let probability =
        1 / (1 + exp(-traits.rationality.leaning(gap: seen, practice: practice)))
      let draw = luck.uniform(at: DrawIndex.flaw(k))
      notes?.draws.append(.init("flaw \(k + 1)", draw))
      return draw < probability
    }
  }

  static func blindRating(_ uniform: Double) -> Int { 1 + Int(uniform * 10) }

  /// Anything, without having looked.
  func blindAnswer() -> Draft {
    let uniform = luck.uniform(at: DrawIndex.blindAnswer)
    switch form.channel {
    case .comparison: return .plain(uniform < 0.5 ? .first : .second)
    case .gradedComparison:
      return .plain(.graded([3, 2, 1, -1, -2, -3][Int(uniform * 6)]))
    case .ranking:
      var stream = luck.stream(at: DrawIndex.blindAnswer)
      return .plain(.ranking(stream.permutation(form.itemCount)))
    case .rating: return .plain(.rating(Self.blindRating(uniform)))
    case .thumbs: return .plain(uniform < 0.5 ? .up : .down)
    case .rubric:
      return .rubric(
        rating: Self.blindRating(uniform),
        flaws: (0..<flawCount).map { luck.uniform(at: DrawIndex.flaw($0)) < 0.5 })
    case .correction, .demonstration:
      let count = form.itemCount + form.draftCount
      guard count > 0 else { return .plain(.declined) }
      let place = Int(uniform * Double(count)) - form.itemCount
      return .plain(.draft(place < 0 ? nil : place))
    }
  }
}

extension Answering.Draft {
  /// The answer of someone who wants the contrary; a tie and a refusal are their own opposites, and
  /// whoever writes does so with care.
  var opposite: Answering.Draft {
    switch self {
    case .rubric(let rating, let flaws): .rubric(rating: 11 - rating, flaws: flaws.map { !$0 })
    case .plain(let answer): .plain(answer.opposite)
    }
  }

  /// The answer with the flaws by name.
  func named(by flaws: [Flaw]) -> Answer {
    switch self {
    case .plain(let answer): answer
    case .rubric(let rating, let ticked):
      .rubric(rating: rating, flaws: zip(flaws, ticked).filter(\.1).map(\.0.name))
    }
  }
}
