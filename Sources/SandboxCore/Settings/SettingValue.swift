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
  /// A number that differs from person to person: its mean and standard deviation.
  case spread(Spread)
  /// A limit of what a person can tell apart; `nil` when there is none.
  case threshold(Threshold?)
  /// Entries of a table, in the order written.
  case table([TableEntry])
}

extension SettingValue: CustomStringConvertible {
  /// The value as a scenario would write it: `0.2`, `true`, `off`, `{elders: 0.5, students: 0.5}`.
  public var description: String {
    switch self {
    case .integer(let value): "\(value)"
    case .number(let value):
      value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    case .spread(let spread):
      spread.deviation == 0
        ? Self.number(spread.mean).description
        : "\(Self.number(spread.mean)) ± \(Self.number(spread.deviation))"
    case .flag(let value): "\(value)"
    case .word(let value): value
    case .shares(let shares):
      "{" + shares.map { "\($0.group): \($0.share)" }.joined(separator: ", ") + "}"
    case .threshold(nil): "off"
    case .threshold(.deviations(let value)): Self.number(value).description
    case .threshold(.shareOfMeanReturn(let share)):
      "\(Self.percent(share)) % of the mean return"
    // Only parts that are put together in code have both; a scenario writes one.
    case .threshold(.greater(let deviations, let share)):
      "\(Self.number(deviations)), or \(Self.percent(share)) % of the mean return"
    case .table(let entries):
      "{" + entries.map { "\($0.name): \($0)" }.joined(separator: ", ") + "}"
    }
  }

  /// A share in hundredths: of the numbers near it the roundest that reads back as the share.
  private static func percent(_ share: Double) -> SettingValue {
    let product = share * 100
    let rounded = (product * 1e9).rounded() / 1e9
    let near = [rounded, product, product.nextUp, product.nextDown]
    return .number(near.first { $0 / 100 == share } ?? product)
  }
}

/// How many of a whole, relative to the others named: annotators of a group, or questions of a form.
public struct GroupShare: Sendable, Hashable, Codable {
  /// The name, such as that of a group in the world.
  public var group: String
  /// ≥ 0; shares are divided by their sum.
  public var share: Double

  /// Gives a share of the whole.
  public init(group: String, share: Double) {
    self.group = group
    self.share = share
  }
}

extension SettingValue: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByStringLiteral, ExpressibleByBooleanLiteral
{
  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A real number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A word.
  public init(stringLiteral value: String) { self = .word(value) }
  /// Yes or no.
  public init(booleanLiteral value: Bool) { self = .flag(value) }
}
