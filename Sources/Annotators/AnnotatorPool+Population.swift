import Randomness
import SandboxCore

extension AnnotatorPool {
  /// A crowd drawn to order.
  ///
  /// Shares are met exactly (rounded by the largest remainder), not on average. Chance only says
  /// who: each person's group, taste and turn to become a troll come from streams of their own. So
  /// the trolls at a share of 10 % are among those at 20 %, and everybody else stays who they were.
  ///
  /// - Parameters:
  ///   - settings: see ``PopulationSettings/problems(groups:)`` for what they must fulfil.
  ///   - groups: the world's.
  ///   - attributes: the world's, in its order.
  ///   - stream: all chance of who the people are.
  /// - Throws: ``InvalidPopulation`` with every problem of the settings.
  public init(
    _ settings: PopulationSettings, groups: [Group], attributes: [AttributeDescription],
    using stream: RandomStream
  ) throws(InvalidPopulation) {
    let problems = settings.problems(groups: groups)
    guard problems.isEmpty else { throw InvalidPopulation(problems: problems) }

    let memberGroups = Self.memberGroups(settings, groups: groups, using: stream.child("groups"))
    let isTroll = Self.trolls(settings, using: stream.child("trolls"))
    let digits = String(settings.count).count
    let members = memberGroups.enumerated().map { index, group in
      var tastes = stream.child("taste").child(index)
      let number = String(index + 1)
      let person = HonestAnnotator(
        name: "p" + String(repeating: "0", count: digits - number.count) + number,
        opinion: Opinion(
          group: group, attributes: attributes,
          tasteStandardDeviation: settings.individualTaste, using: &tastes),
        choice: settings.choice)
      guard isTroll[index] else { return Member(annotator: person) }
      let troll: any Annotator =
        switch settings.trollConduct {
        case .random: RandomTroll(person: person)
        case .inverted: InvertedTroll(person: person)
        }
      return Member(annotator: troll, activity: settings.trollActivity)
    }
    self.init(members: members)
  }

  /// The group of each person in order: exact counts, dealt out in random order.
  private static func memberGroups(
    _ settings: PopulationSettings, groups: [Group], using stream: RandomStream
  ) -> [Group] {
    let shares =
      settings.groups.isEmpty
      ? groups.map { _ in 1 }
      : groups.map { group in
        settings.groups.first { $0.group == group.name }?.share ?? 0
      }
    let counts = largestRemainder(total: settings.count, shares: shares)
    var dealt = zip(groups, counts).flatMap { Array(repeating: $0, count: $1) }
    var stream = stream
    stream.shuffle(&dealt)
    return dealt
  }

  /// Who is a troll: the first so many of one fixed random order.
  private static func trolls(_ settings: PopulationSettings, using stream: RandomStream) -> [Bool] {
    let counts = largestRemainder(
      total: settings.count, shares: [1 - settings.trollShare, settings.trollShare])
    var isTroll = [Bool](repeating: false, count: settings.count)
    var stream = stream
    for index in stream.permutation(settings.count).prefix(counts[1]) { isTroll[index] = true }
    return isTroll
  }
}
