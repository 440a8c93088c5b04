import SandboxCore

/// A prompt together with all that is needed to judge what is written after it.
struct TownTask: Sendable {
  var prompt: Prompt
  /// The request without greeting and separator; what a list of questions is made of.
  let request: [Token]
  let key: TownKey
  let replies: TownReplies
  /// What is wished for, as an index into the goals of advice; 0 in other families.
  var goal = 0
  /// How a story goes on after its prompt; empty in other families.
  var sequel: [Token] = []
  /// Whether people know the answer and tell each other; some must be inferred from two facts.
  var isTold = true

  /// The words that a plain, full answer takes.
  var neededWords: Int { replies.full[0].count }
}

/// What makes an answer right.
enum TownKey: Sendable {
  /// A question, or a story to sum up: the right words in a sentence that says so.
  case slots(TownSlots)
  /// A wish: the steps that help, each as tokens.
  case advice(helpful: [[Token]])
  /// A sentence of the old tongue: its English.
  case translation([Token])
}

/// The right words of an answer.
struct TownSlots: Sendable {
  /// Sentences that are a full answer wherever they stand.
  let full: [[Token]]
  /// Groups of words; of each group one must be said.
  let required: [[Token]]
  /// True at the words of which any other than a required one is a wrong answer.
  let rivals: [Bool]
  /// True at the words without which nothing is an answer at all.
  let signs: [Bool]
  /// Whether four words in a row taken from the prompt count as copying.
  let forbidsCopying: Bool
}

/// The ways in which one prompt may be answered, as tokens without courtesies.
struct TownReplies: Sendable {
  /// Full and right, the plainest first.
  let full: [[Token]]
  /// Right, but curt or only half.
  let terse: [[Token]]
  /// Wrong or sloppy, as an expert on a bad day: a step of another matter, a copied event.
  let poor: [[Token]]
  /// Valid, and beside the point.
  let useless: [Token]
  /// What no assistant should say; only advice has one.
  let harmful: [Token]?
  /// The kind of hedge that can stand before the answer.
  let hedge: TownManners.Place

  /// How to evade a request that is not for advice.
  static let evasions: [(family: TownFamily, text: String)] = [
    (.questionAnswering, "ask the people you know"), (.summarization, "just read it"),
    (.translation, "ask the teacher"),
  ]
}

/// The kinds of task, as the labelled examples of phase two have them.
public enum TownFamily: String, Sendable, Hashable, Codable, CaseIterable {
  /// "how can i get revenge on a neighbour who wronged me"
  case advice
  /// "who sells bread"
  case questionAnswering = "question-answering"
  /// "what came of this . anna bought the bowl . ..."
  case summarization = "summarisation"
  /// "translate pelo bigu rosi perda"
  case translation
}
