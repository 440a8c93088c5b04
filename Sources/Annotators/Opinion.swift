import Randomness
import SandboxCore

/// What one person thinks episodes are worth: the taste of their group, and a little of their own.
///
///     u(episode) = u_g(episode) + Σ_k w_k · (x_k − min_k) / (max_k − min_k),   w_k ~ N(0, s²)
///
/// An opinion is about one episode and knows no question: the same person judges by the same opinion,
/// in whatever form they are asked.
public struct Opinion: Sendable, Hashable {
  /// Whose taste the person shares; its utility is u_g.
  public var group: Group
  /// The attributes of the world, in the order of an episode's values.
  public let attributes: [AttributeDescription]
  /// w_k, in reward units for the whole range of attribute k; empty when the person has no taste of
  /// their own.
  public let individualWeights: [Double]
  private let attributeNames: [String]

  /// The opinion of a group's plain member, or of one with a taste of their own.
  ///
  /// - Parameters:
  ///   - group: every attribute it has a taste for is one of `attributes`.
  ///   - attributes: of the world, in its order.
  ///   - individualWeights: one for each attribute, or none.
  public init(
    group: Group, attributes: [AttributeDescription], individualWeights: [Double] = []
  ) {
    precondition(
      individualWeights.isEmpty || individualWeights.count == attributes.count,
      "\(individualWeights.count) individual weights for \(attributes.count) attributes")
    self.group = group
    self.attributes = attributes
    self.individualWeights = individualWeights
    attributeNames = attributes.map(\.name)
  }

  /// An opinion with an individual taste drawn from N(0, s²).
  ///
  /// The same draws are scaled for every s, so a person keeps their taste when s is swept.
  ///
  /// - Parameters:
  ///   - tasteStandardDeviation: s ≥ 0, in reward units for the whole range of an attribute.
  ///   - stream: this person's own; one normal number for each attribute is drawn.
  public init(
    group: Group, attributes: [AttributeDescription], tasteStandardDeviation: Double,
    using stream: inout RandomStream
  ) {
    let weights = attributes.map { _ in tasteStandardDeviation * stream.normal() }
    self.init(
      group: group, attributes: attributes,
      individualWeights: tasteStandardDeviation > 0 ? weights : [])
  }

  /// What the person thinks an episode is worth, in reward units.
  public func utility(of episode: Episode) -> Double {
    var utility = group.utility(of: episode, attributeNames: attributeNames)
    for (index, weight) in individualWeights.enumerated() {
      let range = attributes[index].range
      let width = range.upperBound - range.lowerBound
      guard width > 0 else { continue }
      utility += weight * (episode.attributes.values[index] - range.lowerBound) / width
    }
    return utility
  }
}
