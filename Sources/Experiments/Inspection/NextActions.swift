import Foundation
import Networks
import SandboxCore

/// A model's distribution over the next action, as an episode goes on.
struct NextActions {
  private let session: any DecodingSession
  private let vocabularyCount: Int

  init(of model: any LanguageModel) {
    session = model.makeDecodingSession(rowCount: 1)
    vocabularyCount = model.vocabularyCount
  }

  /// Reads what was written since, and gives the probability of every legal action, in the order of tokens.
  func probabilities(after tokens: [Token], of legal: ActionSet) -> [(action: Token, value: Double)]
  {
    session.extend(rows: [0], tokens: tokens, counts: [Int32(tokens.count)])
    let actions =
      switch legal {
      case .everything: (0..<vocabularyCount).map { Token($0) }
      case .only(let tokens): tokens
      }
    let logits = actions.map { Double(session.logits[Int($0)]) }
    let greatest = logits.max() ?? 0
    let weights = logits.map { exp($0 - greatest) }
    let sum = weights.reduce(0, +)
    return zip(actions, weights).map { ($0, $1 / sum) }
  }
}
