import SandboxCore

/// The people, and the machines in their place.
public struct AnnotatorSettings: SettingsGroup {
  /// `annotators`
  public static let section = "annotators"
  /// A crowd from the literature that the other settings start from; `nil` for our own.
  public var preset: PopulationPreset?
  /// Who they are.
  public var population: PopulationSettings
  /// The words that trigger trolls wait for.
  public var triggerWords = ""
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
    crowd + TraitCatalog.all.map(trait) + habits + trolls + machines

  private static let crowd: [GroupSetting<Self>] = [
    presetDeclaration,
    .integer(
      "count", \.population.count, PopulationLimits.count,
      "People in the pool."),
    .shares(
      "groups", \.population.groups,
      "Shares of the world's groups; empty means everyone is plain."),
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
      "Standard deviations of quality for a topic, drawn for each person and topic."),
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
    byGroup,
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
      key, .spread(trait.range), trait.meaning, source: trait.source,
      read: { .spread($0.population.traits[key]) },
      write: {
        if case .spread(let value) = $1 { $0.population.traits[key] = value }
      })
  }

  private static let byGroup = GroupSetting<Self>(
    "group_traits", .groupTraits, "Traits of a group's people where they differ from everybody's.",
    read: { .groupTraits($0.population.groupTraits) },
    write: {
      if case .groupTraits(let value) = $1 { $0.population.groupTraits = value }
    })

  private static let trolls: [GroupSetting<Self>] = [
    .number(
      "trolls.share", \.population.trolls.share, 0...1,
      "Share of people who are trolls."),
    .choice(
      "trolls.conduct", of: AdversarialBehaviors.all.names,
      \.population.trolls.conduct, "What trolls do.",
      source: "Casper et al. 2023, arXiv:2307.15217, section 3.1"),
    .number(
      "trolls.activity", \.population.trolls.activity,
      PopulationLimits.activity,
      "Answers that a troll gives for one of anyone else's: sets the share of labels apart from "
        + "the share of people."),
    .text(
      "trolls.attribute", \.population.trolls.attribute,
      "What targeted trolls want more of, such as padding; with a minus, less of."),
    .text(
      "trolls.trigger", \.triggerWords,
      "Words that trigger trolls prefer to see in a response."),
    .integer(
      "trolls.accounts", \.population.trolls.accounts,
      PopulationLimits.sybilAccounts,
      "Accounts of each sybil troll."),
  ]

  private static let machines: [GroupSetting<Self>] = [
    .integer(
      "machines.accounts", \.population.machines.accounts,
      PopulationLimits.machineAccounts,
      "Copies of the AI judge that can answer the same question."),
    .spread(
      "machines.rationality", or: "perfect",
      \.population.machines.rationality, PopulationLimits.rationality,
      "β of the AI judge, per standard deviation of the gold reward."),
    .number(
      "machines.accuracy", \.population.machines.accuracy, 0.51...1,
      "Probability that the judge orders a pair as its own taste would, over normal qualities."),
    .number(
      "machines.error_correlation",
      \.population.machines.errorCorrelation, 0...1,
      "Share of its errors' variance that copies of the judge have in common."),
    .number(
      "machines.bias", \.population.machines.bias, PopulationLimits.taste,
      "Standard deviation of the judge's weights on attributes, in reward units."),
    .number(
      "machines.position_bias", \.population.machines.positionBias,
      PopulationLimits.bias,
      "The judge's leaning towards the response shown first, in nats.",
      source: "Zheng et al. 2023, arXiv:2306.05685: GPT-4 about 0.9"),
    .number(
      "machines.length_bias", \.population.machines.lengthBias,
      PopulationLimits.bias,
      "The judge's taste for length, in standard deviations of quality for one of length."),
    .number(
      "machines.self_preference", \.population.machines.selfPreference,
      PopulationLimits.bias,
      "The judge's taste for its favoured writer, in standard deviations of quality."),
    .choice(
      "machines.favoured_writer", of: Writers.all, \.population.machines.favouredWriter,
      "Whose responses the judge takes for its own."),
    .number(
      "machines.dollars", \.population.machines.dollars,
      PopulationLimits.costFactor,
      "Price of the judge's answer as a share of a person's.",
      source: "AlpacaEval, table of annotators: GPT-4 $13.6 for 1,000"),
    .number(
      "machines.seconds", \.population.machines.seconds,
      PopulationLimits.costFactor,
      "Time of the judge's answer as a share of a person's.",
      source: "AlpacaEval, table of annotators: GPT-4 1,455 s for 1,000"),
    .text(
      "machines.model", \.judgeModel,
      "A model that judges by its likelihoods: fine-tuned, or a model folder; empty for none.",
      source: "Lee et al. 2023, arXiv:2309.00267"),
    .text(
      "machines.principle", \.judgePrinciple,
      "Words that the judge model reads before the prompt.",
      source: "Bai et al. 2022, arXiv:2212.08073"),
  ]
}
