import Environments
import Foundation
import Networks
import Rollouts
import SandboxCore

extension EpisodeWalker {
  /// The states before the agent's tokens.
  func steps(of rollout: Rollout, shown: Int) -> [EpisodeWalk.Step] {
    let response = rollout.response
    let sequence = response.sequence
    let legal = world.actionSets(along: response, ofAgentOnly: true)
    let references = referenceLogProbabilities(of: rollout)
    let (own, other) = (NextActions(of: policy), NextActions(of: reference))
    var (steps, readCount): ([EpisodeWalk.Step], Int) = ([], 0)
    for (place, author) in response.authors.enumerated() {
      let position = response.prompt.tokens.count + place
      guard author == .agent else {
        if !steps.isEmpty { steps[steps.count - 1].reply.append(sequence[position]) }
        continue
      }
      let index = steps.count
      let news = Array(sequence[readCount..<position])
      readCount = position
      let actions = own.probabilities(after: news, of: legal[index])
      let candidates = candidates(
        zip(actions, other.probabilities(after: news, of: legal[index])).map {
          .init(action: $0.action, probability: $0.value, referenceProbability: $1.value)
        }, chosen: sequence[position], after: Array(sequence[..<position]), shown: shown)
      steps.append(
        EpisodeWalk.Step(
          state: Array(sequence[..<position]), board: board(of: response, after: place),
          legalCount: actions.count,
          entropy: actions.reduce(0) { $0 - ($1.value > 0 ? $1.value * log($1.value) : 0) },
          candidates: candidates, action: sequence[position],
          logProbability: Double(rollout.logProbabilities[index]),
          referenceLogProbability: references[index]))
    }
    return steps
  }

  private func referenceLogProbabilities(of rollout: Rollout) -> [Double] {
    guard !rollout.logProbabilities.isEmpty else { return [] }
    return reference.outputs(
      for: .agentTokens(of: [rollout]), heads: .language, workspace: Workspace()
    ).logProbabilities.map(Double.init)
  }

  /// The rows of the board after so many tokens of a response; none in worlds of words.
  private func board(of response: Response, after count: Int) -> [String] {
    guard !world.wholeGamePrompts.isEmpty else { return [] }
    let beginning = Response(
      prompt: response.prompt, continuation: Array(response.continuation.prefix(count)),
      authors: Array(response.authors.prefix(count)), ending: .truncated)
    // The last line of a transcript tells the moves.
    return world.transcript(of: beginning).split(separator: "\n").dropLast().map(String.init)
  }

  /// The actions that are shown, the most probable first; the chosen one is among them.
  private func candidates(
    _ all: [EpisodeWalk.Candidate], chosen: Token, after state: [Token], shown: Int
  ) -> [EpisodeWalk.Candidate] {
    let sorted = all.sorted { ($1.probability, $0.action) < ($0.probability, $1.action) }
    guard let board = world as? any BoardReading else {
      let first = Array(sorted.prefix(shown))
      guard !first.contains(where: { $0.action == chosen }) else { return first }
      return first + sorted.filter { $0.action == chosen }
    }
    guard let values = board.moveValues(after: Array(state.dropFirst(2))) else { return sorted }
    let best = values.map(\.value).max()
    return sorted.map { candidate in
      var candidate = candidate
      candidate.exactValue = values.first { $0.move == candidate.action }?.value
      candidate.isBlunder = candidate.exactValue != best
      return candidate
    }
  }
}
