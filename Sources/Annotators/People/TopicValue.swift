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

extension [TopicValue] {
  /// The number of a topic, 0 where none is given.
  func value(of topic: String) -> Double {
    for entry in self where entry.topic == topic { return entry.value }
    return 0
  }
}
