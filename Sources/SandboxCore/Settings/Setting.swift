/// One thing a scenario can set: its key, what it means, what it may be, and where it is kept.
///
/// Every number has two finite ends: what is larger than anybody needs is refused when it is read, not
/// found out by a machine without memory.
public struct Setting: Sendable, Hashable {
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
    /// Entries by name, each with fields of its own.
    case table(SettingTable)
  }

  /// The dotted key, such as `annotators.trolls.share`.
  public let key: String
  /// What it means, with unit, in one sentence.
  public let meaning: String
  /// What it may be.
  public let kind: Kind
  /// Where a default comes from, such as a paper; empty when it is ours.
  public let source: String
  /// What it is where neither a scenario nor its world says anything.
  public let initial: SettingValue
  /// The most of it under `--smoke`; `nil` where it is left as it is.
  public let smokeLimit: Int?
  /// Where it stands, if it is a field of an entry of a table; `nil` for a setting by itself.
  public let path: SettingPath?

  init(
    key: String, meaning: String, kind: Kind, source: String, initial: SettingValue,
    smokeLimit: Int?, path: SettingPath? = nil
  ) {
    self.key = key
    self.meaning = meaning
    self.kind = kind
    self.source = source
    self.initial = initial
    self.smokeLimit = smokeLimit
    self.path = path
  }
}

/// What is wrong with a value that somebody gave to a setting, and how to put it right.
public struct SettingProblem: Error, Hashable, Sendable {
  /// What is wrong.
  public var what: String
  /// How to put it right.
  public var remedy: String

  /// Describes a problem; the parameters are the properties of the same names.
  public init(what: String, remedy: String) {
    self.what = what
    self.remedy = remedy
  }
}
