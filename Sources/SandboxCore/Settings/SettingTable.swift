/// What a setting of kind ``Setting/Kind/table(_:)`` holds: entries by name, each with fields of its own, such as
/// the groups of annotators.
///
/// Each field of an entry is a setting too, whose key is that of the table, the entry's name and the field's key:
/// `annotators.groups.farmers.share`. So an arm, a sweep or `--set` can change one field and leave the rest.
public struct SettingTable: Sendable, Hashable {
  /// What an entry is, such as `group`.
  public let noun: String
  /// What an entry can say, in the order in which documents list it.
  public let fields: [Field]
  /// The key of the field that a single value stands for, as in `{farmers: 0.3}`; `nil` where there is none.
  public let short: String?
  /// The field that names an entry: one without a name is called by its value, and one that does not say it has it
  /// from its name, if that is such a value.
  public let naming: String?
  /// What each entry has to say.
  public let required: [String]
  /// Entries that are no mistake, as a scenario would write them.
  public let example: String

  /// Describes a table; the parameters are the properties of the same names.
  public init(
    noun: String, example: String, fields: [Field], short: String? = nil, naming: String? = nil,
    required: [String] = []
  ) {
    self.noun = noun
    self.example = example
    self.fields = fields
    self.short = short
    self.naming = naming
    self.required = required
  }

  /// One thing that an entry can say.
  public struct Field: Sendable, Hashable {
    /// The key within an entry, such as `share` or `traits.mistakes`.
    public let key: String
    /// What it means, in one sentence.
    public let meaning: String
    /// What it may be.
    public let kind: Setting.Kind
    /// Whether any name may follow the key and a dot: `tastes.warmth`.
    public let isOpen: Bool
    /// Whether it may be said of one topic alone: `traits.mistakes@politics`.
    public let takesTopic: Bool

    /// Describes a field; the parameters are the properties of the same names.
    public init(
      _ key: String, _ meaning: String, _ kind: Setting.Kind, isOpen: Bool = false,
      takesTopic: Bool = false
    ) {
      self.key = key
      self.meaning = meaning
      self.kind = kind
      self.isOpen = isOpen
      self.takesTopic = takesTopic
    }

    /// Whether a key without a topic is this field's.
    func has(_ written: String) -> Bool {
      isOpen ? written.hasPrefix(key + ".") && written.count > key.count + 1 : written == key
    }
  }

  /// What an entry is, with its article: `a group`, `an annotator`.
  var article: String { ("aeiouAEIOU".contains(noun.prefix(1)) ? "an " : "a ") + noun }

  /// The mark between a key and the topic that it is said of, as between a metric and its part.
  public static let topicMark = Metric.partMark

  /// A field's key taken apart: what stands before the mark, and the topic.
  public static func parts(of key: String) -> (key: String, topic: String?) {
    let (key, topic) = Metric.parts(ofKey: key)
    return (key, topic)
  }

  /// The field of a key as written; `nil` where there is none.
  public func field(_ written: String) -> Field? {
    let (key, topic) = Self.parts(of: written)
    guard let field = fields.first(where: { $0.has(key) }) else { return nil }
    return topic == nil || (field.takesTopic && topic != "") ? field : nil
  }

  /// Whether a word can name an entry.
  public static func isName(_ word: String) -> Bool {
    word.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil
  }

  /// Entries with their fields in the order of the table, so that equal ones are equal however they were written.
  func sorted(_ entries: [TableEntry]) -> [TableEntry] {
    func place(_ written: String) -> Int {
      let key = Self.parts(of: written).key
      return fields.firstIndex { $0.has(key) } ?? fields.count
    }
    return entries.map { entry in
      var entry = entry
      entry.fields.sort { (place($0.key), $0.key) < (place($1.key), $1.key) }
      return entry
    }
  }
}

/// One entry of a table: its name, and what is said of it.
public struct TableEntry: Sendable, Hashable {
  /// The name, no two of a table alike.
  public var name: String
  /// What is said, no key twice.
  public var fields: [Field]

  /// A key of an entry and its value.
  public struct Field: Sendable, Hashable {
    /// As written, with its topic: `traits.mistakes@politics`.
    public var key: String
    /// The value.
    public var value: SettingValue

    /// Gives a key a value.
    public init(_ key: String, _ value: SettingValue) {
      self.key = key
      self.value = value
    }
  }

  /// An entry; as it stands, one of which nothing is said.
  public init(name: String, fields: [Field] = []) {
    self.name = name
    self.fields = fields
  }

  /// The value of a key; `nil` where it is not said.
  public subscript(key: String) -> SettingValue? {
    get { fields.first { $0.key == key }?.value }
    set {
      fields.removeAll { $0.key == key }
      if let newValue { fields.append(Field(key, newValue)) }
    }
  }
}

extension TableEntry: CustomStringConvertible {
  /// As a scenario would write it after its name: `{share: 0.3, tastes.warmth: 2}`.
  public var description: String {
    "{" + fields.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
  }
}

/// Where a field of a table's entry stands.
public struct SettingPath: Sendable, Hashable {
  /// The key of the table.
  public let table: String
  /// The entry's name.
  public let entry: String
  /// The field's key, with its topic.
  public let field: String
}

extension Setting {
  /// The setting that a field of an entry is.
  ///
  /// - Parameters:
  ///   - key: what it is called, which is the path unless it has a shorter way to be written.
  ///   - entry: any name; it need not be there yet.
  ///   - field: the field's key, with its topic.
  /// - Returns: `nil` where this is no table, or the table has no such field.
  public func field(_ field: String, of entry: String, key: String? = nil) -> Setting? {
    guard case .table(let table) = kind, let declared = table.field(field),
      SettingTable.isName(entry)
    else { return nil }
    let topic = SettingTable.parts(of: field).topic
    return Setting(
      key: key ?? "\(self.key).\(entry).\(field)",
      meaning: declared.meaning + (topic.map { " On the topic \($0) alone." } ?? ""),
      kind: declared.kind, source: source, initial: .word(""), smokeLimit: nil,
      path: SettingPath(table: self.key, entry: entry, field: field))
  }

  /// Entries as the value of this table.
  public func sorted(_ entries: [TableEntry]) -> SettingValue {
    if case .table(let table) = kind { .table(table.sorted(entries)) } else { .table(entries) }
  }

  /// The setting of a dotted path below this table, such as `farmers.share`, or `farmers` where one value stands
  /// for an entry.
  public func below(_ path: String) -> Setting? {
    guard case .table(let table) = kind else { return nil }
    let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
    if parts.count == 2 { return field(parts[1], of: parts[0]) }
    guard let short = table.short, let entry = parts.first else { return nil }
    return field(short, of: entry)
  }
}

extension [TableEntry] {
  /// What a field of an entry says; `nil` where nothing is said.
  public subscript(path: SettingPath) -> SettingValue? {
    get { first { $0.name == path.entry }?[path.field] }
    set {
      if let index = firstIndex(where: { $0.name == path.entry }) {
        self[index][path.field] = newValue
      } else {
        append(
          TableEntry(name: path.entry, fields: newValue.map { [.init(path.field, $0)] } ?? []))
      }
    }
  }
}
