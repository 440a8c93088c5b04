import Networks
import Randomness
import SandboxCore
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
    fit.add(pieces, signals: signals, isLearnt: false)
    let z = try #require(fit.z)
    #expect(abs(z - (2 * right - 400) / 20) < 1e-9)
    #expect(abs(fit.share - (1 - 1 / (z * z))) < 1e-12)
  }

  @Test("The unit of the signal does not matter, its sign does")
  func scaleAndSign() throws {
    let (pieces, signals) = preferences(300, rightShare: 0.7, prompts: 50)
    var (one, ten, wrong) = (PredictiveFit(), PredictiveFit(), PredictiveFit())
    one.add(pieces, signals: signals, isLearnt: false)
    ten.add(pieces, signals: signals.map { 10 * $0 }, isLearnt: false)
    wrong.add(pieces, signals: signals.map { -$0 }, isLearnt: false)
    #expect(abs(try #require(one.z) - #require(ten.z)) < 1e-9)
    #expect(one.share > 0.9)
    #expect(wrong.share == 0)
  }

  @Test("Answers repeated within a prompt do not count as new")
  func clusters() throws {
    let (pieces, signals) = preferences(200, rightShare: 0.6, prompts: 200)
    var (once, often) = (PredictiveFit(), PredictiveFit())
    once.add(pieces, signals: signals, isLearnt: false)
    often.add(
      pieces.flatMap { Array(repeating: $0, count: 9) },
      signals: signals.flatMap { Array(repeating: $0, count: 9) }, isLearnt: false)
    #expect(abs(try #require(once.z) - #require(often.z)) < 1e-9)
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
    blind.add(pieces, signals: (0..<100).map { 5 + ($0 % 4 < 2 ? 1 : -1) }, isLearnt: false)
    seeing.add(pieces, signals: (0..<100).map { 5 + ($0 % 2 == 0 ? 1 : -1) }, isLearnt: false)
    #expect(blind.share == 0)
    #expect(abs(try #require(seeing.z) - 10) < 1e-9)
  }

  @Test(
    "A coin's answers pass in 16 of 100 tries, and then by little: 0.075 in the mean")
  func coins() {
    var shares: [Double] = []
    for seed in 0..<400 {
      var stream = RandomStream(seed: UInt64(seed)).child("coins")
      let (pieces, signals) = preferences(100, rightShare: 0.5, prompts: 100)
      var fit = PredictiveFit()
      fit.add(
        pieces, signals: signals.map { _ in stream.uniform() < 0.5 ? 1 : -1 }, isLearnt: false)
      shares.append(fit.share)
    }
    let passed = shares.count { $0 > 0 }
    #expect((40...90).contains(passed))
    // ∫ (1 − 1/z²) φ(z) dz over z > 1 is 2·(1 − Φ(1)) − φ(1) = 0.0754; its error here is 0.011.
    #expect(abs(shares.reduce(0, +) / 400 - 0.0754) < 0.033)
  }

  @Test("A response that was learnt from is no news")
  func learnt() throws {
    let (pieces, signals) = preferences(200, rightShare: 0.7, prompts: 200)
    var (once, twice) = (PredictiveFit(), PredictiveFit())
    once.add(pieces, signals: signals, isLearnt: true)
    twice.add(pieces, signals: signals, isLearnt: true)
    twice.add(pieces, signals: signals, isLearnt: true)
    #expect(try #require(once.z) == #require(twice.z))
  }

  @Test("Before anything was predicted nothing is sure")
  func nothing() {
    #expect(PredictiveFit().z == nil)
    #expect(PredictiveFit().share == 0)
  }
}
