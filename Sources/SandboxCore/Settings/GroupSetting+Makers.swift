import Networks

// One maker for each type of stored property.
extension GroupSetting where Group: SettingsGroup {
  /// Declares a whole number.
  ///
  /// - Parameter smoke: the most of it under `--smoke`.
  public static func integer(
    _ key: String, _ path: WritableKeyPath<Group, Int> & Sendable,
    _ range: ClosedRange<Int>, _ meaning: String, source: String = "", smoke: Int? = nil
  ) -> GroupSetting {
    GroupSetting(
      key, .integer(range), meaning, source: source, smoke: smoke,
      read: { .integer($0[keyPath: path]) },
      write: { if case .integer(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// Declares which luck a phase has: `seed`.
  public static func seed(_ path: WritableKeyPath<Group, Int> & Sendable) -> GroupSetting {
    integer(
      "seed", path, 0...1_000_000_000,
      "Which luck the phase has; 0 is the one that the scenario's seed gives it. Arms that differ in seeds alone "
        + "show where the spread of results comes from.")
  }

  /// Declares a setting.
  public static func number(
    _ key: String, _ path: WritableKeyPath<Group, Double> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .number(range), meaning, source: source,
      read: { .number($0[keyPath: path]) },
      write: { if case .number(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// Declares a setting.
  public static func number(
    _ key: String, or word: String, _ path: WritableKeyPath<Group, Double?> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .numberOr(word, range), meaning, source: source,
      read: { $0[keyPath: path].map(SettingValue.number) ?? .word(word) },
      write: {
        switch $1 {
        case .number(let value): $0[keyPath: path] = value
        default: $0[keyPath: path] = nil
        }
      })
  }

  /// Declares a setting.
  public static func flag(
    _ key: String, _ path: WritableKeyPath<Group, Bool> & Sendable, _ meaning: String,
    source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .flag, meaning, source: source,
      read: { .flag($0[keyPath: path]) },
      write: { if case .flag(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// Declares a setting.
  public static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ key: String, _ path: WritableKeyPath<Group, Choice> & Sendable, _ meaning: String,
    source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .choice(Choice.allCases.map(\.rawValue)), meaning, source: source,
      read: { .word($0[keyPath: path].rawValue) },
      write: {
        if case .word(let word) = $1, let value = Choice(rawValue: word) {
          $0[keyPath: path] = value
        }
      })
  }

  /// Declares a setting.
  public static func text(
    _ key: String, _ path: WritableKeyPath<Group, String> & Sendable, _ meaning: String,
    source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .text, meaning, source: source,
      read: { .word($0[keyPath: path]) },
      write: { if case .word(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// Declares a setting.
  public static func shares(
    _ key: String, _ path: WritableKeyPath<Group, [GroupShare]> & Sendable, _ meaning: String,
    source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .shares, meaning, source: source,
      read: { .shares($0[keyPath: path]) },
      write: { if case .shares(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// Declares entries by name.
  public static func table(
    _ key: String, _ path: WritableKeyPath<Group, [TableEntry]> & Sendable, _ table: SettingTable,
    _ meaning: String, source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .table(table), meaning, source: source,
      read: { .table(table.sorted($0[keyPath: path])) },
      write: { if case .table(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// Declares a setting.
  public static func spread(
    _ key: String, _ path: WritableKeyPath<Group, Spread> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .spread(range), meaning, source: source,
      read: { .spread($0[keyPath: path]) },
      write: { if case .spread(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// Declares a setting.
  public static func spread(
    _ key: String, or word: String, _ path: WritableKeyPath<Group, Spread?> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .spreadOr(word, range), meaning, source: source,
      read: { $0[keyPath: path].map(SettingValue.spread) ?? .word(word) },
      write: {
        switch $1 {
        case .spread(let value): $0[keyPath: path] = value
        default: $0[keyPath: path] = nil
        }
      })
  }

  /// Declares a setting.
  public static func integer(
    _ key: String, or word: String, _ path: WritableKeyPath<Group, Int?> & Sendable,
    _ range: ClosedRange<Int>, _ meaning: String, source: String = "", smoke: Int? = nil
  ) -> GroupSetting {
    GroupSetting(
      key, .integerOr(word, range), meaning, source: source, smoke: smoke,
      read: { $0[keyPath: path].map(SettingValue.integer) ?? .word(word) },
      write: {
        switch $1 {
        case .integer(let value): $0[keyPath: path] = value
        default: $0[keyPath: path] = nil
        }
      })
  }

  /// Declares a limit in standard deviations, `off`, or a share of the mean return as in
  /// `10 % of the mean return`.
  public static func threshold(
    _ key: String, _ path: WritableKeyPath<Group, Threshold?> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .threshold(range), meaning, source: source,
      read: { .threshold($0[keyPath: path]) },
      write: { if case .threshold(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// Declares a setting that is one of a list of names.
  public static func choice(
    _ key: String, of names: [String], _ path: WritableKeyPath<Group, String> & Sendable,
    _ meaning: String, source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .choice(names), meaning, source: source,
      read: { .word($0[keyPath: path]) },
      write: { if case .word(let word) = $1 { $0[keyPath: path] = word } })
  }

  /// Declares what takes the steps of a training, as `optimizer`.
  public static func optimizer(
    _ path: WritableKeyPath<Group, OptimizerKind> & Sendable
  ) -> GroupSetting {
    .choice(
      "optimizer", path, "What moves the hidden matrices of a decoder; all else is AdamW's.",
      source: "Liu et al. 2025, arXiv:2502.16982")
  }

  /// Declares which part of a list is taken.
  ///
  /// - Parameter question: what is chosen, such as `How the policy is made`.
  public static func part<Part>(
    _ key: String = "method", of parts: PartList<Part>,
    _ path: WritableKeyPath<Group, String> & Sendable, _ question: String
  ) -> GroupSetting {
    .choice(key, of: parts.names, path, "\(question): \(parts.explained)")
  }
}
