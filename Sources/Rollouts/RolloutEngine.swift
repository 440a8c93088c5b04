import Networks
import Randomness
import SandboxCore

/// Runs a policy in an environment, many episodes at a time.
///
/// The one loop that serves text and boards, collecting and measuring alike. Each episode has a
/// stream of its own (by its index), so its outcome depends neither on how many others run nor on
/// `blockSize`.
public struct RolloutEngine<World: Environment>: Sendable {
  /// The world that is acted in.
  public var environment: World
  /// Softmax temperature, ≥ 0; 1 samples from the policy itself, 0 takes the most probable action.
  public var temperature: Double = 1
  /// Whether illegal actions are masked out. Off only to measure how often a policy would err.
  public var masksIllegalActions = true
  /// Episodes that run side by side; more than fit a core's cache only slow it down.
  public var blockSize = 64

  /// An engine that samples at temperature 1 under the legal-action mask.
  public init(environment: World) {
    self.environment = environment
  }

  /// One rollout for each prompt, in order.
  ///
  /// - Parameter stream: episode i draws from `stream.child(i)` and nothing else.
  public func run(
    _ policy: any LanguageModel, on prompts: [Prompt], using stream: RandomStream
  ) -> [Rollout] {
    var rollouts: [Rollout] = []
    rollouts.reserveCapacity(prompts.count)
    for first in stride(from: 0, to: prompts.count, by: blockSize) {
      let block = Array(prompts[first..<min(first + blockSize, prompts.count)])
      rollouts += runBlock(policy, on: block, firstIndex: first, using: stream)
    }
    return rollouts
  }

  private func runBlock(
    _ policy: any LanguageModel, on prompts: [Prompt], firstIndex: Int, using stream: RandomStream
  ) -> [Rollout] {
    let session = policy.makeDecodingSession(rowCount: prompts.count)
    var sampler = TokenSampler(
      vocabularyCount: policy.vocabularyCount, temperature: temperature)
    var rows = prompts.enumerated().map { index, prompt in
      EpisodeInProgress(environment, prompt, stream: stream.child(firstIndex + index))
    }
    var active = rows.indices.filter { !rows[$0].isFinished }
    while !active.isEmpty {
      var tokens: [Token] = []
      var counts: [Int32] = []
      for row in active {
        tokens += rows[row].unread
        counts.append(Int32(rows[row].unread.count))
      }
      session.extend(rows: active.map(Int32.init), tokens: tokens, counts: counts)
      let width = policy.vocabularyCount
      for (position, row) in active.enumerated() {
        guard let logits = session.logits.baseAddress else { continue }
        rows[row].act(
          in: environment, logits: logits + position * width, vocabularyCount: width,
          value: session.values[position], masksIllegalActions: masksIllegalActions,
          sampler: &sampler)
      }
      active = active.filter { !rows[$0].isFinished }
    }
    return rows.map(\.rollout)
  }
}

/// An episode between its prompt and its end.
private struct EpisodeInProgress<World: Environment> {
  private let prompt: Prompt
  private let limit: Int
  private var state: World.State
  private var stream: RandomStream
  private var continuation: [Token] = []
  private var authors: [Author] = []
  private var logProbabilities: [Float] = []
  private var values: [Float] = []
  private var legalTokens: [[UInt64]] = []
  private var legal: ActionSet
  private var ending: Ending?
  /// What was written since the policy last read.
  private(set) var unread: [Token]

  init(_ environment: World, _ prompt: Prompt, stream: RandomStream) {
    self.prompt = prompt
    self.stream = stream
    limit = min(environment.responseLimit, environment.contextLength - prompt.tokens.count)
    let opening = environment.begin(prompt, using: &self.stream)
    state = opening.state
    legal = environment.legalActions(in: opening.state)
    unread = prompt.tokens
    append(opening.reply)
    close()
  }

  var isFinished: Bool { ending != nil }

  var rollout: Rollout {
    Rollout(
      response: Response(
        prompt: prompt, continuation: continuation, authors: authors,
        ending: ending ?? .truncated),
      logProbabilities: logProbabilities, values: values, legalTokens: legalTokens)
  }

  mutating func act(
    in environment: World, logits: UnsafePointer<Float>, vocabularyCount: Int, value: Float,
    masksIllegalActions: Bool, sampler: inout TokenSampler
  ) {
    var mask: [UInt64] = []
    if masksIllegalActions, case .only(let tokens) = legal {
      mask = TokenSampler.mask(of: tokens, vocabularyCount: vocabularyCount)
    }
    let (action, logProbability) = sampler.draw(
      from: logits, legal: mask, uniform: stream.uniform())
    logProbabilities.append(logProbability)
    values.append(value)
    if !mask.isEmpty { legalTokens.append(mask) }
    unread = [action]
    continuation.append(action)
    authors.append(.agent)
    if case .only(let tokens) = legal, !tokens.contains(action) {
      ending = .truncated  // Only without the mask: an illegal move forfeits the episode.
      return
    }
    let transition = environment.step(state, action: action, using: &stream)
    state = transition.state
    legal = environment.legalActions(in: state)
    append(transition.reply)
    close()
  }

  private mutating func append(_ reply: [Token]) {
    unread += reply
    continuation += reply
    authors += Array(repeating: .environment, count: reply.count)
  }

  private mutating func close() {
    if legal.isEmpty {
      ending = .terminated
    } else if continuation.count >= limit {
      ending = .truncated
    }
  }
}
