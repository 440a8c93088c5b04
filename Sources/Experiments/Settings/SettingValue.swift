/// The value of one setting, as it is written in a scenario.
public enum SettingValue: Sendable, Hashable {
  /// A whole number.
  case integer(Int)
  /// A real number.
  case number(Double)
  /// Yes or no.
  case flag(Bool)
  /// A word, such as a choice or a path.
  case word(String)
  /// Shares by name, in the order written.
  case shares([GroupShare])
}

extension SettingValue: CustomStringConvertible {
  /// The value as a scenario would write it: `0.2`, `true`, `off`, `{elders: 0.5, students: 0.5}`.
  public var description: String {
    switch self {
    case .integer(let value): "\(value)"
    case .number(let value):
      value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    case .flag(let value): "\(value)"
    case .word(let value): value
    case .shares(let shares):
      "{" + shares.map { "\($0.group): \($0.share)" }.joined(separator: ", ") + "}"
    }
  }
}
