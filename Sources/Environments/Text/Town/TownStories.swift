import Randomness

/// Stories of one thing and who came to have it; the last event settles the matter.
enum TownStories {
  /// What a reader wants to know in the end.
  enum Outcome: Hashable {
    /// Someone has the thing.
    case held(by: Int)
    /// The thing is lost, hidden, broken or whole: an index into the class `STATE`.
    case state(Int)
  }

  /// One event with its words and what it leads to. `A`, `B` are people of the story.
  struct Event: Hashable {
    let pattern: String
    /// Indices into the class `NAME`: who acts, and who else takes part.
    let first: Int
    var second: Int?
    let outcome: Outcome
  }

  /// What is printed around a story to ask for its summary.
  static let frames = ["what came of this .", "what is the end of this ."]
  /// How the outcome is told; the first is the plainest.
  static let tellings = ["in the end OUTCOME", "OUTCOME now", "OUTCOME"]
  static let holding = "NAME has the THING"
  static let being = "the THING is STATE"
  static let eventPatterns = [
    "NAME bought the THING", "NAME found the THING", "NAME lost the THING",
    "NAME hid the THING", "NAME broke the THING", "NAME mended the THING",
    "NAME gave the THING to NAME", "NAME sold the THING to NAME",
    "NAME took the THING from NAME",
  ]

  private static let lost = 0
  private static let hidden = 1
  private static let broken = 2
  private static let whole = 3

  /// How long stories are, in turn: mostly short.
  static let eventCounts = [3, 4, 3, 5, 3, 4]

  /// Tells a story that makes sense: nobody loses what they do not have, and nothing happens
  /// twice, save that lost things are found.
  ///
  /// - Parameter eventCount: one to ten; there is no more that could happen.
  static func tell(eventCount: Int, using stream: inout RandomStream) -> [Event] {
    let cast = Array(stream.permutation(TownWords.words(of: "NAME").count).prefix(3))
    var owner = 0
    var events = [
      Event(
        pattern: stream.bernoulli(0.5) ? "NAME bought the THING" : "NAME found the THING",
        first: cast[0], outcome: .held(by: cast[0]))
    ]
    while events.count < eventCount {
      let other = (owner + 1 + stream.uniform(below: 2)) % 3
      let event = next(
        after: events[events.count - 1].outcome, owner: cast[owner], other: cast[other],
        using: &stream)
      let isFinding = event.pattern == "NAME found the THING"
      if !isFinding && events.contains(where: { $0.pattern == event.pattern }) { continue }
      if case .held(let holder) = event.outcome, holder == cast[other] { owner = other }
      events.append(event)
    }
    return events
  }

  private static func next(
    after outcome: Outcome, owner: Int, other: Int, using stream: inout RandomStream
  ) -> Event {
    switch outcome {
    case .state(lost), .state(hidden):
      return Event(pattern: "NAME found the THING", first: other, outcome: .held(by: other))
    case .state(broken):
      return Event(pattern: "NAME mended the THING", first: owner, outcome: .state(whole))
    default:
      switch stream.uniform(below: 6) {
      case 0: return Event(pattern: "NAME lost the THING", first: owner, outcome: .state(lost))
      case 1: return Event(pattern: "NAME hid the THING", first: owner, outcome: .state(hidden))
      case 2: return Event(pattern: "NAME broke the THING", first: owner, outcome: .state(broken))
      case 3: return handing("gave the THING to", owner, other, holder: other)
      case 4: return handing("sold the THING to", owner, other, holder: other)
      default: return handing("took the THING from", other, owner, holder: other)
      }
    }
  }

  private static func handing(
    _ words: String, _ first: Int, _ second: Int, holder: Int
  ) -> Event {
    Event(
      pattern: "NAME \(words) NAME", first: first, second: second, outcome: .held(by: holder))
  }
}
