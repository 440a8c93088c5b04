import PlainText
import SandboxCore

/// The campaign: what is asked, of whom, at what cost.
public struct FeedbackSettings: SettingsGroup {
  /// `feedback`
  public static let section = "feedback"
  /// Questions asked, over all rounds.
  public var questions = 2000
  /// The forms of the questions, with their shares.
  public var channels = [GroupShare(group: "comparison", share: 1)]
  /// Responses in a ranking.
  public var rankingSize = 4
  /// Responses sampled for each prompt and compared each with each; 2 is a fresh pair for every question.
  public var responsesPerPrompt = 2
  /// Share of second responses that the pre-trained model writes instead of the policy.
  public var pretrainedShare = 0.0
  /// People who answer each question.
  public var annotatorsPerQuestion = 1
  /// Questions are chosen from so many times as many.
  public var candidates = 1
  /// By what: one of ``QuestionSelections``.
  public var selection = RandomSelection.name
  /// Reward models whose disagreement chooses.
  public var ensemble = 3
  /// Who takes a question.
  public var assignment = AssignmentStrategy.random
  /// Rounds of asking, each about fresh responses of the policy as it then is.
  public var rounds = 1
  /// Price of a comparison in dollars; other forms cost by their time.
  public var dollarsPerAnswer = 0.30
  /// Working time of a comparison in seconds; other forms take more or less.
  public var secondsPerAnswer = 36.8
  /// Dollars after which no more is asked; `nil` means no limit.
  public var budgetDollars: Double?
  /// Working hours of all people together after which no more is asked; `nil` means no limit.
  public var budgetHours: Double?
  /// Hours on the clock after which no more is asked; `nil` means no limit.
  public var budgetWallClockHours: Double?
  /// Hours a day that each person works; 24 is round the clock.
  public var shiftHours = 24.0
  /// Probability that a person is absent on a day.
  public var absence = 0.0
  /// People who can work at the same time; `nil` means all.
  public var parallelPeople: Int?
  /// Answers after which a person takes a break; `nil` means never.
  public var sessionAnswers: Int?
  /// Minutes of a break.
  public var breakMinutes = 10.0
  /// Share of the questions whose answer is known.
  public var goldQuestionShare = 0.0
  /// Share of their gold questions that a person has to pass.
  public var passThreshold = 0.7
  /// Share of the questions that go to AI judges.
  public var aiJudgeShare = 0.0
  /// How it is settled which.
  public var aiJudgeRouting = AIJudgeRouting.share

  /// Two thousand comparisons, one answer each.
  public init() {}

  /// Dollars or seconds of an answer.
  private static let price = 0.0...100_000.0
  /// Dollars or hours of a campaign.
  private static let budget = 0.0...1e12
  private static let share = 0.0...1.0

  /// The declarations.
  public static let settings: [GroupSetting<Self>] = [
    .integer(
      "questions", \.questions, 0...1_000_000,
      "Questions asked, over all rounds.", smoke: 64),
    .shares(
      "channels", \.channels,
      "Forms of the questions with their shares. \(Channels.all.explained)"),
    .integer(
      "ranking_size", \.rankingSize, 2...16, "Responses in a ranking.",
      source: "Ouyang et al. 2022, arXiv:2203.02155: 4 to 9"),
    .integer(
      "responses_per_prompt", \.responsesPerPrompt, 2...8,
      "Responses sampled for each prompt and compared each with each; 2 is a fresh pair for every "
        + "question."),
    .number(
      "pretrained_share", \.pretrainedShare, share,
      "Share of second responses that the pre-trained model writes instead of the policy."),
    .integer(
      "annotators_per_question", \.annotatorsPerQuestion, 1...1000,
      "People who answer each question."),
    .integer(
      "candidates", \.candidates, 1...64,
      "Candidates made for each question that is asked; feedback.selection chooses among them.",
      smoke: 2),
    .choice(
      "selection", of: QuestionSelections.all.names, \.selection,
      "How questions are chosen from the candidates. uncertainty and disagreement go by a reward "
        + "model, so they need an earlier round.",
      source: "Christiano et al. 2017, arXiv:1706.03741, section 2.2.4"),
    .integer(
      "ensemble", \.ensemble, 2...32,
      "Reward models whose disagreement chooses questions.", smoke: 2),
    .choice(
      "assignment", \.assignment,
      "Who takes a question. \(AssignmentStrategies.all.explained)"),
    .integer(
      "rounds", \.rounds, 1...100,
      "Rounds of asking, each about fresh responses of the policy as it then is.", smoke: 2),
    .number(
      "dollars_per_answer", \.dollarsPerAnswer, price,
      "Price of a comparison; other forms cost by their time.",
      source: "AlpacaEval, table of annotators: $300 for 1,000"),
    .number(
      "seconds_per_answer", \.secondsPerAnswer, price,
      "Working time of a comparison; other forms take more or less.",
      source: "AlpacaEval, table of annotators: 36,800 s for 1,000"),
    .number(
      "budget_dollars", or: "off", \.budgetDollars, budget,
      "Dollars after which no more is asked."),
    .number(
      "budget_hours", or: "off", \.budgetHours, budget,
      "Working hours of everybody together after which no more is asked."),
    .number(
      "budget_wall_clock_hours", or: "off", \.budgetWallClockHours, budget,
      "Hours on the clock after which no more is asked."),
    .number(
      "shift_hours", \.shiftHours, 0.25...24,
      "Hours a day that each person works; 24 is round the clock."),
    .number(
      "absence", \.absence, 0...0.99,
      "Probability that a person is absent on a day."),
    .integer(
      "parallel_people", or: "off", \.parallelPeople, 1...100_000,
      "People who can work at the same time."),
    .integer(
      "session_answers", or: "off", \.sessionAnswers, 1...1_000_000,
      "Answers after which a person takes a break."),
    .number(
      "break_minutes", \.breakMinutes, 0...100_000, "Minutes of a break."),
    .number(
      "gold_questions.share", \.goldQuestionShare, 0...0.5,
      "Share of the questions whose answer is known, to check on people."),
    .number(
      "gold_questions.pass_threshold", \.passThreshold, share,
      "Share of their checks that people have to pass for their answers to count."),
    .number(
      "ai_judges.share", \.aiJudgeShare, share,
      "Share of the questions that go to the AI judge."),
    .choice(
      "ai_judges.routing", \.aiJudgeRouting,
      "Which those are. \(AIJudgeRoutings.all.explained)"),
  ]

  /// The channels with a share, of those that there are.
  public var parts: [QuestionSpec.Part] {
    channels.filter { $0.share > 0 }.compactMap { part in
      Channel(rawValue: part.group).map { QuestionSpec.Part($0, share: part.share) }
    }
  }

  /// The most responses that a question shows; at least the two that are drawn for each.
  public var mostShown: Int { parts.reduce(2) { max($0, $1.channel.itemCount ?? rankingSize) } }

  /// Whether the responses to a prompt are compared each with each.
  public var isRoundRobin: Bool { responsesPerPrompt > 2 }

  /// The campaign among people and so many copies of a machine.
  public func campaign(aiJudgeAccounts: Int) -> CampaignSettings {
    // The factors that make a comparison cost what the settings say.
    let published = WorkCosts()
    let seconds = published.seconds(.comparison, itemCount: 2)
    let dollars = published.dollars(.comparison, itemCount: 2)
    return CampaignSettings(
      annotatorsPerQuestion: annotatorsPerQuestion, assignment: assignment,
      costs: WorkCosts(
        secondsFactor: secondsPerAnswer / seconds, dollarsFactor: dollarsPerAnswer / dollars),
      budget: Budget(
        dollars: budgetDollars, hours: budgetHours, wallClockHours: budgetWallClockHours),
      workforce: Workforce(
        shifts: shiftHours < 24 || absence > 0
          ? Workforce.Shifts(hoursPerDay: shiftHours, probabilityAbsent: absence) : nil,
        session: sessionAnswers.map {
          Workforce.Session(answers: $0, breakMinutes: breakMinutes)
        }, parallelPeople: parallelPeople),
      goldQuestions: goldQuestionShare > 0
        ? GoldQuestions(share: goldQuestionShare, passThreshold: passThreshold) : nil,
      aiJudges: AIJudgeUse(aiJudgeRouting, share: aiJudgeShare),
      aiJudgesPerQuestion: max(1, min(annotatorsPerQuestion, aiJudgeAccounts)))
  }

  /// How many questions a round asks; the first rounds get what is left over.
  public func questions(in round: Int) -> Int {
    questions / rounds + (round < questions % rounds ? 1 : 0)
  }
}

extension FeedbackSettings {
  /// What does not go together in a campaign.
  public var conflicts: [SettingConflict] {
    channelConflicts + shareConflicts + roundRobinConflicts + selectionConflicts
  }

  package var channelConflicts: [SettingConflict] {
    let known = Channels.all.names
    guard channels.contains(where: { $0.share > 0 }) else {
      return [
        SettingConflict(
          keys: ["feedback.channels"], what: "feedback.channels names no channel",
          remedy: "write feedback.channels: {comparison: 1}")
      ]
    }
    return channels.filter { !known.contains($0.group) }.map { part in
      SettingConflict(
        keys: ["feedback.channels"], what: "there is no channel \(Excerpt.of(part.group))",
        remedy: Spelling.nearest(to: part.group, in: known).map { "write \($0)" }
          ?? "use some of \(known.joined(separator: ", "))")
    }
  }

  /// A channel that is asked for, but so rarely that a campaign may well have no question of it.
  private var shareConflicts: [SettingConflict] {
    let parts = parts
    let total = parts.reduce(0) { $0 + $1.share }
    guard parts.count > 1, questions > 0 else { return [] }
    return parts.filter { Double(questions) * $0.share / total < 1 }.map { part in
      SettingConflict(
        keys: ["feedback.channels", "feedback.questions"],
        what: "feedback.channels gives \(part.channel.rawValue) a share of which "
          + "\(questions) questions may have none",
        remedy: "raise the share, leave the channel out, or ask more questions")
    }
  }

  /// What a round robin needs.
  private var roundRobinConflicts: [SettingConflict] {
    var conflicts: [SettingConflict] = []
    let others = channels.filter {
      $0.group != Channel.comparison.rawValue && $0.share > 0
    }
    if responsesPerPrompt > 2, let other = others.first {
      conflicts.append(
        SettingConflict(
          keys: ["feedback.responses_per_prompt", "feedback.channels"],
          what: "feedback.responses_per_prompt is \(responsesPerPrompt), but "
            + "feedback.channels asks for \(other.group), and only comparisons go each with each",
          remedy: "write feedback.channels: {comparison: 1}"))
    }
    if responsesPerPrompt > 2, candidates > 1 {
      conflicts.append(
        SettingConflict(
          keys: ["feedback.responses_per_prompt", "feedback.candidates"],
          what: "feedback.responses_per_prompt is \(responsesPerPrompt), but "
            + "feedback.candidates is \(candidates), and pairs of one set are not chosen among",
          remedy: "write feedback.candidates: 1"))
    }
    return conflicts
  }

  private var selectionConflicts: [SettingConflict] {
    var conflicts: [SettingConflict] = []
    let needs = QuestionSelections.all.named(selection).needs
    if needs != .nothing, candidates == 1 {
      conflicts.append(
        SettingConflict(
          keys: ["feedback.selection", "feedback.candidates"],
          what: "feedback.selection is \(selection), but there is only one candidate for "
            + "each question",
          remedy: "write feedback.candidates: 4"))
    }
    if needs.arePredictions, rounds == 1 {
      conflicts.append(
        SettingConflict(
          keys: ["feedback.selection", "feedback.rounds"],
          what: "feedback.selection is \(selection), but in the only round there is no "
            + "reward model yet to choose by",
          remedy: "write feedback.rounds: 2 or more"))
    }
    if rounds > max(1, questions) {
      conflicts.append(
        SettingConflict(
          keys: ["feedback.rounds", "feedback.questions"],
          what: "feedback.rounds is \(rounds), but there are only \(questions) "
            + "questions",
          remedy: "write feedback.rounds: \(max(1, questions)) or less"))
    }
    return conflicts
  }
}
