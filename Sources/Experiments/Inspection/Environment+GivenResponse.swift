import Environments
import PlainText
import Randomness
import SandboxCore

extension Environment {
  /// A response of tokens that somebody wrote down: on a board the moves of both sides in turn.
  ///
  /// It is truncated where the world would let the agent go on.
  ///
  /// - Throws: ``InspectionProblem`` when a token is not legal where it stands, or there are too many or none.
  public func givenResponse(
    _ tokens: [Token], to prompt: Prompt
  ) throws(InspectionProblem) -> Response {
    guard !tokens.isEmpty else {
      throw InspectionProblem(
        what: "the response is empty", remedy: "write at least one word or move")
    }
    let limit = min(responseLimit, contextLength - prompt.tokens.count)
    guard tokens.count <= limit else {
      throw InspectionProblem(
        what:
          "the response has \(tokens.count) tokens, its end included, but \(name) allows \(limit)",
        remedy: "shorten it")
    }
    let board = self as? any BoardReading
    let authors = tokens.indices.map { index in
      let count = prompt.tokens.count - 2 + index
      return board?.isAgentsTurn(in: prompt, afterMoves: count) ?? true
        ? Author.agent : .environment
    }
    var response = Response(
      prompt: prompt, continuation: tokens, authors: authors, ending: .terminated)
    let legal = actionSets(along: response, ofAgentOnly: false)
    for (index, token) in tokens.enumerated() {
      let isLegal =
        switch legal[index] {
        case .everything: true
        case .only(let tokens): tokens.contains(token)
        }
      guard !isLegal else { continue }
      let word = Excerpt.of(vocabulary.words[Int(token)])
      throw InspectionProblem(
        what: legal[index].isEmpty
          ? "the episode is over before \(word)"
          : "\(word) is not legal after "
            + Excerpt.of(vocabulary.text(response.sequence.prefix(prompt.tokens.count + index))),
        remedy: legal[index].isEmpty
          ? "leave away what follows the end" : "write one of " + names(of: legal[index]))
    }
    if legal[tokens.count].isEmpty == false { response.ending = .truncated }
    return response
  }

  private func names(of actions: ActionSet) -> String {
    guard case .only(let tokens) = actions else { return "the world's words" }
    return Excerpt.list(tokens.map { vocabulary.words[Int($0)] }, limit: 20)
  }

  /// What was legal before each of the agent's tokens, or before each token of all and at the end.
  ///
  /// After a token that is not legal nothing is.
  func actionSets(along response: Response, ofAgentOnly isAgentOnly: Bool) -> [ActionSet] {
    let all = allActionSets(along: response)
    guard isAgentOnly else { return all }
    return response.authors.indices.filter { response.authors[$0] == .agent }.map { all[$0] }
  }

  private func allActionSets(along response: Response) -> [ActionSet] {
    if let board = self as? any BoardReading {
      let moves = response.sequence.dropFirst(2)
      let opening = response.prompt.tokens.count - 2
      return (0...response.continuation.count).map { count in
        .only(board.legalMoves(after: Array(moves.prefix(opening + count))) ?? [])
      }
    }
    // A world of words: nobody but the agent writes, and nothing is left to chance.
    var stream = RandomStream(seed: 0)
    var state = begin(response.prompt, using: &stream).state
    var sets = [legalActions(in: state)]
    for token in response.continuation {
      let isLegal =
        switch sets[sets.count - 1] {
        case .everything: true
        case .only(let tokens): tokens.contains(token)
        }
      guard isLegal else {
        return sets
          + Array(
            repeating: ActionSet.only([]), count: response.continuation.count + 1 - sets.count)
      }
      state = step(state, action: token, using: &stream).state
      sets.append(legalActions(in: state))
    }
    return sets
  }
}
