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
  mutating func rating() -> Int {
    let blur = traits.rationality.blur(practice: practice)
    guard blur.isFinite else {
      return BlindAnswering(itemCount: 1, draftCount: 0, known: [], luck: luck).rating()
    }
    let noise = blur > 0 ? blur * luck.normal(at: DrawIndex.rating) : 0
    let (points, scaleUse, severity) = (Self.pointsPerDeviation, traits.scaleUse, traits.severity)
    let quality = views[0].quality
    var value = Self.middle + points * (scaleUse * (quality + noise) - severity)
    if notes != nil {
      notes?.leanings.append(.init("middle of the scale", Self.middle))
      notes?.leanings.append(.init("quality × scale use", points * scaleUse * quality))
      if noise != 0 { notes?.leanings.append(.init("blur", points * scaleUse * noise)) }
      if severity != 0 { notes?.leanings.append(.init("severity", -points * severity)) }
    }
    if traits.anchoring > 0, let last = state.lastRating {
      let pulled = (1 - traits.anchoring) * value + traits.anchoring * Double(last)
      notes?.leanings.append(.init("anchored to \(last)", pulled - value))
      value = pulled
    }
    return Int(min(max(value.rounded(), 1), 10))
  }

  /// Up or down: P(up) = σ(β·(q − α)).
  mutating func approves() -> Bool {
    let gap = views[0].quality - traits.severity
    return isChosen(
      by: traits.rationality.leaning(gap: gap, practice: practice), of: "quality above the bar")
  }

  /// Which flaws the person ticks.
  ///
  ///     P(tick k) = σ(β·((1 − h)·(2c_k − 1) − h·q)),   c_k = 1 if the response has flaw k, else 0
  ///
  /// With h = 0 each flaw is looked for by itself, with h = 1 the overall impression decides on all of
  /// them: the halo effect of Thorndike 1920, doi:10.1037/h0071663.
  mutating func flaws() -> [String] {
    var seen: [String] = []
    for (k, flaw) in known.enumerated() {
      let isPresent = shown.map { flaw.isPresent(at: $0.values[flawIndices[k]]) } ?? false
      let gap = (1 - traits.halo) * (isPresent ? 1 : -1) - traits.halo * views[0].quality
      let probability = 1 / (1 + exp(-traits.rationality.leaning(gap: gap, practice: practice)))
      let draw = luck.uniform(at: DrawIndex.flaw(k))
      notes?.draws.append(.init("flaw \(k + 1)", draw))
      if draw < probability { seen.append(flaw.name) }
    }
    return seen
  }
}
