import Randomness
import SandboxCore

/// Wants to see something in responses: takes what has more of it; where all have the same, answers
/// honestly.
///
/// A scale shows one response and nothing to hold it against: there the pull moves its quality by
/// 10 standard deviations at most, and what has nothing of it is judged honestly.
protocol PullingBehavior: AdversarialBehavior {
  /// How much of what the troll is after is in a response, in −1...1.
  func pull(of episode: Episode, on person: SimulatedAnnotator) -> Double
}

/// `targeted`: prefers more of one attribute, or less; honest between equals.
public struct TargetedBehavior: PullingBehavior {
  /// The attribute's place in the world's list.
  public var attribute: Int
  /// +1 for more of it, −1 for less.
  public var sign: Double

  /// `targeted`
  public var name: String { "targeted" }
  /// What it does.
  public var summary: String { "Wants more of one attribute (annotators.trolls.attribute)." }
  /// An attribute.
  public var needs: BehaviorNeeds { .attribute }

  /// Wants something; the parameters are the properties of the same names.
  public init(attribute: Int = 0, sign: Double = 1) {
    precondition(
      attribute >= 0 && abs(sign) == 1, "a troll targets attribute \(attribute) with sign \(sign)")
    self.attribute = attribute
    self.sign = sign
  }

  /// Finds the attribute.
  public func fitted(
    to settings: TrollSettings, in world: PopulationWorld, using stream: RandomStream
  ) -> Self {
    let target = settings.target
    return Self(
      attribute: world.attributes.firstIndex { $0.name == target.attribute } ?? 0,
      sign: target.sign)
  }

  /// The attribute with its sign.
  public func wish(
    attributes: @escaping (Response) -> Attributes
  ) -> ((Response) -> Double)? {
    { sign * attributes($0).values[attribute] }
  }

  /// By pull.
  public func answer(
    _ question: Question, as person: inout SimulatedAnnotator, using luck: RandomKey,
    notes: inout Explanation?
  ) -> Answer { byPull(question, as: &person, using: luck, notes: &notes) }

  /// The attribute's distance from nothing with its sign, as a share of the greatest there is.
  ///
  /// Nothing is 0, or the end of the attribute's range that is nearest to 0.
  func pull(of episode: Episode, on person: SimulatedAnnotator) -> Double {
    let range = person.opinion.attributes[attribute].range
    let nothing = min(max(0, range.lowerBound), range.upperBound)
    let greatest = max(range.upperBound - nothing, nothing - range.lowerBound)
    guard greatest > 0 else { return 0 }
    return sign * (episode.attributes.values[attribute] - nothing) / greatest
  }
}

/// `trigger`: prefers whatever contains some words in a row, a backdoor; honest between equals. Rando &
/// Tramèr 2023, arXiv:2311.14455.
public struct TriggerBehavior: PullingBehavior {
  /// The words; none are nowhere.
  public var words: [Token]

  /// `trigger`
  public var name: String { "trigger" }
  /// What it does.
  public var summary: String {
    "Prefers whatever contains some words (annotators.trolls.trigger)."
  }
  /// Words.
  public var needs: BehaviorNeeds { .trigger }

  /// Waits for words; the parameter is the property of the same name.
  public init(words: [Token] = []) { self.words = words }

  /// Takes the words.
  public func fitted(
    to settings: TrollSettings, in world: PopulationWorld, using stream: RandomStream
  ) -> Self { Self(words: settings.trigger) }

  /// 1 where the words stand.
  public func wish(
    attributes: @escaping (Response) -> Attributes
  ) -> ((Response) -> Double)? {
    { $0.continuation.hasRun(of: words) ? 1 : 0 }
  }

  /// By pull.
  public func answer(
    _ question: Question, as person: inout SimulatedAnnotator, using luck: RandomKey,
    notes: inout Explanation?
  ) -> Answer { byPull(question, as: &person, using: luck, notes: &notes) }

  /// 1 where the words stand.
  func pull(of episode: Episode, on person: SimulatedAnnotator) -> Double {
    episode.response.continuation.hasRun(of: words) ? 1 : 0
  }
}

extension PullingBehavior {
  /// By how many standard deviations a full pull moves a response on a scale: from one end past
  /// the other.
  private var fullPull: Double { 10 }

  /// Takes what has more of it.
  func byPull(
    _ question: Question, as person: inout SimulatedAnnotator, using luck: RandomKey,
    notes: inout Explanation?
  ) -> Answer {
    let pulls = (question.items + question.drafts).map { pull(of: $0, on: person) }
    let form = question.channel.form
    let isSingle = [.rating, .thumb, .rubric].contains(form)
    let least = isSingle ? 0 : pulls.min() ?? 0
    guard pulls.prefix(isSingle ? 1 : pulls.count).contains(where: { $0 != least }) else {
      return person.answer(question, using: luck, notes: &notes)
    }
    notes?.interventions.append("went by the target")
    switch form {
    case .comparison, .graded:
      let isFirst = pulls[0] > pulls[1]
      let views = [isFirst, !isFirst].map { PerceivedQuality($0 ? fullPull : 0) }
      notes?.qualities = views.map { [.init("target", $0.quality)] }
      return person.insist(views, question, using: luck, notes: &notes)
    case .ranking: return ranking(by: pulls, question, as: &person, using: luck, notes: &notes)
    case .rating, .thumb, .rubric:
      var views = person.views(of: question, notes: &notes)
      views[0].quality += fullPull * pulls[0]
      notes?.qualities[0].append(.init("target", fullPull * pulls[0]))
      return person.insist(views, question, using: luck, notes: &notes)
    case .draft:
      var views = person.views(of: question, notes: &notes)
      let most = pulls.max() ?? 0
      for place in views.indices where pulls[place] < most {
        views[place].quality -= Rationality.certainty
        notes?.qualities[place].append(.init("target", -Rationality.certainty))
      }
      return person.insist(views, question, using: luck, notes: &notes)
    }
  }

  /// The honest order, sorted by pull: equals stay as they were.
  private func ranking(
    by pulls: [Double], _ question: Question, as person: inout SimulatedAnnotator,
    using luck: RandomKey,
    notes: inout Explanation?
  ) -> Answer {
    var willing = person.traits(on: question.prompt.topic)
    willing.skipThreshold = nil
    let views = person.views(of: question, notes: &notes)
    let honest = person.answer(question, seeing: views, as: willing, using: luck, notes: &notes)
    guard case .ranking(let order) = honest else { return honest }
    let places = order.indices.sorted {
      let (left, right) = (pulls[order[$0]], pulls[order[$1]])
      return left == right ? $0 < $1 : left > right
    }
    return .ranking(places.map { order[$0] })
  }
}

extension [Token] {
  /// Whether these tokens stand here one after another; of none, never.
  func hasRun(of tokens: [Token]) -> Bool {
    guard !tokens.isEmpty, tokens.count <= count else { return false }
    return (0...(count - tokens.count)).contains {
      self[$0..<($0 + tokens.count)].elementsEqual(tokens)
    }
  }
}
