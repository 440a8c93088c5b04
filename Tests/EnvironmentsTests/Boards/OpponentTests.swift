import Networks
import Randomness
import Rollouts
import SandboxCore
import Testing

@testable import Environments

struct OpponentTests {
  let world = TicTacToeWorld()

  @Test func greedyTakesAWinElseStopsOneElseIsRandom() throws {
    #expect(try squares(.greedy, after: "a1 b1 a2 b2") == "a3")
    #expect(try squares(.greedy, after: "a1 b1 a2") == "a3")
    #expect(try squares(.greedy, after: "a1 b1") == "a2 a3 b2 b3 c1 c2 c3")
  }

  @Test func eachPlayerHasItsForesight() throws {
    #expect(try squares(.random, after: "a1 b1 a2 b2") == "a3 b3 c1 c2 c3")
    #expect(try squares(.minimax(depth: 1), after: "a1 b1 a2") == "a3")
    #expect(try squares(.perfect, after: "b2") == "a1 a3 c1 c3")
    // An edge in reply to a corner loses; only the centre holds.
    #expect(try squares(.perfect, after: "a1") == "b2")
  }

  @Test func aPolicyPlaysTheOtherSide() {
    let opponent = Opponent.policy(FixedModel(vocabularyCount: 21, contextLength: 11))
    let world = TicTacToeWorld(opponent: opponent)
    var stream = RandomStream(seed: 1)
    // As X it wants c3, as O a1 (see below): so it knows which side it has.
    let asO = world.begin(world.wholeGamePrompts[1], using: &stream)
    #expect(world.vocabulary.text(asO.reply) == "Xc3")
    let asX = world.begin(world.wholeGamePrompts[0], using: &stream)
    let next = world.step(asX.state, action: 7, using: &stream)
    #expect(world.vocabulary.text(next.reply) == "Oa1")
    let later = world.step(next.state, action: 4, using: &stream)
    #expect(world.vocabulary.text(later.reply) == "Oa3")
    #expect(world.bestRewards(of: world.wholeGamePrompts) == nil)
  }

  @Test func theEngineTellsIllegalMovesWhenMaskingIsOff() {
    var engine = RolloutEngine(environment: world)
    engine.masksIllegalActions = false
    engine.temperature = 0
    // As X the model wants c3 again and again.
    let rollouts = engine.run(
      FixedModel(vocabularyCount: 21, contextLength: 11), on: [world.wholeGamePrompts[0]],
      using: RandomStream(seed: 1))
    let episode = world.episode(rollouts[0].response)
    #expect(episode.attributes.values.last == 1)
    #expect(episode.gold.value == -1)
    #expect(episode.response.ending == .truncated)
  }

  private func squares(_ opponent: Opponent, after moves: String) throws -> String {
    let position = try #require(
      world.rules.position(after: world.tokens(playing: moves)))
    var tokens: [Token] = []
    world.candidates(of: opponent, in: position).forEachSquare {
      tokens.append(world.rules.token(of: $0, in: position))
    }
    return world.rules.squareNames(tokens)
  }
}

/// A model that wants the last square when it plays X and the first when it plays O, and ranks the
/// others accordingly.
private struct FixedModel: LanguageModel {
  let vocabularyCount: Int
  let contextLength: Int
  var parameters: [Float] = []
  var parameterGroups: [ParameterGroup] { [] }

  func outputs(for batch: SequenceBatch, heads: Heads, workspace: Workspace) -> ReadOutputs {
    ReadOutputs(count: batch.readCount)
  }

  func accumulateGradient(
    for batch: SequenceBatch, heads: Heads, groupSize: Int, into gradient: inout [Float],
    workspace: Workspace,
    loss: (ReadOutputs, Range<Int>, inout ReadGradients) -> Void
  ) -> ReadOutputs { ReadOutputs(count: batch.readCount) }

  func makeDecodingSession(rowCount: Int) -> any DecodingSession {
    Session(vocabularyCount: vocabularyCount)
  }

  private final class Session: DecodingSession {
    private let buffer: UnsafeMutableBufferPointer<Float>
    private let scalar = UnsafeMutableBufferPointer<Float>.allocate(capacity: 1)
    private var sequence: [Int32] = []

    init(vocabularyCount: Int) {
      buffer = .allocate(capacity: vocabularyCount)
      buffer.initialize(repeating: 0)
      scalar.initialize(repeating: 0)
    }

    deinit {
      buffer.deallocate()
      scalar.deallocate()
    }

    func reset() { sequence = [] }
    func copy(_ row: Int32, to other: Int32) {}

    func extend(rows: [Int32], tokens: [Int32], counts: [Int32]) {
      sequence += tokens
      let sign: Float = sequence[1] == 1 ? 100 : -100
      for token in 3..<buffer.count { buffer[token] = sign * Float((token - 3) % 9) }
      for token in 0..<3 { buffer[token] = -10_000 }
    }

    var logits: UnsafeBufferPointer<Float> { UnsafeBufferPointer(buffer) }
    var values: UnsafeBufferPointer<Float> { UnsafeBufferPointer(scalar) }
  }
}
