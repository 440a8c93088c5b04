import Annotators

/// The people, and the machines in their place.
public struct AnnotatorSettings: Sendable, Hashable {
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
}

/// A group's share of the pool, as the population takes it.
public typealias GroupShare = PopulationSettings.GroupShare
