import Networks
import Randomness
import SandboxCore

/// Tries a world against the laws of ``Environment``, by playing at random and reading what it
/// says.
///
/// - Parameters:
///   - world: any world, in any of its settings.
///   - episodes: how many random episodes to play in each split.
///   - seed: of the check's own chance.
/// - Returns: the laws that were broken, each once and with an example; empty when it conforms.
public func checkEnvironment<World: Environment>(
  _ world: World, episodes: Int = 50, seed: UInt64 = 1
) -> [String] {
  var check = EnvironmentCheck(world: world, stream: RandomStream(seed: seed))
  check.description()
  check.prompts()
  for split in PromptSplit.allCases { check.episodes(count: episodes, in: split) }
  check.corpus(tokenCount: 2_000)
  check.demonstrations(count: episodes)
  check.flaws()
  check.demonstrationsOnRequest(count: episodes)
  check.courses(count: min(episodes, 10))
  return check.violations
}

/// A world on the bench, and the laws found broken; what feedback needs of it is in another file.
struct EnvironmentCheck<World: Environment> {
  let world: World
  let stream: RandomStream
  private(set) var violations: [String] = []
  private var broken: Set<String> = []

  init(world: World, stream: RandomStream) {
    self.world = world
    self.stream = stream
  }

  /// Reports a broken law once, with the first example.
  mutating func require(_ law: String, _ holds: Bool, _ example: @autoclosure () -> String) {
    if !holds && broken.insert(law).inserted { violations.append("\(law): \(example())") }
  }

  func isKnown(_ token: Token) -> Bool { token >= 0 && Int(token) < world.vocabulary.count }

  // MARK: - What the world says about itself

  mutating func description() {
    require("the world has a name and a summary", !world.name.isEmpty && !world.summary.isEmpty, "")
    let names = world.attributes.map(\.name)
    require("attribute names are unique", Set(names).count == names.count, "\(names)")
    let groups = world.groups.map(\.name)
    require("there is at least one group", !groups.isEmpty, "none")
    require("group names are unique", Set(groups).count == groups.count, "\(groups)")
    for group in world.groups {
      for taste in group.tastes {
        require(
          "tastes are for attributes of the world", names.contains(taste.attribute),
          "\(group.name) has one for \(taste.attribute)")
      }
    }
    for constraint in world.rewardFunction.constraints {
      require("penalties are positive", constraint.penalty > 0, constraint.name)
    }
  }

  mutating func prompts() {
    var splitOf: [[Token]: PromptSplit] = [:]
    var tokensOf: [Int: [Token]] = [:]
    // A bandit has one prompt and nothing to hold out.
    let isBandit = Set(PromptSplit.allCases.flatMap(world.prompts(in:))).count == 1
    for split in PromptSplit.allCases {
      let prompts = world.prompts(in: split)
      require("every split has prompts", !prompts.isEmpty, split.rawValue)
      require("prompts stand in a fixed order", prompts == world.prompts(in: split), split.rawValue)
      for prompt in prompts {
        let shown = "prompt \(prompt.id) of \(split.rawValue): \(prompt.tokens)"
        require(
          "prompts begin with the vocabulary's beginning",
          prompt.tokens.first == world.vocabulary.beginning, shown)
        require("prompts are in the vocabulary", prompt.tokens.allSatisfy(isKnown), shown)
        require(
          "prompts leave room for a response", prompt.tokens.count < world.contextLength, shown)
        let earlier = splitOf.updateValue(split, forKey: prompt.tokens)
        require(
          "splits are disjoint", earlier == nil || earlier == split || isBandit, shown)
        let namesake = tokensOf.updateValue(prompt.tokens, forKey: prompt.id)
        require(
          "an id belongs to one prompt", namesake == nil || namesake == prompt.tokens, shown)
      }
    }
  }

  // MARK: - Episodes

  mutating func episodes(count: Int, in split: PromptSplit) {
    let prompts = world.prompts(in: split)
    guard !prompts.isEmpty else { return }
    var picks = stream.child("prompts of \(split.rawValue)")
    for index in 0..<count {
      let prompt = prompts[picks.uniform(below: prompts.count)]
      let luck = stream.child(split.rawValue).child(index)
      guard let response = play(prompt, luck: luck) else { continue }
      require(
        "the same stream gives the same episode", play(prompt, luck: luck) == response,
        "\(response.sequence)")
      judge(response)
      var fragment = response
      let length = response.continuation.count / 2
      fragment.continuation = Array(response.continuation.prefix(length))
      fragment.authors = Array(response.authors.prefix(length))
      fragment.ending = .truncated
      judge(fragment)
    }
  }

  /// An episode of an agent who acts at random, and ends free text with a chance of 1/8 a token.
  mutating func play(_ prompt: Prompt, luck: RandomStream) -> Response? {
    var agent = luck.child("agent")
    var chance = luck.child("world")
    let limit = min(world.responseLimit, world.contextLength - prompt.tokens.count)
    var transition = world.begin(prompt, using: &chance)
    var continuation = transition.reply
    var authors = transition.reply.map { _ in Author.environment }
    require(
      "an agent may act at least once", !world.legalActions(in: transition.state).isEmpty,
      "prompt \(prompt.tokens)")
    chances(
      world.possibleOpenings(of: prompt), include: transition, shown: "prompt \(prompt.tokens)")
    while continuation.count < limit {
      guard let action = action(in: transition.state, using: &agent) else { break }
      let listed = world.possibleOutcomes(of: action, in: transition.state)
      transition = world.step(transition.state, action: action, using: &chance)
      chances(listed, include: transition, shown: "\(continuation + [action])")
      continuation += [action] + transition.reply
      authors += [.agent] + transition.reply.map { _ in Author.environment }
      if action == world.vocabulary.end {
        require(
          "the end token ends the episode", world.legalActions(in: transition.state).isEmpty,
          "\(continuation)")
      }
    }
    require(
      "what is written is in the vocabulary", continuation.allSatisfy(isKnown), "\(continuation)")
    require("responses respect the limit", continuation.count <= limit, "\(continuation)")
    let isOver = world.legalActions(in: transition.state).isEmpty
    require(
      "without an end token, rules end the episode within the limit",
      isOver || world.vocabulary.end != nil, "\(continuation)")
    return Response(
      prompt: prompt, continuation: continuation, authors: authors,
      ending: isOver ? .terminated : .truncated)
  }

  /// A legal action, or `nil` in a terminal state.
  private mutating func action(
    in state: World.State, using agent: inout RandomStream
  ) -> Token? {
    switch world.legalActions(in: state) {
    case .everything:
      if let end = world.vocabulary.end, agent.bernoulli(0.125) { return end }
      return Token(agent.uniform(below: world.vocabulary.count))
    case .only(let tokens):
      require("legal actions are in the vocabulary", tokens.allSatisfy(isKnown), "\(tokens)")
      require(
        "legal actions ascend", zip(tokens, tokens.dropFirst()).allSatisfy { $0 < $1 }, "\(tokens)")
      return agent.element(of: tokens)
    }
  }

  /// Checks what the world has to say about a response.
  mutating func judge(_ response: Response) {
    let episode = world.episode(response)
    let values = episode.attributes.values
    let shown = "\(response.sequence) has \(values)"
    require("attributes are the same on asking twice", world.episode(response) == episode, shown)
    require("there is one value for each attribute", values.count == world.attributes.count, shown)
    for (value, attribute) in zip(values, world.attributes) {
      require(
        "\(attribute.name) is within its range", attribute.range.contains(value), shown)
    }
    require("gold is finite", episode.gold.value.isFinite, shown)
    for constraint in world.rewardFunction.constraints {
      require(
        "violation of \(constraint.name) is in 0...1",
        (0...1).contains(constraint.violation(episode.attributes)), shown)
    }
    let names = world.attributes.map(\.name)
    for group in world.groups
    where group.tastes.allSatisfy({ names.contains($0.attribute) }) && values.count == names.count {
      require(
        "utility of \(group.name) is finite",
        group.utility(of: episode, attributeNames: names).isFinite, shown)
    }
    require("transcripts are not empty", !world.transcript(of: response).isEmpty, shown)
  }

  // MARK: - What the world teaches

  mutating func corpus(tokenCount: Int) {
    var (first, second) = (stream.child("corpus"), stream.child("corpus"))
    let corpus = world.corpus(tokenCount: tokenCount, using: &first)
    require(
      "the same stream gives the same corpus",
      corpus == world.corpus(tokenCount: tokenCount, using: &second), "")
    let length = corpus.reduce(0) { $0 + $1.count }
    require("the corpus is long enough", length >= tokenCount, "\(length) of \(tokenCount) tokens")
    for sequence in corpus {
      require("the corpus is in the vocabulary", sequence.allSatisfy(isKnown), "\(sequence)")
      require(
        "corpus sequences begin with the vocabulary's beginning",
        sequence.first == world.vocabulary.beginning, "\(sequence)")
      require(
        "corpus sequences fit the context and predict something",
        (2...world.contextLength).contains(sequence.count), "\(sequence)")
    }
  }

  mutating func demonstrations(count: Int) {
    var (first, second) = (stream.child("experts"), stream.child("experts"))
    let demonstrations = world.demonstrations(count: count, using: &first)
    require(
      "the same stream gives the same demonstrations",
      demonstrations == world.demonstrations(count: count, using: &second), "")
    require(
      "as many demonstrations as asked for", demonstrations.count == count,
      "\(demonstrations.count) of \(count)")
    let training = Set(world.prompts(in: .training))
    for response in demonstrations {
      require(
        "demonstrations answer training prompts", training.contains(response.prompt),
        "\(response.sequence)")
      demonstration(response)
    }
  }

  /// Checks what an expert did.
  mutating func demonstration(_ response: Response) {
    let shown = "\(response.sequence)"
    require("demonstrations are in the vocabulary", response.sequence.allSatisfy(isKnown), shown)
    require(
      "demonstrations fit the limits",
      response.continuation.count <= world.responseLimit
        && response.sequence.count <= world.contextLength, shown)
    require("demonstrations show an agent", response.authors.contains(.agent), shown)
    require(
      "nothing after the prompt is by the prompt", !response.authors.contains(.prompt), shown)
    require("demonstrations come to their end", response.ending == .terminated, shown)
    judge(response)
  }
}
