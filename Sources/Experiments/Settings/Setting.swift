/// One thing a scenario can set: its key, what it means, what it may be, and where it is kept.
///
/// Every number has two finite ends: what is larger than anybody needs is refused when it is read, not
/// found out by a machine without memory.
public struct Setting: Sendable {
  /// What a setting may be.
  public enum Kind: Sendable, Hashable {
    /// A whole number in a range.
    case integer(ClosedRange<Int>)
    /// A real number in a range.
    case number(ClosedRange<Double>)
    /// A real number in a range, or the given word, which stands for its absence (`off`, `perfect`).
    case numberOr(String, ClosedRange<Double>)
    /// A whole number in a range, or the given word, which stands for its absence.
    case integerOr(String, ClosedRange<Int>)
    /// A limit in standard deviations in a range, or a share in the same range as in
    /// `10 % of the mean return`, or `off`.
    case threshold(ClosedRange<Double>)
    /// `true` or `false`.
    case flag
    /// One of a few words.
    case choice([String])
    /// Any text.
    case text
    /// Shares by name, each in 0...1, adding up to 1.
    case shares
    /// A number in a range that may differ from person to person: `0.2`, or `0.2 ± 0.1`, the second from 0
    /// to the range's width.
    case spread(ClosedRange<Double>)
    /// The same, or the given word, which stands for its absence (`perfect`).
    case spreadOr(String, ClosedRange<Double>)
    /// Traits by group and name.
    case groupTraits
  }

  /// The dotted key, such as `annotators.trolls.share`.
  public let key: String
  /// What it means, with unit, in one sentence.
  public let meaning: String
  /// What it may be.
  public let kind: Kind
  /// Where a default comes from, such as a paper; empty when it is ours.
  public let source: String
  /// Gives the value that an arm has.
  let read: @Sendable (ArmSettings) -> SettingValue
  /// Gives an arm the value.
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
}

/// What is wrong with a value that somebody gave to a setting, and how to put it right.
public struct SettingProblem: Error, Hashable, Sendable {
  /// What is wrong.
  public var what: String
  /// How to put it right.
  public var remedy: String
}
