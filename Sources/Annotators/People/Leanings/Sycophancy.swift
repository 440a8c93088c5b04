import SandboxCore

/// `sycophancy`: w · s · a, a the attribute by which a response agrees and s the sign of the person's
/// stance. Somebody without a stance cannot be flattered.
///
/// Sharma et al. 2023, arXiv:2310.13548.
public struct Sycophancy: Leaning {
  /// Its declaration.
  public let trait = TraitDescription(
    leaning: "sycophancy", meaning: "Leaning towards what agrees with the person's own stance.",
    unit: "standard deviations of quality for a unit of agreement",
    source: "Sharma et al. 2023, arXiv:2310.13548")
  /// `agreement`
  public let name = "agreement"
  /// The only one.
  public init() {}

  /// w · s · a
  public func term(
    _ strength: Double, of episode: Episode, by writer: String, seenBy person: SimulatedAnnotator
  ) -> Double {
    guard let stance = person.stance else { return 0 }
    return strength * (stance.sign * episode.attributes.values[stance.attribute])
  }
}
