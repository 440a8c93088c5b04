import Networks
import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import RewardModeling

@Suite("How surely a reward predicts answers")
struct PredictiveFitTests {
  private func preferences(_ count: Int, rightShare: Double, prompts: Int) -> (
    [Preference], [Double]
  ) {
    var stream = RandomStream(seed: 3).child("answers")
    var pieces: [Preference] = []
    var signals: [Double] = []
    for index in 0..<count {
      let prompt = Prompt(id: index % prompts, tokens: [1], family: "", topic: "")
      let pair = [2, 3].map { Response(prompt: prompt, written: [$0], ending: .terminated) }
      let isRight = stream.uniform() < rightShare
      pieces.append(Preference(chosen: pair[0], rejected: pair[1], probability: isRight ? 1 : 0))
      signals.append(1)
    }
    return (pieces, signals)
  }

  @Test("n answers of which k agree: z = (2k − n)/√n, where each stands alone")
  func knownAnswer() throws {
    let (pieces, signals) = preferences(400, rightShare: 0.7, prompts: 400)
    let right = Double(pieces.count { $0.probability == 1 })
    var fit = PredictiveFit()
    fit.add(pieces, signals: signals, expected: 0, isLearnt: false)
    let z = try #require(fit.z?.whole)
    #expect(abs(z - (2 * right - 400) / 20) < 1e-9)
    #expect(abs(fit.share - (1 - 2 / (z * z))) < 1e-12)
  }

  @Test("The unit of the signal does not matter, its sign does")
  func scaleAndSign() throws {
    let (pieces, signals) = preferences(300, rightShare: 0.7, prompts: 50)
    var (one, ten, wrong) = (PredictiveFit(), PredictiveFit(), PredictiveFit())
    one.add(pieces, signals: signals, expected: 0, isLearnt: false)
    ten.add(pieces, signals: signals.map { 10 * $0 }, expected: 0, isLearnt: false)
    wrong.add(pieces, signals: signals.map { -$0 }, expected: 0, isLearnt: false)
    #expect(abs(try #require(one.z?.whole) - #require(ten.z?.whole)) < 1e-9)
    #expect(one.share > 0.9)
    #expect(wrong.share == 0)
  }

  @Test("Answers repeated within a prompt do not count as new")
  func clusters() throws {
    let (pieces, signals) = preferences(200, rightShare: 0.6, prompts: 200)
    var (once, often) = (PredictiveFit(), PredictiveFit())
    once.add(pieces, signals: signals, expected: 0, isLearnt: false)
    often.add(
      pieces.flatMap { Array(repeating: $0, count: 9) },
      signals: signals.flatMap { Array(repeating: $0, count: 9) }, expected: 0, isLearnt: false)
    #expect(abs(try #require(once.z?.whole) - #require(often.z?.whole)) < 1e-9)
  }

  @Test("The level of ratings is no agreement")
  func level() throws {
    let pieces = (0..<100).map {
      ScoredResponse(
        response: Response(
          prompt: Prompt(id: $0, tokens: [1], family: "", topic: ""), written: [2],
          ending: .terminated),
        score: 3 + ($0 % 2 == 0 ? 1 : -1))
    }
    var (blind, seeing) = (PredictiveFit(), PredictiveFit())
    func signals(_ period: Int) -> [Double] { (0..<100).map { $0 % period < period / 2 ? 6 : 4 } }
    blind.add(pieces, signals: signals(4), expected: 3, isLearnt: false)
    // The level of the first two is not known yet; that of the others is.
    seeing.add(Array(pieces[..<2]), signals: [6, 4], expected: 3, isLearnt: false)
    seeing.add(Array(pieces[2...]), signals: Array(signals(2)[2...]), expected: 3, isLearnt: false)
    #expect(blind.share == 0)
    #expect(abs(try #require(seeing.z?.whole) - 100 / 150.0.squareRoot()) < 1e-9)
  }

  @Test("A coin's answers pass 8 tests in 100, and then by little: 0.03 in the mean")
  func coins() {
    var shares: [Double] = []
    for seed in 0..<400 {
      var stream = RandomStream(seed: UInt64(seed)).child("coins")
      let (pieces, signals) = preferences(100, rightShare: 0.5, prompts: 100)
      var fit = PredictiveFit()
      fit.add(
        pieces, signals: signals.map { _ in stream.uniform() < 0.5 ? 1 : -1 }, expected: 0,
        isLearnt: false)
      shares.append(fit.share)
    }
    let passed = shares.count { $0 > 0 }
    #expect((12...45).contains(passed))
    // ∫ (1 − 2/z²) φ(z) dz over z > √2 is 3·(1 − Φ(√2)) − √2·φ(√2) = 0.028; its error here is 0.006.
    #expect(abs(shares.reduce(0, +) / 400 - 0.028) < 0.02)
  }

  @Test("A response that was learnt from is no news")
  func learnt() throws {
    let (pieces, signals) = preferences(200, rightShare: 0.7, prompts: 200)
    var (once, twice) = (PredictiveFit(), PredictiveFit())
    once.add(pieces, signals: signals, expected: 0, isLearnt: true)
    twice.add(pieces, signals: signals, expected: 0, isLearnt: true)
    twice.add(pieces, signals: signals, expected: 0, isLearnt: true)
    #expect(try #require(once.z?.whole) == #require(twice.z?.whole))
  }

  @Test("What was learnt is the signal less that of the beginning; the larger of the two counts")
  func firstSignals() throws {
    let (pieces, signals) = preferences(400, rightShare: 0.7, prompts: 400)
    var (unchanged, turned) = (PredictiveFit(), PredictiveFit())
    unchanged.add(pieces, signals: signals, first: signals, expected: 0, isLearnt: false)
    // Half of an opinion against the answers has been unlearnt.
    turned.add(
      pieces, signals: signals.map { -$0 }, first: signals.map { -2 * $0 }, expected: 0,
      isLearnt: false)
    let (one, other) = (try #require(unchanged.z), try #require(turned.z))
    #expect(one.whole > 5 && one.learnt == 0)
    #expect(other.whole == -one.whole && other.learnt == one.whole)
    #expect(unchanged.share == turned.share && turned.share > 0.9)
  }

  /// A model that prefers the second of two, and is told otherwise by 300 answers about as many prompts.
  private func fit(_ isFirst: (inout RandomStream) -> Bool) throws -> Double {
    let world = TokenStrings(symbolCount: 2, length: 1)
    var table = NGramTable(
      vocabularyCount: world.vocabulary.count, order: 2, contextLength: world.length + 1)
    let start = table.parameterGroups[1].range.lowerBound
    table.parameters.replaceSubrange(start..<start + 2, with: [-1, 1])
    let shown = world.strings.map(world.response)
    var stream = RandomStream(seed: 5).child("answers")
    let preferences = (0..<300).map { index in
      let pair = shown.map {
        Response(
          prompt: Prompt(id: index, tokens: $0.prompt.tokens, family: "", topic: ""),
          written: Array($0.continuation), ending: .terminated)
      }
      return Preference(
        chosen: pair[0], rejected: pair[1], probability: isFirst(&stream) ? 1 : 0)
    }
    var model = SequenceRewardModel(
      model: table,
      settings: .init(
        epochs: 1, batchSize: 8, learningRate: 0.1, weightDecay: 0, normalization: .predictiveFit))
    let report = try model.fit(
      to: TrainingExamples(preferences: preferences), using: RandomStream(seed: 1))
    return try #require(report.last("predictive_fit"))
  }

  @Test(
    "Answers against the model's first opinion are predicted once they are learnt; a coin's never")
  func firstOpinion() throws {
    #expect(try fit { $0.uniform() < 0.8 } > 0.95)
    #expect(try fit { $0.uniform() < 0.5 } < 0.5)
  }

  @Test("Before anything was predicted nothing is sure")
  func nothing() {
    #expect(PredictiveFit().z == nil)
    #expect(PredictiveFit().share == 0)
  }
}

extension PredictiveFit {
  /// Counts predictions of a model that began without any opinion.
  fileprivate mutating func add<Piece: TrainingExample>(
    _ pieces: [Piece], signals: [Double], expected: Double, isLearnt: Bool
  ) {
    add(
      pieces, signals: signals, first: signals.map { _ in 0 }, expected: expected,
      isLearnt: isLearnt)
  }
}
