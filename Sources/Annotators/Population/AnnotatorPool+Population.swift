import Randomness
import SandboxCore

extension AnnotatorPool {
  /// A crowd drawn to order.
  ///
  /// Shares are met as exactly as whole people allow, not on average. All else about a person
  /// comes from streams of their own place, each number as a quantile: changing one setting
  /// changes nobody's other traits, people keep their rank when a spread is widened, and one
  /// person more changes nobody else (but for at most one who becomes, or no longer is, a troll,
  /// so that the share is met). The trolls at a share of 10 % are among those at 20 %, and
  /// everybody else stays who they were.
  ///
  /// - Parameters:
  ///   - settings: see ``PopulationSettings/problems(in:)`` for what they must fulfil.
  ///   - world: what people judge.
  ///   - stream: all chance of who the people are.
  /// - Throws: ``InvalidPopulation`` with every problem of the settings.
  public init(
    _ settings: PopulationSettings, world: PopulationWorld, using stream: RandomStream
  ) throws(InvalidPopulation) {
    let problems = settings.problems(in: world)
    guard problems.isEmpty else { throw InvalidPopulation(problems: problems) }
    let draw = PersonDraw(settings: settings, world: world, stream: stream)
    let seats = draw.groups()
    let kinds = settings.allTrolls.map { (trolls: $0, behavior: draw.behavior(of: $0)) }
    let kindOf = draw.trolls()
    var members: [Member] = []
    for place in 0..<settings.count {
      members += Self.accounts(
        of: draw.person(.place(place), of: world.groups[seats[place]]), identity: place,
        as: kindOf[place].map { kinds[$0] })
    }
    for (index, individual) in settings.individuals.enumerated() {
      let group =
        world.groups.first { $0.name == individual.group } ?? world.groups[0]
      members += Self.accounts(
        of: draw.person(.individual(individual), of: group), identity: settings.count + index,
        as: individual.troll.map { ($0, draw.behavior(of: $0)) })
    }
    let judges = stream.child("machines")
    for judge in settings.allAIJudges {
      members += Self.aiJudges(
        judge, first: members.count { $0.isAIJudge }, world: world,
        using: judge.name.isEmpty ? judges : judges.child(judge.name))
    }
    self.init(members: members)
  }

  /// A crowd drawn to order for an environment.
  ///
  /// - Throws: ``InvalidPopulation`` with every problem of the settings.
  public init(
    _ settings: PopulationSettings, environment: some Environment, using stream: RandomStream
  ) throws(InvalidPopulation) {
    try self.init(settings, world: PopulationWorld(environment), using: stream)
  }

  /// The accounts of a person: one, or several of a troll whose kind has them.
  private static func accounts(
    of person: SimulatedAnnotator, identity: Int,
    as kind: (trolls: TrollSettings, behavior: any AdversarialBehavior)?
  ) -> [Member] {
    var expertise: [String: Double] = [:]
    for entry in person.traits.expertise { expertise[entry.topic] = entry.value }
    guard let kind else {
      return [Member(annotator: person, identity: identity, expertise: expertise)]
    }
    return (1...kind.trolls.accountsOfEach).map { account in
      var alias = person
      if kind.trolls.hasAccounts { alias.name += "-\(account)" }
      return Member(
        annotator: AdversarialAnnotator(person: alias, behavior: kind.behavior),
        activity: kind.trolls.activity, identity: identity, expertise: expertise)
    }
  }

  /// The judge's accounts. Their identities are negative, so that they meet the same luck
  /// whatever people there are.
  private static func aiJudges(
    _ settings: AIJudgeSettings, first: Int, world: PopulationWorld, using stream: RandomStream
  ) -> [Member] {
    (0..<settings.accounts).map { account in
      let name =
        settings.name.isEmpty ? counted("ai", account) : counted(settings.name + "-", account)
      return Member(
        aiJudge: AIJudge(
          name: name, account: account, settings: settings, world: world, using: stream),
        account: first + account,
        cost: .init(dollars: settings.dollars, seconds: settings.seconds))
    }
  }

  /// A word and a number counted from 1: the same name in a crowd of any size.
  static func counted(_ word: String, _ place: Int) -> String { "\(word)\(place + 1)" }
}

extension AnnotatorPool.Member {
  /// The account of an AI judge, at its price and speed.
  ///
  /// - Parameters:
  ///   - aiJudge: an ``AIJudge`` or a ``ModelJudge``.
  ///   - account: which of the pool's AI judges, from 0.
  ///   - cost: factors on a person's price and time; as they stand, those of GPT-4 (see
  ///     ``AIJudgeSettings``).
  public init(aiJudge: any Annotator, account: Int, cost: Cost = .aiJudge) {
    self.init(annotator: aiJudge, identity: -1 - account, cost: cost, isAIJudge: true)
  }
}

extension AnnotatorPool.Member.Cost {
  /// GPT-4's part of a person's price and time; see ``AIJudgeSettings``.
  public static let aiJudge = Self(
    dollars: AIJudgeSettings().dollars, seconds: AIJudgeSettings().seconds)
}
