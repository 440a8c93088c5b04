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
    let isTroll = draw.trolls()
    let behavior = draw.behavior
    var members: [Member] = []
    for place in 0..<settings.count {
      let person = draw.person(at: place, of: seats[place])
      var expertise: [String: Double] = [:]
      for entry in person.traits.expertise { expertise[entry.topic] = entry.value }
      guard isTroll[place] else {
        members.append(Member(annotator: person, identity: place, expertise: expertise))
        continue
      }
      for account in 1...settings.trolls.accountsOfEach {
        var alias = person
        if settings.trolls.hasAccounts { alias.name += "-\(account)" }
        members.append(
          Member(
            annotator: AdversarialAnnotator(person: alias, behavior: behavior),
            activity: settings.trolls.activity, identity: place, expertise: expertise))
      }
    }
    members += Self.machines(settings.machines, world: world, using: stream.child("machines"))
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

  /// The judge's accounts. Their identities are negative, so that they meet the same luck
  /// whatever people there are.
  private static func machines(
    _ settings: MachineSettings, world: PopulationWorld, using stream: RandomStream
  ) -> [Member] {
    (0..<settings.accounts).map { account in
      Member(
        machine: AIJudge(
          name: numbered("m", account, of: settings.accounts), account: account,
          settings: settings, world: world, using: stream),
        account: account, cost: .init(dollars: settings.dollars, seconds: settings.seconds))
    }
  }

  /// A letter and a number counted from 1, of equal length for all.
  static func numbered(_ letter: String, _ place: Int, of count: Int) -> String {
    let number = String(place + 1)
    let zeros = max(0, String(count).count - number.count)
    return letter + String(repeating: "0", count: zeros) + number
  }
}

extension AnnotatorPool.Member {
  /// The account of a machine, at a machine's price and speed.
  ///
  /// - Parameters:
  ///   - machine: an ``AIJudge`` or a ``ModelJudge``.
  ///   - account: which of the pool's machines, from 0.
  ///   - cost: factors on a person's price and time; as they stand, those of GPT-4 (see
  ///     ``MachineSettings``).
  public init(machine: any Annotator, account: Int, cost: Cost = .machine) {
    self.init(annotator: machine, identity: -1 - account, cost: cost, isMachine: true)
  }
}

extension AnnotatorPool.Member.Cost {
  /// GPT-4's part of a person's price and time; see ``MachineSettings``.
  public static let machine = Self(
    dollars: MachineSettings().dollars, seconds: MachineSettings().seconds)
}
