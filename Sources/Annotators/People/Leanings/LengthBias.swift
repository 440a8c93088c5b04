import SandboxCore

/// `length_bias`: w · (L − L̄)/s_L, L the tokens that the agent wrote.
///
/// Dubois et al. 2024, arXiv:2404.04475. In nats a comparison leans by β times as much.
public struct LengthBias: Leaning {
  /// Its declaration.
  public let trait = TraitDescription(
    leaning: "length_bias", meaning: "Leaning towards long responses.",
    unit: "standard deviations of quality for one of length",
    source: "Dubois et al. 2024, arXiv:2404.04475")
  /// `length`
  public let name = "length"
  /// The only one.
  public init() {}

  /// w · (L − L̄)/s_L
  public func term(
    _ strength: Double, of episode: Episode, by writer: String, seenBy person: SimulatedAnnotator
  ) -> Double {
    let scale = person.scale
    let length = Double(episode.response.agentTokenCount)
    return strength * (length - scale.lengthMean) / scale.lengthDeviation
  }
}
