// How parts of one kind are gathered, put into order and folded.
import SandboxCore
extension Composition {
  typealias Pace = (size: Double, answers: Double)

  /// The numbers of one kind of part, ascending.
  func values(_ number: (Part) -> Double?) -> [Double] { parts.compactMap(number).sorted() }

  /// One number of many, or the only one as it is; `nil` of none.
  func combined(_ values: [Double], by rule: ([Double]) -> Double) -> Double? {
    values.count > 1 ? rule(values) : values.first
  }

  /// The numbers that are not neutral, combined two at a time; neutral where there are none.
  func folded(
    _ number: (Part) -> Double?, _ neutral: Double, _ rule: (Double, Double) -> Double
  ) -> Double {
    let values = values(number).filter { $0 != neutral }
    return combined(values) { $0.dropFirst().reduce($0[0], rule) } ?? neutral
  }

  /// The share that is taken when each of several shares is taken from what the others leave.
  func united(_ share: (Part) -> Double?) -> Double { folded(share, 0, Self.union) }

  static func union(_ one: Double, _ other: Double) -> Double { one + other - one * other }

  /// Numbers by topic, topics in the order of their names.
  func byTopic(
    united: Bool, _ entry: (Part) -> (topic: String, value: Double)?
  ) -> [TopicValue] {
    let entries = parts.compactMap(entry).filter { $0.value != 0 }
      .sorted { ($0.topic, $0.value) < ($1.topic, $1.value) }
    var values: [TopicValue] = []
    for entry in entries {
      if let last = values.last, last.topic == entry.topic {
        values[values.count - 1].value =
          united ? Self.union(last.value, entry.value) : last.value + entry.value
      } else {
        values.append(TopicValue(topic: entry.topic, value: entry.value))
      }
    }
    return values
  }

  /// The greatest limit in each unit, and the greater of both where both are used.
  func greatest(_ limit: (Part) -> Threshold?) -> Threshold? {
    var deviations: Double?
    var share: Double?
    for limit in parts.compactMap(limit) {
      switch limit {
      case .deviations(let value): deviations = max(deviations ?? value, value)
      case .shareOfMeanReturn(let value): share = max(share ?? value, value)
      case .greater(let one, let other):
        deviations = max(deviations ?? one, one)
        share = max(share ?? other, other)
      }
    }
    if let deviations, let share {
      return .greater(deviations: deviations, shareOfMeanReturn: share)
    }
    return deviations.map(Threshold.deviations) ?? share.map(Threshold.shareOfMeanReturn)
  }

  /// The curves that are not neutral, in order.
  func paces(neutral: Double, _ pace: (Part) -> Pace?) -> [Pace] {
    parts.compactMap(pace).filter { $0.size != neutral }.sorted { $0 < $1 }
  }
}
