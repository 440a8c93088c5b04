import Randomness
import SandboxCore

/// Writes down every prompt of the town with its key.
struct TownTaskBuilder {
  let lexicon: TownLexicon
  private(set) var tasks: [TownTask] = []
  /// Requests that have been made already: no prompt twice.
  private var requests: Set<[Token]> = []
  private let greetings: [[Token]]

  /// All prompts of all families, in an order that mixes them. The stream is the world's own: the
  /// prompts are the same in every run.
  static func allTasks(_ lexicon: TownLexicon) -> [TownTask] {
    var builder = TownTaskBuilder(lexicon: lexicon)
    var stream = RandomStream(seed: 1).child("town").child("prompts")
    builder.addAdvice()
    builder.addQuestions()
    builder.addStories(using: &stream)
    builder.addTranslations(using: &stream)
    stream.shuffle(&builder.tasks)
    for index in builder.tasks.indices { builder.tasks[index].prompt.id = index }
    return builder.tasks
  }

  private init(lexicon: TownLexicon) {
    self.lexicon = lexicon
    greetings = TownWords.greetings.map { lexicon.tokens($0) }
  }

  /// Adds a request under some of the greetings; says whether it is new.
  @discardableResult
  mutating func add(
    _ request: [Token], _ family: TownFamily, topic: String, greetings chosen: Range<Int>,
    key: TownKey, replies: TownReplies, goal: Int = 0, sequel: [Token] = []
  ) -> Bool {
    guard requests.insert(request).inserted else { return false }
    for greeting in greetings[chosen] {
      let tokens =
        [lexicon.vocabulary.beginning] + greeting + request + [lexicon.separator]
      tasks.append(
        TownTask(
          prompt: Prompt(id: 0, tokens: tokens, family: family.rawValue, topic: topic),
          request: request, key: key, replies: replies, goal: goal,
          sequel: sequel))
    }
    return true
  }

  /// Adds a request under all greetings.
  mutating func addGreeted(
    _ request: [Token], _ family: TownFamily, topic: String, key: TownKey,
    replies: TownReplies, goal: Int = 0
  ) {
    add(
      request, family, topic: topic, greetings: greetings.indices, key: key, replies: replies,
      goal: goal)
  }

  /// Says of the tasks added last whether people tell each other the answer.
  mutating func markTold(from first: Int, _ isTold: Bool) {
    for index in first..<tasks.count { tasks[index].isTold = isTold }
  }

  /// The evasive reply of a family.
  func evasion(_ family: TownFamily) -> [Token] {
    TownReplies.evasions.first { $0.family == family }.map { lexicon.tokens($0.text) } ?? []
  }
}
