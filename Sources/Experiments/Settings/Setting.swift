/// One thing a scenario can set: its key, what it means, what it may be, and where it is kept.
public struct Setting: Sendable {
  /// What a setting may be.
  public enum Kind: Sendable, Hashable {
    /// A whole number in a range.
    case integer(ClosedRange<Int>)
    /// A real number in a range.
    case number(ClosedRange<Double>)
    /// A real number in a range, or the given word, which stands for its absence (`off`, `perfect`).
    case numberOr(String, ClosedRange<Double>)
    /// `true` or `false`.
    case flag
    /// One of a few words.
    case choice([String])
    /// Any text.
    case text
    /// Shares of groups by name, each in 0...1, adding up to 1.
    case shares
  }

  /// The dotted key, such as `annotators.trolls.share`.
  public let key: String
  /// What it means, with unit, in one sentence.
  public let meaning: String
  /// What it may be.
  public let kind: Kind
  /// Where a default comes from, such as a paper; empty when it is ours.
  public let source: String
  let read: @Sendable (ArmSettings) -> SettingValue
  let write: @Sendable (inout ArmSettings, SettingValue) -> Void

  /// The value that an arm has.
  public func value(in settings: ArmSettings) -> SettingValue { read(settings) }

  /// Sets the value from the text of a scenario or a command line.
  ///
  /// - Throws: what is wrong and how to put it right; nothing has then been changed.
  public func assign(
    _ text: String, to settings: inout ArmSettings
  ) throws(SettingProblem) {
    write(&settings, try parse(text))
  }

  /// Sets shares by name.
  ///
  /// - Throws: what is wrong and how to put it right; nothing has then been changed.
  public func assign(
    shares: [GroupShare], to settings: inout ArmSettings
  ) throws(SettingProblem) {
    guard kind == .shares else {
      throw SettingProblem(
        what: "\(key) is a mapping, but must be \(expectation)", remedy: "write \(key): \(example)")
    }
    if let share = shares.first(where: { !(0...1).contains($0.share) }) {
      throw SettingProblem(
        what: "\(key).\(share.group) is \(share.share), but a share lies in 0 to 1",
        remedy: "give each group its part of 1")
    }
    let sum = shares.map(\.share).reduce(0, +)
    guard shares.isEmpty || abs(sum - 1) < 1e-6 else {
      throw SettingProblem(
        what: "\(key) add up to \(SettingValue.number(sum)), but shares must add up to 1",
        remedy: "change the shares so that their sum is 1")
    }
    write(&settings, .shares(shares))
  }

  /// What the setting may be, as the end of a sentence "must be …".
  public var expectation: String {
    switch kind {
    case .integer(let range): "a whole number \(Self.words(range))"
    case .number(let range): "a number \(Self.words(range))"
    case .numberOr(let word, let range): "a number \(Self.words(range)), or \(word)"
    case .flag: "true or false"
    case .choice(let words): "one of " + words.joined(separator: ", ")
    case .text: "text"
    case .shares: "a mapping of group names to shares that add up to 1"
    }
  }

  private var example: String {
    switch kind {
    case .integer(let range): "\(range.lowerBound)"
    case .number(let range), .numberOr(_, let range): "\(SettingValue.number(range.lowerBound))"
    case .flag: "true"
    case .choice(let words): words.first ?? ""
    case .text: "some text"
    case .shares: "{plain: 1}"
    }
  }

  private static func words<Bound: Comparable>(_ range: ClosedRange<Bound>) -> String {
    let low = "\(range.lowerBound)".replacing(/\.0$/, with: "")
    let high = "\(range.upperBound)".replacing(/\.0$/, with: "")
    let isOpen = high == "inf" || high == "\(Int.max)"
    return isOpen ? "of at least \(low)" : "from \(low) to \(high)"
  }

  /// A finite number; without this check `inf` would pass as being at least 0.
  private static func number(_ text: String) -> Double? {
    Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  private func parse(_ text: String) throws(SettingProblem) -> SettingValue {
    // Made only when needed: it is much slower than the check.
    var wrong: SettingProblem {
      SettingProblem(
        what: "\(key) is \(text.isEmpty ? "empty" : text), but must be \(expectation)",
        remedy: "write for example \(key): \(example)")
    }
    switch kind {
    case .integer(let range):
      guard let value = Int(text.replacing("_", with: "")), range.contains(value) else {
        throw wrong
      }
      return .integer(value)
    case .number(let range):
      guard let value = Self.number(text), range.contains(value) else { throw wrong }
      return .number(value)
    case .numberOr(let word, let range):
      if text == word { return .word(word) }
      guard let value = Self.number(text), range.contains(value) else { throw wrong }
      return .number(value)
    case .flag:
      guard let value = Bool(text) else { throw wrong }
      return .flag(value)
    case .choice(let words):
      guard words.contains(text) else { throw wrong }
      return .word(text)
    case .text: return .word(text)
    case .shares: throw wrong
    }
  }
}

/// What is wrong with a value that somebody gave to a setting, and how to put it right.
public struct SettingProblem: Error, Hashable, Sendable {
  /// What is wrong.
  public var what: String
  /// How to put it right.
  public var remedy: String
}
