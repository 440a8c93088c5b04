import Randomness
import SandboxCore

/// Where a person's view of a response departs from their taste: chance that belongs to the pair of
/// them, not to the moment of asking.
///
///     e_j(y) = (1 − expertise) · σ · (√ρ · η(y) + √(1 − ρ) · ε_j(y)),   η, ε ~ N(0, 1)
///
/// η is everybody's, ε_j the person's own. With ρ = 0 the errors of many people cancel; with ρ = 1 no
/// number of votes helps, as with the copies of one machine.
struct Perception: Sendable, Hashable {
  /// Whose errors the person has in common with others.
  var shared: RandomStream
  /// The person's own.
  var own: RandomStream

  /// e_j(y), in standard deviations of quality.
  ///
  /// - Parameter key: the response's fingerprint.
  func error(about key: Int, topic: String, _ traits: Traits) -> Double {
    guard traits.misperception > 0 else { return 0 }
    let spared = traits.expertise.value(of: topic)
    var error = 0.0
    if traits.errorCorrelation > 0 {
      error += traits.errorCorrelation.squareRoot() * RandomKey(shared, key).normal(at: 0)
    }
    if traits.errorCorrelation < 1 {
      error += (1 - traits.errorCorrelation).squareRoot() * RandomKey(own, key).normal(at: 0)
    }
    return (1 - spared) * traits.misperception * error
  }
}
