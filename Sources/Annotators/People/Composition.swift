/// Any number of parts of any kind, which make the same person in whatever order they are put together.
///
/// Parts of one kind become one trait. Whatever does nothing is left out; the rest is put into
/// ascending order before it is combined, so that rounding too is the same in every order, and a part that
/// stands alone keeps its bits.
///
/// | parts | combine |
/// |---|---|
/// | rationality β | noises are independent, so variances add: 1/β² = Σ 1/β_i² |
/// | mistakes ε | one slip undoes another: ε = ε₁(1 − ε₂) + ε₂(1 − ε₁) |
/// | lapses λ, halo, anchoring, expertise | what is left multiplies: 1 − λ = Π (1 − λ_i) |
/// | misperception | shared and own variances add: σ² = Σ σ_i², ρ = Σ ρ_i σ_i² / σ² |
/// | discount, scale use | multiply |
/// | ties, skips | each rule is in force: the greatest limit decides |
/// | position, length, topics, sycophancy, self-preference, severity | add |
/// | fatigue | as of lapses: 1 − λ∞ = Π (1 − λ_i); the slopes at the beginning add: λ∞/τ = Σ λ_i/τ_i |
/// | learning | shares s multiply; the slopes of the shares at the beginning, (1 − s_i)/(s_i τ_i), add |
///
/// The last two are exact at the beginning and in the limit. A share of 0 has no such slope; the shortest
/// τ then counts.
public struct Composition: Sendable, Codable {
  /// The parts, in the order in which they came.
  public private(set) var parts: [Part]

  /// A composition of parts.
  public init(_ parts: [Part] = []) { self.parts = parts }

  /// The composition with one part more.
  public func adding(_ part: Part) -> Composition { Composition(parts + [part]) }

  /// What the parts make together.
  public var traits: Traits {
    var traits = Traits()
    combineNoise(into: &traits)
    combineLimits(into: &traits)
    combineLeanings(into: &traits)
    combineScales(into: &traits)
    combineTime(into: &traits)
    return traits
  }

  private func combineNoise(into traits: inout Traits) {
    let rationalities = values { part -> Double? in
      guard case .rationality(.boltzmann(let rationality)) = part else { return nil }
      return rationality
    }
    if let rationality = combined(
      rationalities, by: { 1 / ($0.reduce(0) { $0 + 1 / ($1 * $1) }).squareRoot() })
    {
      traits.rationality = .boltzmann(rationality: rationality)
    }
    traits.mistakes = folded({ if case .mistakes(let e) = $0 { e } else { nil } }, 0) {
      $0 * (1 - $1) + $1 * (1 - $0)
    }
    traits.lapses = united { if case .lapses(let rate) = $0 { rate } else { nil } }
    combineErrors(into: &traits)
    traits.expertise = byTopic(united: true) {
      if case .expertise(let topic, let share) = $0 { (topic, share) } else { nil }
    }
  }

  private func combineErrors(into traits: inout Traits) {
    let errors = parts.compactMap { part -> (deviation: Double, correlation: Double)? in
      guard case .misperception(let deviation, let correlation) = part, deviation > 0 else {
        return nil
      }
      return (deviation, correlation)
    }.sorted { $0 < $1 }
    guard let only = errors.first else { return }
    (traits.misperception, traits.errorCorrelation) = only
    guard errors.count > 1 else { return }
    let variance = errors.reduce(0) { $0 + $1.deviation * $1.deviation }
    let shared = errors.reduce(0) { $0 + $1.correlation * $1.deviation * $1.deviation }
    traits.misperception = variance.squareRoot()
    traits.errorCorrelation = min(shared / variance, 1)
  }

  private func combineLimits(into traits: inout Traits) {
    traits.discount = folded({ if case .discount(let g) = $0 { g } else { nil } }, 1, *)
    traits.tieThreshold = greatest { if case .ties(let limit) = $0 { limit } else { nil } }
    traits.skipThreshold = greatest { if case .skips(let limit) = $0 { limit } else { nil } }
  }

  private func combineLeanings(into traits: inout Traits) {
    traits.positionBias = folded({ if case .positionBias(let b) = $0 { b } else { nil } }, 0, +)
    traits.lengthBias = folded({ if case .lengthBias(let b) = $0 { b } else { nil } }, 0, +)
    traits.sycophancy = folded({ if case .sycophancy(let b) = $0 { b } else { nil } }, 0, +)
    traits.selfPreference = folded(
      { if case .selfPreference(let b) = $0 { b } else { nil } }, 0, +)
    traits.topicBiases = byTopic(united: false) {
      if case .topicBias(let topic, let deviations) = $0 { (topic, deviations) } else { nil }
    }
  }

  private func combineScales(into traits: inout Traits) {
    traits.halo = united { if case .halo(let share) = $0 { share } else { nil } }
    traits.anchoring = united { if case .anchoring(let pull) = $0 { pull } else { nil } }
    traits.severity = folded({ if case .severity(let s) = $0 { s } else { nil } }, 0, +)
    traits.scaleUse = folded({ if case .scaleUse(let use) = $0 { use } else { nil } }, 1, *)
  }

  private func combineTime(into traits: inout Traits) {
    let fatigues = paces(neutral: 0) {
      if case .fatigue(let limit, let answers) = $0 { (limit, answers) } else { nil }
    }
    if let only = fatigues.first { (traits.fatigueLimit, traits.fatigueAnswers) = only }
    if fatigues.count > 1 {
      traits.fatigueLimit = fatigues.dropFirst().reduce(fatigues[0].size) {
        Self.union($0, $1.size)
      }
      traits.fatigueAnswers =
        traits.fatigueLimit / fatigues.reduce(0) { $0 + $1.size / $1.answers }
    }
    let lessons = paces(neutral: 1) {
      if case .learning(let share, let answers) = $0 { (share, answers) } else { nil }
    }
    if let only = lessons.first { (traits.beginnerShare, traits.learningAnswers) = only }
    if lessons.count > 1 {
      let share = lessons.reduce(1) { $0 * $1.size }
      let slope = lessons.reduce(0) { $0 + (1 - $1.size) / ($1.size * $1.answers) }
      traits.beginnerShare = share
      traits.learningAnswers =
        share > 0
        ? (1 - share) / (share * slope)
        : lessons.reduce(.infinity) { min($0, $1.answers) }
    }
  }
}

extension Traits {
  /// The traits that these parts make together, in whatever order they stand.
  ///
  /// - Parameters:
  ///   - parts: any number of any kind; see ``Composition``.
  ///   - favouredWriter: whom ``Part/selfPreference(_:)`` favours.
  public init(parts: [Part], favouredWriter: String = "") {
    self = Composition(parts).traits
    self.favouredWriter = favouredWriter
  }
}
