/// A parsed scenario: arms that differ in stated settings, run over paired replications of one seed.
public struct Experiment: Sendable, Hashable {
  /// The scenario's name, such as `03-trolls`.
  public var name: String
  /// One line for a heading.
  public var title: String
  /// The question it asks.
  public var question: String
  /// What to expect, and why.
  public var expectation: String
  /// How long it takes, in words, on a stated machine.
  public var runtime: String
  /// The papers or texts behind it.
  public var source: String
  /// The seed that all randomness comes from.
  public var seed: UInt64
  /// How often each arm is run, each time with other luck; ≥ 1.
  public var replications: Int
  /// The variants, at least 1, no name twice.
  public var arms: [Arm]
  /// What is claimed, and what must not be seen.
  public var hypotheses: [Hypothesis]
  /// The two arms between which all others are placed, if the scenario names them.
  public var scale: Scale?

  /// The two ends of a scale that all arms of their world are placed on.
  public struct Scale: Sendable, Hashable {
    /// The arm whose people never err, or what else can be hoped for.
    public var best: String
    /// The arm whose people toss coins, or what else must be feared.
    public var worst: String
    /// Names the two arms.
    public init(best: String, worst: String) {
      self.best = best
      self.worst = worst
    }
  }

  /// Whether everything that another experiment runs is part of this one, number for number: the same
  /// seed, all its arms with the same settings, and no fewer replications.
  ///
  /// No arm and no replication knows of others, so what the other has found holds here too.
  public func extends(_ other: Experiment) -> Bool {
    seed == other.seed && replications >= other.replications
      && other.arms.allSatisfy { old in
        arms.contains { $0.name == old.name && $0.settings == old.settings }
      }
  }

  /// In which way this one is no extension of another; `nil` where only texts differ.
  public func difference(from other: Experiment) -> String? {
    if seed != other.seed { return "there seed \(other.seed), here \(seed)" }
    let missing = other.arms.filter { old in !arms.contains { $0.name == old.name } }
    if let first = missing.first { return "there it has an arm \(first.name), here it has none" }
    for old in other.arms {
      guard let new = arms.first(where: { $0.name == old.name }) else { continue }
      for setting in SettingsCatalog.all
      where setting.value(in: new.settings) != setting.value(in: old.settings) {
        return "there \(setting.key) is \(setting.value(in: old.settings)) in \(old.name), here "
          + "\(setting.value(in: new.settings))"
      }
    }
    guard replications < other.replications else { return nil }
    return "there it has \(other.replications) replications, here \(replications)"
  }

  /// What makes this one an extension of another, where only replications are too few.
  public func remedy(for other: Experiment) -> String? {
    var longer = self
    longer.replications = other.replications
    guard replications < other.replications, longer.extends(other) else { return nil }
    return "go on with --replications \(other.replications) --resume, or write elsewhere with --out"
  }

  /// Describes an experiment; the parameters are the properties of the same names.
  public init(
    name: String, title: String, question: String = "", expectation: String = "",
    runtime: String = "", source: String = "", seed: UInt64, replications: Int, arms: [Arm],
    hypotheses: [Hypothesis] = [], scale: Scale? = nil
  ) {
    self.name = name
    self.title = title
    self.question = question
    self.expectation = expectation
    self.runtime = runtime
    self.source = source
    self.seed = seed
    self.replications = replications
    self.arms = arms
    self.hypotheses = hypotheses
    self.scale = scale
  }

  /// What became of each claim; nothing of a smoke run, whose numbers judge none.
  public func verdicts(on arms: [ArmRecord]) -> [HypothesisRecord] {
    guard !isSmoke else { return [] }
    let sensitivity = sensitivity(on: arms)
    return hypotheses.map { hypothesis in
      var record = hypothesis.test(on: arms)
      record.isInsensitive = sensitivity?.isBlind(to: hypothesis, record) ?? false
      return record
    }
  }

  /// Where the arms lie on the scale; `nil` without one, and of a smoke run, whose numbers mean nothing.
  public func sensitivity(on arms: [ArmRecord]) -> Sensitivity? {
    guard let scale, !isSmoke else { return nil }
    return Sensitivity(of: arms, on: scale)
  }

  /// Whether a claim of a name is primary, as one is that the scenario does not know.
  public func isPrimary(_ id: String) -> Bool {
    hypotheses.first { $0.id == id }?.isPrimary ?? true
  }
}

/// One variant of an experiment.
public struct Arm: Sendable, Hashable {
  /// Letters, digits and hyphens; names files.
  public var name: String
  /// Everything it fixes.
  public var settings: ArmSettings
  /// The keys in which it departs from the scenario's base, in the order written.
  public var differences: [String]

  /// Describes an arm; the parameters are the properties of the same names.
  public init(name: String, settings: ArmSettings, differences: [String] = []) {
    self.name = name
    self.settings = settings
    self.differences = differences
  }
}
