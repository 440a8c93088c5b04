/// A group of people who share a taste: how their utility departs from the gold reward.
///
///     u_g(episode) = w_gold · gold(episode) + Σ_k w_gk · attribute_k(episode)
///
/// The linear form is that of simulated user groups in Siththaranjan et al. 2023, arXiv:2312.08358.
/// A group with `goldWeight` 1 and no other weights wants exactly what is truly good.
public struct Group: Sendable, Hashable, Codable {
  /// The name scenarios use, such as `elders`.
  public var name: String
  /// Who they are, in one sentence.
  public var meaning: String
  /// w_gold: how much they care for the true reward; 1 for the plain person.
  public var goldWeight: Double
  /// w_gk: reward units for one unit of an attribute, in a fixed order.
  public var tastes: [Taste]
  /// Whether a scenario describes it, and the world does not have it by itself.
  public var isOfScenario = false

  /// A leaning of a group towards or against one attribute.
  public struct Taste: Sendable, Hashable, Codable {
    /// The attribute's name in the world's list.
    public var attribute: String
    /// Reward units for one unit of the attribute; negative when they dislike it.
    public var weight: Double
    /// The topics on which they have this taste; empty means all.
    public var topics: [String]

    /// Describes a taste; the parameters are the properties of the same names.
    public init(attribute: String, weight: Double, topics: [String] = []) {
      self.attribute = attribute
      self.weight = weight
      self.topics = topics
    }
  }

  /// Describes a group; the parameters are the properties of the same names.
  public init(name: String, meaning: String, goldWeight: Double = 1, tastes: [Taste] = []) {
    self.name = name
    self.meaning = meaning
    self.goldWeight = goldWeight
    self.tastes = tastes
  }

  /// What the group thinks an episode is worth.
  ///
  /// - Parameter attributeNames: the world's names, in the order of the episode's values.
  public func utility(of episode: Episode, attributeNames: [String]) -> Double {
    utility(
      of: episode.end, topic: episode.response.prompt.topic, attributeNames: attributeNames)
  }

  /// What the group would think an episode worth had it stopped at a moment.
  ///
  /// - Parameters:
  ///   - topic: of the prompt.
  ///   - attributeNames: the world's names, in the order of the moment's values.
  public func utility(
    of moment: Episode.Moment, topic: String, attributeNames: [String]
  ) -> Double {
    var utility = goldWeight * moment.gold.value
    for taste in tastes where taste.topics.isEmpty || taste.topics.contains(topic) {
      guard let index = attributeNames.firstIndex(of: taste.attribute) else {
        preconditionFailure(
          "group \(name) has a taste for \(taste.attribute), which the world lacks")
      }
      utility += taste.weight * moment.attributes.values[index]
    }
    return utility
  }
}
