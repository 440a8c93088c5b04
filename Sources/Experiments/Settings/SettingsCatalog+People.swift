import Annotators

extension SettingsCatalog {
  private typealias Path<Value> = WritableKeyPath<ArmSettings, Value> & Sendable

  static let annotators: [Setting] =
    crowd + TraitCatalog.all.map(trait) + habits + trolls + machines

  private static let crowd: [Setting] = [
    preset,
    .integer(
      "annotators.count", \.annotators.population.count, PopulationLimits.count,
      "People in the pool."),
    .shares(
      "annotators.groups", \.annotators.population.groups,
      "Shares of the world's groups; empty means everyone is plain."),
    .number(
      "annotators.individual_taste", \.annotators.population.individualTaste,
      PopulationLimits.taste,
      "Standard deviation of each person's own taste, in reward units."),
    .spread(
      "annotators.rationality", or: "perfect", \.annotators.population.traits.rationality,
      PopulationLimits.rationality,
      "β of the Boltzmann choice, per standard deviation of the gold reward: 0 is a coin.",
      source: "Bradley & Terry 1952, doi:10.2307/2334029"),
  ]

  private static let habits: [Setting] = [
    .spread(
      "annotators.expertise", \.annotators.population.expertise, PopulationLimits.expertise,
      "What of their misperception people are spared on a topic, drawn for each person and topic."
    ),
    .spread(
      "annotators.topic_bias", \.annotators.population.topicBias, PopulationLimits.bias,
      "Standard deviations of quality for a topic, drawn for each person and topic."),
    .threshold(
      "annotators.tie_threshold", \.annotators.population.tieThreshold,
      PopulationLimits.tieThreshold,
      "Difference of utility below which people call it a tie.",
      source: "Lee et al. 2021, arXiv:2111.03026"),
    .threshold(
      "annotators.skip_threshold", \.annotators.population.skipThreshold,
      PopulationLimits.skipThreshold,
      "Utility of the best shown below which people decline.",
      source: "Lee et al. 2021, arXiv:2111.03026"),
    .text(
      "annotators.sycophancy_attribute", \.annotators.population.sycophancyAttribute,
      "The attribute by which a response agrees with a person, such as slant."),
    .text(
      "annotators.favoured_writer", \.annotators.population.favouredWriter,
      "Whose responses `self_preference` favours."),
    byGroup,
  ]

  private static let preset = Setting(
    key: "annotators.preset",
    meaning: "A crowd from the literature that the other settings of annotators start from.",
    kind: .choice(["none"] + PopulationPreset.allCases.map(\.rawValue)), source: "",
    read: { .word($0.annotators.preset?.rawValue ?? "none") },
    write: {
      if case .word(let word) = $1 { $0.annotators.preset = PopulationPreset(rawValue: word) }
    })

  private static func trait(_ trait: TraitDescription) -> Setting {
    let key = trait.key
    return Setting(
      key: "annotators.\(key)", meaning: trait.meaning, kind: .spread(trait.range),
      source: trait.source,
      read: { .spread($0.annotators.population.traits[key]) },
      write: {
        if case .spread(let value) = $1 { $0.annotators.population.traits[key] = value }
      })
  }

  private static let byGroup = Setting(
    key: "annotators.group_traits",
    meaning: "Traits of a group's people where they differ from everybody's.",
    kind: .groupTraits, source: "",
    read: { .groupTraits($0.annotators.population.groupTraits) },
    write: {
      if case .groupTraits(let value) = $1 { $0.annotators.population.groupTraits = value }
    })

  private static let trolls: [Setting] = [
    .number(
      "annotators.trolls.share", \.annotators.population.trolls.share, share,
      "Share of people who are trolls."),
    .choice(
      "annotators.trolls.conduct", \.annotators.population.trolls.conduct, "What trolls do.",
      source: "Casper et al. 2023, arXiv:2307.15217, section 3.1"),
    .number(
      "annotators.trolls.activity", \.annotators.population.trolls.activity,
      PopulationLimits.activity,
      "Answers that a troll gives for one of anyone else's: sets the share of labels apart from "
        + "the share of people."),
    .text(
      "annotators.trolls.attribute", \.annotators.population.trolls.attribute,
      "What targeted trolls want more of, such as padding; with a minus, less of."),
    .text(
      "annotators.trolls.trigger", \.annotators.triggerWords,
      "Words that trigger trolls prefer to see in a response."),
    .integer(
      "annotators.trolls.accounts", \.annotators.population.trolls.accounts,
      PopulationLimits.sybilAccounts,
      "Accounts of each sybil troll."),
  ]

  private static let machines: [Setting] = [
    .integer(
      "annotators.machines.accounts", \.annotators.population.machines.accounts,
      PopulationLimits.machineAccounts,
      "Copies of the AI judge that can answer the same question."),
    .spread(
      "annotators.machines.rationality", or: "perfect",
      \.annotators.population.machines.rationality, PopulationLimits.rationality,
      "β of the AI judge, per standard deviation of the gold reward."),
    .number(
      "annotators.machines.accuracy", \.annotators.population.machines.accuracy, 0.51...1,
      "Probability that the judge orders a pair as its own taste would, over normal qualities."),
    .number(
      "annotators.machines.error_correlation",
      \.annotators.population.machines.errorCorrelation, share,
      "Share of its errors' variance that copies of the judge have in common."),
    .number(
      "annotators.machines.bias", \.annotators.population.machines.bias, PopulationLimits.taste,
      "Standard deviation of the judge's weights on attributes, in reward units."),
    .number(
      "annotators.machines.position_bias", \.annotators.population.machines.positionBias,
      PopulationLimits.bias,
      "The judge's leaning towards the response shown first, in nats.",
      source: "Zheng et al. 2023, arXiv:2306.05685: GPT-4 about 0.9"),
    .number(
      "annotators.machines.length_bias", \.annotators.population.machines.lengthBias,
      PopulationLimits.bias,
      "The judge's taste for length, in standard deviations of quality for one of length."),
    .number(
      "annotators.machines.self_preference", \.annotators.population.machines.selfPreference,
      PopulationLimits.bias,
      "The judge's taste for its favoured writer, in standard deviations of quality."),
    .text(
      "annotators.machines.favoured_writer", \.annotators.population.machines.favouredWriter,
      "Whose responses the judge takes for its own."),
    .number(
      "annotators.machines.dollars", \.annotators.population.machines.dollars,
      PopulationLimits.costFactor,
      "Price of the judge's answer as a share of a person's.",
      source: "AlpacaEval, table of annotators: GPT-4 $13.6 for 1,000"),
    .number(
      "annotators.machines.seconds", \.annotators.population.machines.seconds,
      PopulationLimits.costFactor,
      "Time of the judge's answer as a share of a person's.",
      source: "AlpacaEval, table of annotators: GPT-4 1,455 s for 1,000"),
    .text(
      "annotators.machines.model", \.annotators.judgeModel,
      "A model that judges by its likelihoods: fine-tuned, or a model folder; empty for none.",
      source: "Lee et al. 2023, arXiv:2309.00267"),
    .text(
      "annotators.machines.principle", \.annotators.judgePrinciple,
      "Words that the judge model reads before the prompt.",
      source: "Bai et al. 2022, arXiv:2212.08073"),
  ]

  static let feedback: [Setting] = asking + cost + work
  /// Dollars or seconds of an answer.
  private static let price = 0.0...100_000.0
  /// Dollars or hours of a campaign.
  private static let budget = 0.0...1e12

  private static let asking: [Setting] = [
    .integer(
      "feedback.questions", \.feedback.questions, 0...1_000_000,
      "Questions asked, over all rounds."),
    .shares(
      "feedback.channels", \.feedback.channels,
      "Forms of the questions with their shares: comparison, graded-comparison, ranking, rating, "
        + "thumbs, rubric, correction, demonstration."),
    .integer(
      "feedback.ranking_size", \.feedback.rankingSize, 2...16, "Responses in a ranking.",
      source: "Ouyang et al. 2022, arXiv:2203.02155: 4 to 9"),
    .choice(
      "feedback.ratings", \.feedback.ratings,
      "How ratings become scores: as they are, in each person's own units, or by a model of how people "
        + "use the scale."),
    .integer(
      "feedback.responses_per_prompt", \.feedback.responsesPerPrompt, 2...8,
      "Responses sampled for each prompt and compared each with each; 2 is a fresh pair for every "
        + "question."),
    .choice(
      "feedback.aggregation", \.feedback.aggregation,
      "How votes on comparisons are settled; `rlhf aggregate --list` and `rlhf rate --list` tell more."
    ),
    .flag(
      "feedback.weigh_by_reliability", \.feedback.weighsReliability,
      "Whether the reliability of voters, where it is inferred, weighs what they voted on."),
    .choice(
      "feedback.defence.method", \.feedback.defence,
      "What looks for trolls in everybody's answers before votes are counted."),
    .number(
      "feedback.defence.trim", \.feedback.trimmedShare, share,
      "Share of annotators that the defence leaves out, the most suspicious first."),
    .number(
      "feedback.pretrained_share", \.feedback.pretrainedShare, share,
      "Share of second responses that the pre-trained model writes instead of the policy."),
    .integer(
      "feedback.annotators_per_question", \.feedback.annotatorsPerQuestion, 1...1000,
      "People who answer each question."),
    .integer(
      "feedback.candidates", \.feedback.candidates, 1...64,
      "Questions are chosen from so many times as many."),
    .choice(
      "feedback.selection", \.feedback.selection,
      "By what they are chosen; all but random and diversity need an earlier round.",
      source: "Christiano et al. 2017, arXiv:1706.03741, section 2.2.4"),
    .integer(
      "feedback.ensemble", \.feedback.ensemble, 2...32,
      "Reward models whose disagreement chooses questions."),
    .choice("feedback.assignment", \.feedback.assignment, "Who takes a question."),
    .integer(
      "feedback.rounds", \.feedback.rounds, 1...100,
      "Rounds of asking, each about fresh responses of the policy as it then is."),
  ]

  private static let cost: [Setting] = [
    .number(
      "feedback.dollars_per_answer", \.feedback.dollarsPerAnswer, price,
      "Price of a comparison; other forms cost by their time.",
      source: "AlpacaEval, table of annotators: $300 for 1,000"),
    .number(
      "feedback.seconds_per_answer", \.feedback.secondsPerAnswer, price,
      "Working time of a comparison; other forms take more or less.",
      source: "AlpacaEval, table of annotators: 36,800 s for 1,000"),
    .number(
      "feedback.budget_dollars", or: "off", \.feedback.budgetDollars, budget,
      "Dollars after which no more is asked."),
    .number(
      "feedback.budget_hours", or: "off", \.feedback.budgetHours, budget,
      "Working hours of everybody together after which no more is asked."),
    .number(
      "feedback.budget_wall_clock_hours", or: "off", \.feedback.budgetWallClockHours, budget,
      "Hours on the clock after which no more is asked."),
  ]

  private static let work: [Setting] = [
    .number(
      "feedback.shift_hours", \.feedback.shiftHours, 0.25...24,
      "Hours a day that each person works; 24 is round the clock."),
    .number(
      "feedback.absence", \.feedback.absence, 0...0.99,
      "Probability that a person is absent on a day."),
    .integer(
      "feedback.parallel_people", or: "off", \.feedback.parallelPeople, PopulationLimits.count,
      "People who can work at the same time."),
    .integer(
      "feedback.session_answers", or: "off", \.feedback.sessionAnswers, 1...1_000_000,
      "Answers after which a person takes a break."),
    .number(
      "feedback.break_minutes", \.feedback.breakMinutes, 0...100_000, "Minutes of a break."),
    .number(
      "feedback.gold_checks.share", \.feedback.goldCheckShare, 0...0.5,
      "Share of the questions whose answer is known, to check on people."),
    .number(
      "feedback.gold_checks.pass_mark", \.feedback.passMark, share,
      "Share of their checks that people have to pass for their answers to count."),
    .number(
      "feedback.machines.share", \.feedback.machineShare, share,
      "Share of the questions that go to the AI judge."),
    .choice(
      "feedback.machines.routing", \.feedback.machineRouting,
      "Whether those are drawn, or the ones that the judge is most confident about."),
  ]
}
