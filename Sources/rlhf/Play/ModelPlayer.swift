import Foundation
import Networks
import Randomness
import SandboxCore

/// A model that plays one side of a board game, as its policy would: a draw from its distribution
/// over the legal moves.
struct ModelPlayer {
  /// The model.
  let model: any LanguageModel
  private var stream: RandomStream

  /// A player whose chance comes from a stream.
  init(model: any LanguageModel, stream: RandomStream) {
    self.model = model
    self.stream = stream
  }

  /// The move, and how probable the model held it to be.
  ///
  /// - Parameters:
  ///   - tokens: the prompt with all moves so far.
  ///   - legal: at least 1.
  mutating func move(after tokens: [Token], legal: [Token]) -> (move: Token, probability: Double) {
    let session = model.makeDecodingSession(rowCount: 1)
    session.extend(rows: [0], tokens: tokens, counts: [Int32(tokens.count)])
    guard let logits = session.logits.baseAddress else { return (legal[0], 1) }
    var sampler = TokenSampler(vocabularyCount: model.vocabularyCount)
    let (move, logProbability) = sampler.draw(
      from: logits,
      legal: TokenSampler.mask(of: legal, vocabularyCount: model.vocabularyCount),
      uniform: stream.uniform())
    return (move, exp(Double(logProbability)))
  }
}
