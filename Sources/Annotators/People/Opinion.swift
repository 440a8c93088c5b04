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
  public let group: Group
  /// The attributes of the world, in the order of an episode's values.
  public let attributes: [AttributeDescription]
  /// w_k, in reward units for the whole range of attribute k; empty when the person has no taste of
  /// their own.
  public let individualWeights: [Double]

  /// A taste by the place of its attribute, so that no name is looked up in judging.
  struct Slope: Sendable, Hashable {
    let index: Int
    let weight: Double
    let topics: [String]

    func applies(to topic: String) -> Bool { topics.isEmpty || topics.contains(topic) }
  }
  let groupSlopes: [Slope]
  let ownSlopes: [Slope]
  let ownOffset: Double

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
    groupSlopes = group.tastes.map { taste in
      guard let index = attributes.firstIndex(where: { $0.name == taste.attribute }) else {
        preconditionFailure(
          "group \(group.name) has a taste for \(taste.attribute), which the world lacks")
      }
      return Slope(index: index, weight: taste.weight, topics: taste.topics)
    }
    var slopes: [Slope] = []
    var offset = 0.0
    for (index, weight) in individualWeights.enumerated() {
      let range = attributes[index].range
      let width = range.upperBound - range.lowerBound
      guard width > 0 else { continue }
      slopes.append(Slope(index: index, weight: weight / width, topics: []))
      offset -= weight * range.lowerBound / width
    }
    ownSlopes = slopes
    ownOffset = offset
  }

  /// An opinion with an individual taste drawn from N(0, s²).
  ///
  /// The same draws are scaled for every s, so a person keeps their taste when s is swept.
  ///
  /// - Parameters:
  ///   - group: every attribute it has a taste for is one of `attributes`.
  ///   - attributes: of the world, in its order.
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
    groupUtility(of: episode) + ownUtility(of: episode)
  }

  /// u_g, the group's part, in reward units.
  func groupUtility(of episode: Episode) -> Double {
    groupUtility(episode.gold, episode.attributes, topic: episode.response.prompt.topic)
  }

  /// The person's own part, in reward units.
  func ownUtility(of episode: Episode) -> Double { ownUtility(episode.attributes) }

  /// What the person would think the episode worth had it stopped at a moment, in reward units.
  func utility(of moment: Episode.Moment, topic: String) -> Double {
    groupUtility(moment.gold, moment.attributes, topic: topic) + ownUtility(moment.attributes)
  }

  private func groupUtility(
    _ gold: GoldReward, _ attributes: Attributes, topic: String
  ) -> Double {
    var utility = group.goldWeight * gold.value
    for slope in groupSlopes where slope.applies(to: topic) {
      utility += slope.weight * attributes.values[slope.index]
    }
    return utility
  }

  private func ownUtility(_ attributes: Attributes) -> Double {
    guard !ownSlopes.isEmpty else { return 0 }
    var utility = ownOffset
    for slope in ownSlopes { utility += slope.weight * attributes.values[slope.index] }
    return utility
  }
}
