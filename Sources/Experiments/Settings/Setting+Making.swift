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
    _ key: String, _ path: WritableKeyPath<ArmSettings, Choice> & Sendable, _ meaning: String
  ) -> Setting {
    Setting(
      key: key, meaning: meaning, kind: .choice(Choice.allCases.map(\.rawValue)), source: "",
      read: { .word($0[keyPath: path].rawValue) },
      write: {
        if case .word(let word) = $1, let value = Choice(rawValue: word) {
          $0[keyPath: path] = value
        }
      })
  }

  static func text(
    _ key: String, _ path: WritableKeyPath<ArmSettings, String> & Sendable, _ meaning: String
  ) -> Setting {
    Setting(
      key: key, meaning: meaning, kind: .text, source: "",
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
}
