import Annotators
import Feedback
import Randomness
import SandboxCore

/// A campaign of 100,000 answers by 1,000 people: panels of 4, working days, breaks, gold checks.
enum CampaignWorkload {
  /// What a run asks of its annotators: 100,000 comparisons by people with every kind of trait.
  static func people() -> Workload {
    var population = PopulationSettings()
    population.count = 1_000
    PopulationPreset.typical.apply(to: &population)
    population.traits["misperception"] = Spread(0.5)
    population.traits["fatigue_limit"] = Spread(0.3)
    population.traits["beginner_share"] = Spread(0.5)
    let world = PopulationWorld(
      groups: [Group(name: "plain", meaning: "")],
      attributes: ["a", "b", "c", "d"].map {
        AttributeDescription(name: $0, meaning: "", range: 0...7)
      }, topics: (0..<6).map { "topic \($0)" })
    guard let crowd = try? AnnotatorPool(population, world: world, using: RandomStream(seed: 1))
    else { preconditionFailure("the crowd cannot be made") }
    return .on(
      { (0..<100_000).map(question) }, name: "campaign_people", unit: "answers", count: 100_000
    ) { questions in
      var pool = crowd
      let report = FeedbackCampaign(settings: CampaignSettings()).ask(
        questions, of: &pool, using: RandomStream(seed: 2))
      precondition(report.ledger.answers == 100_000)
    }
  }

  static func random() -> Workload { workload("campaign_random", .random) }
  static func workload() -> Workload { workload("campaign_workload", .workload) }
  static func expertise() -> Workload { workload("campaign_expertise", .expertise) }

  private static func workload(_ name: String, _ assignment: AssignmentStrategy) -> Workload {
    let crowd = AnnotatorPool(
      members: (0..<1_000).map { index in
        AnnotatorPool.Member(
          annotator: ScriptedPerson(index: index), activity: 1 + Double(index % 5) / 4,
          identity: index, expertise: ["topic \(index % 6)": 1])
      })
    let campaign = FeedbackCampaign(
      settings: CampaignSettings(
        annotatorsPerQuestion: 4, assignment: assignment,
        workforce: Workforce(
          shifts: .init(hoursPerDay: 8, probabilityAbsent: 0.1),
          session: .init(answers: 50, breakMinutes: 15), paceSpread: 0.5),
        goldQuestions: GoldQuestions(share: 0.1)))
    return .on({ (0..<22_500).map(question) }, name: name, unit: "answers", count: 100_000) {
      questions in
      var pool = crowd
      let report = campaign.ask(
        questions, checksFrom: Array(questions.prefix(500)), of: &pool,
        using: RandomStream(seed: 2))
      precondition(report.ledger.answers > 99_000)
    }
  }

  /// A comparison of two responses of 12 tokens.
  private static func question(_ id: Int) -> Question {
    let prompt = Prompt(
      id: id % 500, tokens: Array(0..<8), family: "advice", topic: "topic \(id % 6)")
    func episode(_ token: Token) -> Episode {
      Episode(
        response: Response(
          prompt: prompt, written: Array(repeating: token, count: 12), ending: .terminated),
        attributes: Attributes([Double(token), 0, 0, 0]), gold: GoldReward(Double(token)))
    }
    return Question(id: id, first: episode(Token(id % 3)), second: episode(Token(id % 7)))
  }
}

/// Someone who prefers more gold with probability 0.8, at no cost in thinking.
private struct ScriptedPerson: Annotator {
  let index: Int
  var answered = 0

  var name: String { "p\(index)" }
  var group: String { "plain" }
  var behavior: String { "honest" }

  mutating func learn(_ scale: UtilityScale) {}

  mutating func answer(_ question: Question, using luck: RandomKey) -> Answer {
    answered += 1
    let isRight = luck.uniform(at: 0) < 0.8
    return isRight == (question.first.gold > question.second.gold) ? .first : .second
  }

  mutating func explainedAnswer(
    _ question: Question, using luck: RandomKey
  ) -> (answer: Answer, explanation: Explanation) {
    (answer(question, using: luck), Explanation())
  }

  mutating func rest() {}
}
