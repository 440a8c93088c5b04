extension Metric {
  /// Stands between a metric's name and that of a part.
  public static let partMark: Character = "@"

  /// The name of the metric in one part, such as `gold_reward@politics`.
  public func key(of part: String) -> String { "\(key)\(Self.partMark)\(part)" }

  /// A name taken apart into the metric's and the part's; no part where there is no mark.
  public static func parts(ofKey key: String) -> (metric: String, part: String?) {
    guard let mark = key.firstIndex(of: partMark) else { return (key, nil) }
    return (String(key[..<mark]), String(key[key.index(after: mark)...]))
  }

  /// The metric in one part alone.
  ///
  /// - Parameter division: what the part is; `nil` where only its world could tell.
  public func of(part: String, _ division: Division? = nil) -> Metric {
    var metric = self
    metric.key = key(of: part)
    metric.divisions = []
    metric.isOfPartsOnly = false
    metric.meaning += " Here of the \(division?.rawValue ?? divisionNames) \(part) alone."
    return metric
  }

  /// By what it is measured apart, in words: `topic, family or group`.
  public var divisionNames: String {
    let names = divisions.map(\.rawValue)
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return "\(names.dropLast().joined(separator: ", ")) or \(last)"
  }
}

extension Prompt {
  /// The part of its world's prompts that it belongs to, as metrics name it; `nil` where a division is not
  /// one of prompts.
  public func part(by division: Metric.Division) -> String? {
    switch division {
    case .topic: topic.replacing(" ", with: "-")
    case .family: family.replacing(" ", with: "-")
    case .group: nil
    }
  }
}

extension Environment {
  /// The parts of a division, in a fixed order: topics and families of held-out prompts, where there are
  /// several, or groups of people. A space in a name becomes a hyphen.
  public func parts(by division: Metric.Division) -> [String] {
    guard division != .group else { return groups.map(\.name) }
    let parts = prompts(in: .heldOutPrompts).compactMap { $0.part(by: division) }
      .reduce(into: [String]()) { parts, part in
        if !parts.contains(part) { parts.append(part) }
      }
    return parts.count > 1 ? parts : []
  }
}
