import Randomness
import SandboxCore

/// A small town that speaks a readable toy English: the default world.
///
/// A prompt is `<bos> words :`, a response is `words <eos>`. There are four families of task, as in
/// a lesson on RLHF: advice, question answering about the town, summaries of short stories, and
/// translation from the old tongue; each about one of six topics. Everything is made from the
/// tables in this folder, and everything about a response is measured exactly.
///
///     let town = TownWorld()
///     let prompt = town.prompt(saying: "teach me how to make a resume")
///
/// All prompts on travel are held out as a topic; the corpus speaks of travel nevertheless.
///
/// With strange words it is `text.vast`: the same tasks, worth the same, in a vocabulary of any size.
public struct TownWorld: Environment {
  /// The prompt, and whether the end token has been written.
  public struct State: Sendable, Hashable {
    /// Whether the response is finished.
    public var isOver = false
  }

  /// The topic that no phase after pre-training sees.
  public static let heldOutTopic = "travel"

  /// The name scenarios use.
  public let name: String
  /// What the world is, in two sentences.
  public let summary: String
  /// Prompt and response together fit in 64 tokens.
  public let contextLength = 64
  /// A response has at most 24 tokens, its end token included.
  public let responseLimit = 24
  /// What is measured about a response: success, manners, harm, fluency.
  public let attributes = TownAttribute.allCases.map(\.description)
  /// The true reward.
  public var rewardFunction: RewardFunction
  /// Plain people, elders, students, and the two parties.
  public var groups = TownGroups.all
  /// What a careful reader marks: wrong, harmful, padded and the like.
  public let flaws = TownFlaws.all

  let lexicon: TownLexicon
  let tasks: [TownTask]
  let judge: TownJudge
  let library: TownLibrary
  private let splits: [[Prompt]]
  private let idsByTokens: [[Token]: Int]

  /// Builds the town; the same every time.
  ///
  /// - Parameters:
  ///   - constraints: whether the penalties (`no_harm`, `no_slogans`) are in force.
  ///   - vocabularyCount: how many words there are, strange ones included; `nil` for the town's own.
  public init(constraints: Bool = true, vocabularyCount: Int? = nil) {
    var lexicon = TownLexicon(patterns: TownGrammar.all)
    let own = lexicon.ownCount
    let strange = max(0, (vocabularyCount ?? own) - own)
    if strange > 0 { lexicon = TownLexicon(patterns: TownGrammar.all, strangeCount: strange) }
    self.lexicon = lexicon
    name = strange == 0 ? "text.town" : "text.vast"
    summary =
      "A readable toy English: advice, questions about a small town, summaries of its stories, and "
      + "translation from its old tongue, on six topics."
      + (strange == 0
        ? "" : " Of its \(lexicon.vocabulary.count) words it uses \(own); the others mean nothing.")
    tasks = TownTaskBuilder.allTasks(lexicon)
    judge = TownJudge(lexicon: lexicon)
    rewardFunction = TownReward.function(constraints: constraints)
    let prompts = tasks.map(\.prompt)
    let split = Self.split(tasks)
    splits = PromptSplit.allCases.map { part in
      prompts.filter { split[$0.id] == part }
    }
    idsByTokens = Dictionary(uniqueKeysWithValues: prompts.map { ($0.tokens, $0.id) })
    library = TownLibrary(lexicon: lexicon, tasks: tasks, split: split)
  }

  /// Some 250 words of English, the old tongue, and four marks; then strange words, if there are any.
  public var vocabulary: Vocabulary { lexicon.vocabulary }

  /// The prompts of one split, in a fixed order.
  public func prompts(in split: PromptSplit) -> [Prompt] {
    PromptSplit.allCases.firstIndex(of: split).map { splits[$0] } ?? []
  }

  /// Opens an episode; nothing is written yet.
  public func begin(_ prompt: Prompt, using stream: inout RandomStream) -> Transition<State> {
    Transition(state: State())
  }

  /// Every word, until `<eos>` has been written. The length limit truncates; it ends nothing.
  public func legalActions(in state: State) -> ActionSet {
    state.isOver ? .only([]) : .everything
  }

  /// Writes a word.
  public func step(
    _ state: State, action: Token, using stream: inout RandomStream
  ) -> Transition<State> {
    precondition(!state.isOver, "the response has ended already")
    return Transition(state: State(isOver: action == lexicon.end))
  }

  /// What can be said exactly about a response.
  public func attributes(of response: Response) -> Attributes {
    judge.attributes(of: response.continuation, task: task(of: response.prompt))
  }

  /// One line, "prompt : response"; dots when it was cut off.
  public func transcript(of response: Response) -> String {
    let words = { (tokens: ArraySlice<Token>) in lexicon.vocabulary.text(tokens) }
    let prompt = words(response.prompt.tokens.dropFirst())
    let written = response.continuation.prefix { $0 != lexicon.end }
    let isEnded = written.count < response.continuation.count
    return [prompt, words(written), isEnded ? "" : "..."].filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// The prompt of the town that says just this, if there is one.
  ///
  /// - Parameter text: the words without `<bos>` and `:`, such as "who sells bread".
  public func prompt(saying text: String) -> Prompt? {
    guard let words = try? vocabulary.tokens(of: text) else { return nil }
    return idsByTokens[[vocabulary.beginning] + words + [lexicon.separator]]
      .map { tasks[$0].prompt }
  }

  /// The task of a prompt, found by its place or, for a prompt from elsewhere, by its words.
  func task(of prompt: Prompt) -> TownTask? {
    if tasks.indices.contains(prompt.id), tasks[prompt.id].prompt.tokens == prompt.tokens {
      return tasks[prompt.id]
    }
    return idsByTokens[prompt.tokens].map { tasks[$0] }
  }

  /// Holds out one topic, and one request in eight of the others, under all its greetings: a
  /// question asked more politely is not a new question.
  private static func split(_ tasks: [TownTask]) -> [PromptSplit] {
    var stream = RandomStream(seed: 1).child("town").child("split")
    var isHeldOut: [[Token]: Bool] = [:]
    return tasks.map { task in
      let drawn = stream.bernoulli(0.125)
      let hidden = isHeldOut[task.request] ?? drawn
      isHeldOut[task.request] = hidden
      if task.prompt.topic == heldOutTopic { return .heldOutTopics }
      return hidden ? .heldOutPrompts : .training
    }
  }
}
