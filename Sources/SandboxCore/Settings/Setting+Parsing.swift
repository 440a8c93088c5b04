import Foundation
import PlainText

extension Setting {
  /// What the setting may be, as the end of a sentence "must be …".
  public var expectation: String {
    switch kind {
    case .integer(let range): "a whole number \(Self.words(range))"
    case .integerOr(let word, let range): "a whole number \(Self.words(range)), or \(word)"
    case .threshold(let range):
      "a number of standard deviations \(Self.words(range)), or as in 10 % of the mean return, or off"
    case .number(let range): "a number \(Self.words(range))"
    case .numberOr(let word, let range): "a number \(Self.words(range)), or \(word)"
    case .spread(let range):
      "a number \(Self.words(range)), or two as in 0.2 ± 0.1, the second "
        + Self.words(Self.deviations(in: range))
    case .spreadOr(let word, let range):
      "a number \(Self.words(range)), or two as in 2 ± 0.5, the second "
        + "\(Self.words(Self.deviations(in: range))), or \(word)"
    case .flag: "true or false"
    case .choice(let words): "one of " + words.joined(separator: ", ")
    case .text: "text"
    case .shares: "a mapping of names to shares that add up to 1"
    case .table(let table):
      "a mapping of names to what is said of each \(table.noun), such as \(table.example)"
    }
  }

  /// A value that is no mistake.
  package var example: String {
    switch kind {
    case .shares: "{plain: 1}"
    case .table(let table): table.example
    case .threshold: "0.2"
    case .text: "some text"
    // A field of a table has no default of its own.
    case .number(let range) where path != nil, .spread(let range) where path != nil,
      .spreadOr(_, let range) where path != nil:
      range.contains(0.2) ? "0.2" : SettingValue.number(range.lowerBound).description
    case .integer(let range) where path != nil: "\(range.lowerBound)"
    case .choice(let words) where path != nil: words[0]
    default: initial.description
    }
  }

  private static func words(_ range: ClosedRange<Int>) -> String {
    "from \(range.lowerBound) to \(range.upperBound)"
  }

  private static func words(_ range: ClosedRange<Double>) -> String {
    "from \(SettingValue.number(range.lowerBound)) to \(SettingValue.number(range.upperBound))"
  }

  /// What people can differ by in a number of this range: its width at most.
  private static func deviations(in range: ClosedRange<Double>) -> ClosedRange<Double> {
    0...range.upperBound - range.lowerBound
  }

  /// A finite number; without this check `inf` would pass as being at least 0.
  private static func number(_ text: some StringProtocol) -> Double? {
    Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// `0.2`, `0.2 ± 0.1` or `0.2 +- 0.1`.
  private static func spread(_ text: String, in range: ClosedRange<Double>) -> Spread? {
    let parts = text.replacing("+-", with: "±").split(
      separator: "±", omittingEmptySubsequences: false
    ).map { $0.trimmingCharacters(in: .whitespaces) }
    guard parts.count <= 2, let mean = number(parts[0]), range.contains(mean) else { return nil }
    guard parts.count == 2 else { return Spread(mean) }
    guard let deviation = number(parts[1]), deviations(in: range).contains(deviation)
    else { return nil }
    return Spread(mean, deviation: deviation)
  }

  /// `off`, `0.2`, or `10 % of the mean return`.
  private static func threshold(_ text: String, in range: ClosedRange<Double>) -> SettingValue? {
    if text == "off" { return .threshold(nil) }
    let match = text.wholeMatch(of: /(.+?) ?% of the mean return/)
    guard let written = number(match?.output.1 ?? text[...]) else { return nil }
    let value = match == nil ? written : written / 100
    guard range.contains(value) else { return nil }
    return .threshold(match == nil ? .deviations(value) : .shareOfMeanReturn(value))
  }

  /// The value that a text stands for.
  ///
  /// - Throws: what is wrong and how to put it right.
  public func parse(_ text: String) throws(SettingProblem) -> SettingValue {
    guard let value = value(of: text) else {
      throw SettingProblem(
        what: "\(key) is \(text.isEmpty ? "empty" : text), but must be \(expectation)",
        remedy: meant(by: text).map { "write \(key): \($0)" }
          ?? "write for example \(key): \(example)")
    }
    return value
  }

  /// The word among the choices that a text was surely meant to be.
  private func meant(by text: String) -> String? {
    guard case .choice(let words) = kind, !text.isEmpty else { return nil }
    let written = text.lowercased()
    for fits in [{ $0 == written }, { $0.hasPrefix(written) }, { $0.hasSuffix("." + written) }]
      as [(String) -> Bool]
    {
      let found = words.filter(fits)
      if found.count == 1 { return found[0] }
    }
    return Spelling.close(to: written, in: words)
  }

  private func value(of text: String) -> SettingValue? {
    switch kind {
    case .integer(let range):
      Int(text.replacing("_", with: "")).flatMap { range.contains($0) ? .integer($0) : nil }
    case .integerOr(let word, let range):
      text == word
        ? .word(word)
        : Int(text.replacing("_", with: "")).flatMap { range.contains($0) ? .integer($0) : nil }
    case .threshold(let range): Self.threshold(text, in: range)
    case .number(let range):
      Self.number(text).flatMap { range.contains($0) ? .number($0) : nil }
    case .numberOr(let word, let range):
      text == word
        ? .word(word) : Self.number(text).flatMap { range.contains($0) ? .number($0) : nil }
    case .spread(let range): Self.spread(text, in: range).map(SettingValue.spread)
    case .spreadOr(let word, let range):
      text == word ? .word(word) : Self.spread(text, in: range).map(SettingValue.spread)
    case .flag: Bool(text).map(SettingValue.flag)
    case .choice(let words): words.contains(text) ? .word(text) : nil
    case .text: .word(text)
    case .shares, .table: nil
    }
  }

  /// The value that shares by name stand for.
  ///
  /// - Throws: what is wrong and how to put it right.
  public func parse(shares: [GroupShare]) throws(SettingProblem) -> SettingValue {
    guard kind == .shares else { throw isMapping }
    if let share = shares.first(where: { !(0...1).contains($0.share) }) {
      throw SettingProblem(
        what: "\(key).\(share.group) is \(share.share), but a share lies in 0 to 1",
        remedy: "give each its part of 1, all together 1")
    }
    let sum = shares.map(\.share).reduce(0, +)
    guard shares.isEmpty || abs(sum - 1) < 1e-6 else {
      throw SettingProblem(
        what: "\(key) add up to \(SettingValue.number(sum)), but shares must add up to 1",
        remedy: "change the shares so that their sum is 1")
    }
    return .shares(shares)
  }

  /// The value that entries of a table stand for.
  ///
  /// - Parameter entries: names, and keys with values as written.
  /// - Throws: what is wrong and how to put it right.
  public func parse(
    entries: [(name: String, fields: [(key: String, text: String)])]
  ) throws(SettingProblem) -> SettingValue {
    guard case .table(let table) = kind else { throw isMapping }
    var read: [TableEntry] = []
    for (name, fields) in entries {
      guard SettingTable.isName(name) else {
        throw SettingProblem(
          what:
            "\(key) names a \(table.noun) \(name), but a name has letters, digits, - and _ alone",
          remedy: "write for example \(table.example)")
      }
      guard !read.contains(where: { $0.name == name }) else {
        throw SettingProblem(
          what: "\(key) has two entries called \(name)",
          remedy: "give each \(table.noun) a name of its own")
      }
      var entry = TableEntry(name: name)
      for (written, text) in fields {
        let setting = try field(written, below: name, of: table)
        guard entry[written] == nil else {
          throw SettingProblem(
            what: "\(setting.key) is written again", remedy: "keep one of the two")
        }
        // What a message would cut is no number and no word that can be chosen.
        entry[written] = try setting.parse(setting.kind == .text ? text : Excerpt.of(text))
      }
      if let naming = table.naming, entry[naming] == nil,
        let named = try? field(naming, below: name, of: table).parse(name)
      {
        entry[naming] = named
      }
      if let missing = table.required.first(where: { entry[$0] == nil }) {
        let setting = try field(missing, below: name, of: table)
        throw SettingProblem(
          what: "\(key).\(name) has no \(missing)",
          remedy: "write \(setting.key): \(setting.example)")
      }
      read.append(entry)
    }
    return .table(table.sorted(read))
  }

  /// What is wrong with a path below this table that is no setting.
  package func problem(below path: String) -> SettingProblem {
    let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
    guard case .table(let table) = kind, let entry = parts.first, SettingTable.isName(entry) else {
      return SettingProblem(
        what: "\(key) has no \(path)", remedy: "write \(key): \(example)")
    }
    guard parts.count == 2 else {
      return SettingProblem(
        what: "\(key).\(entry) has no value of its own",
        remedy: "say what of it is meant, such as \(key).\(entry).\(table.fields.first?.key ?? "")")
    }
    do throws(SettingProblem) {
      _ = try field(parts[1], below: entry, of: table)
      return isMapping
    } catch {
      return error
    }
  }

  /// The setting of a field as written.
  private func field(
    _ written: String, below entry: String, of table: SettingTable
  ) throws(SettingProblem) -> Setting {
    if let setting = field(written, of: entry) { return setting }
    let (bare, topic) = SettingTable.parts(of: written)
    if topic != nil, table.field(bare) != nil {
      throw SettingProblem(
        what: "\(key).\(entry).\(written) names a topic, but \(bare) is the same on all",
        remedy: "write \(bare): and a value")
    }
    let keys = table.fields.map { $0.key + ($0.isOpen ? ".NAME" : "") }
    let closed = table.fields.filter { !$0.isOpen }.map(\.key)
    let near = closed.first { $0.hasSuffix("." + bare) } ?? Spelling.nearest(to: bare, in: closed)
    throw SettingProblem(
      what: "\(key).\(entry) has \(written), which \(table.article) cannot have",
      remedy: near.map { "write \($0)" } ?? "write one of " + keys.joined(separator: ", "))
  }

  private var isMapping: SettingProblem {
    SettingProblem(
      what: "\(key) is a mapping, but must be \(expectation)", remedy: "write \(key): \(example)")
  }
}
