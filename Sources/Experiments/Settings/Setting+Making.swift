import Annotators

// How the catalog makes its entries: one maker for each type of stored property.
extension Setting {
  static func integer(
    _ key: String, _ path: WritableKeyPath<ArmSettings, Int> & Sendable,
    _ range: ClosedRange<Int>, _ meaning: String, source: String = ""
  ) -> Setting {
    Setting(
      key: key, meaning: meaning, kind: .integer(range), source: source,
      read: { .integer($0[keyPath: path]) },
      write: { if case .integer(let value) = $1 { $0[keyPath: path] = value } })
  }

  static func number(
    _ key: String, _ path: WritableKeyPath<ArmSettings, Double> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, source: String = ""
  ) -> Setting {
    Setting(
      key: key, meaning: meaning, kind: .number(range), source: source,
      read: { .number($0[keyPath: path]) },
      write: { if case .number(let value) = $1 { $0[keyPath: path] = value } })
  }

  static func number(
    _ key: String, or word: String, _ path: WritableKeyPath<ArmSettings, Double?> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, source: String = ""
  ) -> Setting {
    Setting(
      key: key, meaning: meaning, kind: .numberOr(word, range), source: source,
      read: { $0[keyPath: path].map(SettingValue.number) ?? .word(word) },
      write: {
        switch $1 {
        case .number(let value): $0[keyPath: path] = value
        default: $0[keyPath: path] = nil
        }
      })
  }

  static func flag(
    _ key: String, _ path: WritableKeyPath<ArmSettings, Bool> & Sendable, _ meaning: String
  ) -> Setting {
    Setting(
      key: key, meaning: meaning, kind: .flag, source: "",
      read: { .flag($0[keyPath: path]) },
      write: { if case .flag(let value) = $1 { $0[keyPath: path] = value } })
  }

  static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ key: String, _ path: WritableKeyPath<ArmSettings, Choice> & Sendable, _ meaning: String,
    source: String = ""
  ) -> Setting {
    Setting(
      key: key, meaning: meaning, kind: .choice(Choice.allCases.map(\.rawValue)), source: source,
      read: { .word($0[keyPath: path].rawValue) },
      write: {
        if case .word(let word) = $1, let value = Choice(rawValue: word) {
          $0[keyPath: path] = value
        }
      })
  }

  static func text(
    _ key: String, _ path: WritableKeyPath<ArmSettings, String> & Sendable, _ meaning: String,
    source: String = ""
  ) -> Setting {
    Setting(
      key: key, meaning: meaning, kind: .text, source: source,
      read: { .word($0[keyPath: path]) },
      write: { if case .word(let value) = $1 { $0[keyPath: path] = value } })
  }

  static func shares(
    _ key: String, _ path: WritableKeyPath<ArmSettings, [GroupShare]> & Sendable, _ meaning: String
  ) -> Setting {
    Setting(
      key: key, meaning: meaning, kind: .shares, source: "",
      read: { .shares($0[keyPath: path]) },
      write: { if case .shares(let value) = $1 { $0[keyPath: path] = value } })
  }

  static func spread(
    _ key: String, _ path: WritableKeyPath<ArmSettings, Spread> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, source: String = ""
  ) -> Setting {
    Setting(
      key: key, meaning: meaning, kind: .spread(range), source: source,
      read: { .spread($0[keyPath: path]) },
      write: { if case .spread(let value) = $1 { $0[keyPath: path] = value } })
  }

  static func spread(
    _ key: String, or word: String, _ path: WritableKeyPath<ArmSettings, Spread?> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, source: String = ""
  ) -> Setting {
    Setting(
      key: key, meaning: meaning, kind: .spreadOr(word, range), source: source,
      read: { $0[keyPath: path].map(SettingValue.spread) ?? .word(word) },
      write: {
        switch $1 {
        case .spread(let value): $0[keyPath: path] = value
        default: $0[keyPath: path] = nil
        }
      })
  }

  static func integer(
    _ key: String, or word: String, _ path: WritableKeyPath<ArmSettings, Int?> & Sendable,
    _ range: ClosedRange<Int>, _ meaning: String, source: String = ""
  ) -> Setting {
    Setting(
      key: key, meaning: meaning, kind: .integerOr(word, range), source: source,
      read: { $0[keyPath: path].map(SettingValue.integer) ?? .word(word) },
      write: {
        switch $1 {
        case .integer(let value): $0[keyPath: path] = value
        default: $0[keyPath: path] = nil
        }
      })
  }

  /// A limit in standard deviations, `off`, or a share of the mean return as in `10 % of the mean return`.
  static func threshold(
    _ key: String, _ path: WritableKeyPath<ArmSettings, Threshold?> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, source: String = ""
  ) -> Setting {
    Setting(
      key: key, meaning: meaning, kind: .threshold(range), source: source,
      read: { .threshold($0[keyPath: path]) },
      write: { if case .threshold(let value) = $1 { $0[keyPath: path] = value } })
  }
}
