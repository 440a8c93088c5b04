/// The parts of one kind that ship, such as optimisers or worlds: the one place that knows them all.
///
/// A new part is one file, its tests, and a line in its list.
public struct PartList<Part>: Sendable, RandomAccessCollection where Part: Sendable {
  /// What the parts are, in words.
  public let kind: String
  private let parts: [Part]
  /// The name of a part, as scenarios write it.
  public let name: @Sendable (Part) -> String
  /// What a part does, in one sentence.
  public let summary: @Sendable (Part) -> String

  /// A list of parts, the default first.
  public init(
    _ kind: String, _ parts: [Part], name: @escaping @Sendable (Part) -> String,
    summary: @escaping @Sendable (Part) -> String
  ) {
    self.kind = kind
    self.parts = parts
    self.name = name
    self.summary = summary
  }

  /// The names, in order; none twice.
  public var names: [String] { parts.map(name) }

  /// Every name with its summary, as settings explain a choice.
  public var explained: String {
    parts.map { "\(name($0)): \(summary($0))" }.joined(separator: " ")
  }

  /// The part of a name that a scenario was read with.
  public func named(_ wanted: String) -> Part {
    guard let part = parts.first(where: { name($0) == wanted }) else {
      preconditionFailure("there is no \(kind) \(wanted)")
    }
    return part
  }

  /// The place of the first part.
  public var startIndex: Int { parts.startIndex }
  /// The place after the last.
  public var endIndex: Int { parts.endIndex }
  /// The part at a place.
  public subscript(position: Int) -> Part { parts[position] }
}

extension RawRepresentable
where Self: CaseIterable, AllCases == PartList<Self>, RawValue == String {
  /// The part of a name in the list; `nil` if there is none.
  public init?(rawValue: String) {
    guard let known = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = known
  }
}

extension [Setting] {
  /// Each key once: parts may share a setting.
  public var eachOnce: [Setting] {
    reduce(into: []) { settings, setting in
      if !settings.contains(where: { $0.key == setting.key }) { settings.append(setting) }
    }
  }
}
