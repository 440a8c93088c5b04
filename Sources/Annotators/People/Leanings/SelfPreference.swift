import SandboxCore

/// `self_preference`: w for what the person's ``Traits/favouredWriter`` wrote, 0 for all else. Nobody
/// favours a response without a writer.
///
/// Zheng et al. 2023, arXiv:2306.05685.
public struct SelfPreference: Leaning {
  /// Its declaration.
  public let trait = TraitDescription(
    leaning: "self_preference", meaning: "Leaning towards what the favoured writer wrote.",
    unit: "standard deviations of quality", source: "Zheng et al. 2023, arXiv:2306.05685")
  /// `own writing`
  public let name = "own writing"
  /// The only one.
  public init() {}

  /// w, or 0.
  public func term(
    _ strength: Double, of episode: Episode, by writer: String, seenBy person: SimulatedAnnotator
  ) -> Double {
    !writer.isEmpty && writer == person.traits.favouredWriter ? strength : 0
  }
}
