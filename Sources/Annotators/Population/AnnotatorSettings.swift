import SandboxCore

/// The people, and the AI judges in their place.
public struct AnnotatorSettings: SettingsGroup {
  /// `annotators`
  public static let section = "annotators"
  /// A crowd from the literature that the other settings start from; `nil` for our own.
  public var preset: PopulationPreset?
  /// Who they are.
  public var population: PopulationSettings
  /// The model that judges by its likelihoods, as the AI judge: `fine-tuned`, or a model folder; empty for
  /// a judge that is drawn like a person.
  public var judgeModel = ""
  /// The words that the judge model is shown as its principle.
  public var judgePrinciple = ""

  /// Twenty plain, fallible people who mean well.
  public init() {
    population = PopulationSettings()
    population.traits.rationality = Spread(2.5)
    population.traits["mistakes"] = Spread(0.05)
  }

  /// Starts from the preset that is named; what is set after this is set beside it.
  public mutating func takeUpPreset() { preset?.apply(to: &population) }

  /// The declarations.
  public static let settings: [GroupSetting<Self>] =
    crowd + TraitCatalog.all.map(trait) + habits + trolls + aiJudges

  private static let crowd: [GroupSetting<Self>] = [
    presetDeclaration,
    .integer(
      "count", \.population.count, PopulationLimits.count,
      "Annotators in the pool, without individuals, AI judges and further accounts."),
    .table(
      "groups", \.population.groupEntries, GroupSettings.table,
      "Groups of the world, or of your own, with their shares; none means everyone is plain."),
    .table(
      "individuals", \.population.individualEntries, IndividualSettings.table,
      "Annotators with a name, besides the counted ones."),
    .table(
      "topic_traits", \.population.topicEntries, PopulationSettings.topicTable,
      "Everybody's traits on one topic, by topic; also written TRAIT@TOPIC below annotators."),
    .number(
      "individual_taste", \.population.individualTaste,
      PopulationLimits.taste,
      "Standard deviation of each person's own taste, in reward units."),
    .spread(
      "rationality", or: "perfect", \.population.traits.rationality,
      PopulationLimits.rationality,
      "β of the Boltzmann choice, per standard deviation of the gold reward: 0 is a coin.",
      source: "Bradley & Terry 1952, doi:10.2307/2334029"),
  ]

  private static let habits: [GroupSetting<Self>] = [
    .spread(
      "expertise", \.population.expertise, PopulationLimits.expertise,
      "Share of misperception that a person does not have on a topic, drawn for each person and topic."
    ),
    .spread(
      "topic_bias", \.population.topicBias, PopulationLimits.bias,
      "Standard deviations of quality for a topic, drawn for each person and topic. Both responses of a pair get "
        + "the same, so it shows in ratings and thumbs, not in comparisons."),
    .threshold(
      "tie_threshold", \.population.tieThreshold,
      PopulationLimits.tieThreshold,
      "Difference of utility below which people call it a tie.",
      source: "Lee et al. 2021, arXiv:2111.03026"),
    .threshold(
      "skip_threshold", \.population.skipThreshold,
      PopulationLimits.skipThreshold,
      "Utility of the best shown below which people decline.",
      source: "Lee et al. 2021, arXiv:2111.03026"),
    .text(
      "sycophancy_attribute", \.population.sycophancyAttribute,
      "The attribute by which a response agrees with a person, such as slant."),
    .choice(
      "favoured_writer", of: Writers.all, \.population.favouredWriter,
      "Whose responses `self_preference` favours."),
  ]

  private static let presetDeclaration = GroupSetting<Self>(
    "preset", .choice(["none"] + PopulationPreset.allCases.map(\.rawValue)),
    "A crowd from the literature that the other settings of annotators start from.",
    read: { .word($0.preset?.rawValue ?? "none") },
    write: {
      if case .word(let word) = $1 { $0.preset = PopulationPreset(rawValue: word) }
    })

  private static func trait(_ trait: TraitDescription) -> GroupSetting<Self> {
    let key = trait.key
    return GroupSetting(
      key, .spread(trait.range), "\(trait.meaning) In \(trait.unit).", source: trait.source,
      read: { .spread($0.population.traits[key]) },
      write: {
        if case .spread(let value) = $1 { $0.population.traits[key] = value }
      })
  }

  private static let trolls: [GroupSetting<Self>] =
    TrollSettings.settings.map { $0.lifted(\.population.trolls) } + [
      .table(
        "trolls.kinds", \.population.trollEntries, TrollSettings.table,
        "Several kinds of trolls at once, by name; `annotators.trolls` may be written as this list."
      )
    ]

  private static let aiJudges: [GroupSetting<Self>] =
    AIJudgeSettings.settings.map { $0.lifted(\.population.aiJudges) } + [
      .table(
        "ai_judges.kinds", \.population.aiJudgeEntries, AIJudgeSettings.table,
        "Several AI judges at once, by name; `annotators.ai_judges` may be written as this list."),
      .text(
        "ai_judges.model", \.judgeModel,
        "A model that judges by its likelihoods: fine-tuned, or a model folder; empty for none.",
        source: "Lee et al. 2023, arXiv:2309.00267"),
      .text(
        "ai_judges.principle", \.judgePrinciple,
        "Words that the judge model reads before the prompt.",
        source: "Bai et al. 2022, arXiv:2212.08073"),
    ]
}
