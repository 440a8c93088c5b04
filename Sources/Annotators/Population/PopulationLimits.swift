/// How large the numbers of a population may be: generous for research, and small enough for a
/// machine's memory (100,000 people take some 100 MB).
public enum PopulationLimits {
  /// People.
  public static let count = 1...100_000
  /// Accounts of one sybil.
  public static let sybilAccounts = 1...10_000
  /// Accounts of the judge.
  public static let aiJudgeAccounts = 0...10_000
  /// Accounts of everybody together, further ones of sybils and AI judges among them.
  public static let accounts = 200_000
  /// Standard deviations of tastes, in reward units for an attribute's whole range.
  public static let taste = 0.0...1000.0
  /// Factors on a person's price and time.
  public static let costFactor = 0.0...1000.0
  /// Answers of a troll for one of anyone else's.
  public static let activity = 0.001...1000.0
  /// How consistently somebody acts on a difference, where they are not perfect.
  public static let rationality = TraitCatalog.rationalityRange
  /// What a person can be spared of their misperception.
  public static let expertise = 0.0...1.0
  /// How far somebody can lean, in nats or standard deviations of quality.
  public static let bias = -10.0...10.0
  /// Differences below which two responses are called equal.
  public static let tieThreshold = 1e-9...1000.0
  /// Worths below which people decline.
  public static let skipThreshold = -1000.0...1000.0
}

extension PopulationSettings {
  /// How many accounts people and AI judges have together, each number taken as within its limits.
  ///
  /// Of the people t·count are trolls, rounded to a whole number; a sybil has several accounts.
  public var accountCount: Int {
    func bounded(_ value: Int, _ range: ClosedRange<Int>) -> Int {
      min(max(value, range.lowerBound), range.upperBound)
    }
    let people = bounded(count, PopulationLimits.count)
    let further =
      allTrolls.map { trolls in
        let share = min(max(trolls.share, 0), 1)
        let sybils = trolls.hasAccounts ? Int((Double(people) * share).rounded()) : 0
        return sybils * (bounded(trolls.accounts, PopulationLimits.sybilAccounts) - 1)
      } + individuals.map { ($0.troll?.accountsOfEach ?? 1) }
    let judges = allAIJudges.map { bounded($0.accounts, PopulationLimits.aiJudgeAccounts) }
    return people + further.reduce(0, +) + judges.reduce(0, +)
  }
}
