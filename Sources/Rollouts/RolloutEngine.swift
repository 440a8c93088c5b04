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
    // One session for all blocks: a fresh one each would scatter its memory among the results.
    let session = policy.makeDecodingSession(rowCount: min(blockSize, prompts.count))
    rollouts.reserveCapacity(prompts.count)
    for first in stride(from: 0, to: prompts.count, by: blockSize) {
      let block = Array(prompts[first..<min(first + blockSize, prompts.count)])
      session.reset()
      rollouts += runBlock(policy, session, on: block, firstIndex: first, using: stream)
    }
    return rollouts
  }

  private func runBlock(
    _ policy: any LanguageModel, _ session: any DecodingSession, on prompts: [Prompt],
    firstIndex: Int, using stream: RandomStream
  ) -> [Rollout] {
    let width = policy.vocabularyCount
    var sampler = TokenSampler(vocabularyCount: width, temperature: temperature)
    var logs: [EpisodeLog] = []
    var states: [World.State] = []
    for (index, prompt) in prompts.enumerated() {
      let limit = min(
        environment.responseLimit, environment.contextLength - prompt.tokens.count)
      var log = EpisodeLog(prompt, limit: limit, stream: stream.child(firstIndex + index))
      let opening = environment.begin(prompt, using: &log.stream)
      log.hear(opening.reply, legal: environment.legalActions(in: opening.state))
      logs.append(log)
      states.append(opening.state)
    }
    // Episodes that say the same so far are one branch, which is read once and grows apart when they do.
    var branches: [Branch] = []
    for row in logs.indices where !logs[row].isFinished {
      if let last = branches.indices.last, logs[branches[last].rows[0]].addsTheSame(as: logs[row]) {
        branches[last].rows.append(row)
      } else {
        branches.append(Branch(home: Int32(row), rows: [row]))
      }
    }
    var (tokens, counts): ([Token], [Int32]) = ([], [])
    while !branches.isEmpty {
      tokens.removeAll(keepingCapacity: true)
      counts.removeAll(keepingCapacity: true)
      for branch in branches {
        logs[branch.rows[0]].read(into: &tokens, counts: &counts)
        for row in branch.rows.dropFirst() { logs[row].skip() }
      }
      session.extend(rows: branches.map(\.home), tokens: tokens, counts: counts)
      guard let logits = session.logits.baseAddress else { break }
      var grown: [Branch] = []
      grown.reserveCapacity(branches.count)
      for (position, branch) in branches.enumerated() {
        let first = grown.count
        for row in branch.rows {
          let (action, isLegal) = logs[row].choose(
            from: logits + position * width, value: session.values[position],
            isMasked: masksIllegalActions, vocabularyCount: width, sampler: &sampler)
          guard isLegal else { continue }
          let transition = environment.step(states[row], action: action, using: &logs[row].stream)
          states[row] = transition.state
          logs[row].hear(transition.reply, legal: environment.legalActions(in: transition.state))
          guard !logs[row].isFinished else { continue }
          let same = grown[first...].firstIndex { logs[$0.rows[0]].addsTheSame(as: logs[row]) }
          if let same {
            grown[same].rows.append(row)
          } else if grown.count == first {
            grown.append(Branch(home: branch.home, rows: [row]))
          } else {
            session.copy(branch.home, to: Int32(row))
            grown.append(Branch(home: Int32(row), rows: [row]))
          }
        }
      }
      branches = grown
    }
    return logs.map(\.rollout)
  }
}

/// Episodes that have said the same so far.
private struct Branch {
  /// The row of the session that remembers it.
  var home: Int32
  /// The episodes, at least 1.
  var rows: [Int]
}
