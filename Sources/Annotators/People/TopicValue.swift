/// A number for one topic.
public struct TopicValue: Sendable, Hashable, Codable {
  /// The topic's name in the world.
  public var topic: String
  /// The number.
  public var value: Double

  /// Gives a topic a number.
  public init(topic: String, value: Double) {
    self.topic = topic
    self.value = value
  }
}

/// A person's traits on one topic.
public struct TopicTraits: Sendable, Hashable {
  /// The topic's name in the world.
  public var topic: String
  /// The traits.
  public var traits: Traits

  /// Gives a topic traits.
  public init(topic: String, traits: Traits) {
    self.topic = topic
    self.traits = traits
  }
}

extension [TopicValue] {
  /// The number of a topic, 0 where none is given.
  func value(of topic: String) -> Double {
    for entry in self where entry.topic == topic { return entry.value }
    return 0
  }
}
