import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import RewardModeling

@Suite struct EvidenceDeckTests {
  /// Five preferences, four scores, three approvals, each of a string of its own.
  private let evidence: TrainingExamples = {
    let world = TokenStrings(symbolCount: 17, length: 1)
    let items = world.strings.map(world.response)
    return TrainingExamples(
      preferences: (0..<5).map { Preference(chosen: items[2 * $0], rejected: items[2 * $0 + 1]) },
      scores: (10..<14).map { ScoredResponse(response: items[$0], score: 0) },
      approvals: (14..<17).map { ApprovedResponse(response: items[$0], probability: 1) })
  }()

  @Test func batchesAreOfOneKindAndHoldEveryPieceOnce() {
    let deck = ExampleSampler(evidence)
    var stream = RandomStream(seed: 1)
    for size in 1...13 {
      let batches = deck.batches(order: stream.permutation(12), size: size)
      #expect(batches.count == deck.batchCount(size: size))
      for batch in batches {
        #expect(batch.count <= size)
        let kinds = [batch.preferences.count, batch.scores.count, batch.approvals.count]
        #expect(kinds.count { $0 > 0 } == 1)
      }
      let all = batches.reduce(TrainingExamples(), +)
      #expect(Set(all.preferences) == Set(evidence.preferences))
      #expect(Set(all.scores) == Set(evidence.scores))
      #expect(Set(all.approvals) == Set(evidence.approvals))
      #expect(all.count == 12)
    }
  }

  @Test func pilesTakeTurns() {
    let batches = ExampleSampler(evidence).batches(
      order: [5, 0, 6, 1, 9, 2, 3, 7, 8, 10, 4, 11], size: 2)
    let kinds = batches.map { $0.preferences.isEmpty ? $0.scores.isEmpty ? "a" : "s" : "p" }
    #expect(kinds == ["s", "p", "p", "s", "a", "p", "a"])
    #expect(batches[1].preferences == Array(evidence.preferences[0..<2]))
    #expect(batches[5].preferences == [evidence.preferences[4]])
  }

  // MARK: - Splitting

  /// So many pieces on each prompt, of all three kinds in turn.
  private func evidence(piecesOnPrompts counts: [Int]) -> TrainingExamples {
    var evidence = TrainingExamples()
    for (id, count) in counts.enumerated() {
      let prompt = Prompt(id: id, tokens: [0], family: "", topic: "")
      for number in 0..<count {
        func response(_ token: Token) -> Response {
          Response(prompt: prompt, written: [Token(number), token], ending: .terminated)
        }
        switch number % 3 {
        case 0:
          evidence.preferences.append(Preference(chosen: response(1), rejected: response(2)))
        case 1: evidence.scores.append(ScoredResponse(response: response(1), score: 0))
        default: evidence.approvals.append(ApprovedResponse(response: response(1), probability: 1))
        }
      }
    }
    return evidence
  }

  private func prompts(_ evidence: TrainingExamples) -> Set<Int> {
    Set(
      evidence.preferences.flatMap { [$0.chosen.prompt.id, $0.rejected.prompt.id] }
        + evidence.scores.map(\.response.prompt.id) + evidence.approvals.map(\.response.prompt.id))
  }

  @Test(arguments: [0.1, 0.3, 0.5, 0.9], 1...5)
  func noPromptIsOnBothSidesOfASplit(share: Double, seed: UInt64) {
    var stream = RandomStream(seed: seed)
    let counts = (0..<40).map { _ in 1 + stream.uniform(below: 9) }
    let evidence = evidence(piecesOnPrompts: counts)
    let (training, heldOut) = ExampleSampler(evidence).split(
      heldOutShare: share, using: RandomStream(seed: seed))
    #expect(prompts(training).isDisjoint(with: prompts(heldOut)))
    #expect(Set(training.preferences).union(heldOut.preferences) == Set(evidence.preferences))
    #expect(training.count + heldOut.count == evidence.count)
    // The last prompt leads at most half its pieces past the share, and is not needed below that.
    #expect(abs(Double(heldOut.count) - share * Double(evidence.count)) <= 5)
    let other = ExampleSampler(evidence).split(
      heldOutShare: share, using: RandomStream(seed: seed + 100))
    #expect(prompts(other.heldOut) != prompts(heldOut))
  }

  @Test func aPromptTooLargeForTheShareIsPassedOver() {
    // A tenth of 100 is 10: the prompt of 80 would lead 70 past it.
    let evidence = evidence(piecesOnPrompts: [80, 5, 5, 5, 5])
    for seed in 1...10 as ClosedRange<UInt64> {
      let heldOut = ExampleSampler(evidence).split(
        heldOutShare: 0.1, using: RandomStream(seed: seed)
      ).heldOut
      #expect(heldOut.count == 10 && !prompts(heldOut).contains(0))
    }
  }

  @Test func somethingIsLeftToLearnFrom() {
    let single = ExampleSampler(evidence(piecesOnPrompts: [30])).split(
      heldOutShare: 0.5, using: RandomStream(seed: 1))
    #expect(single.heldOut.isEmpty && single.training.count == 30)
    let all = ExampleSampler(evidence(piecesOnPrompts: [4, 4, 4])).split(
      heldOutShare: 0.99, using: RandomStream(seed: 1))
    #expect(prompts(all.training).count == 1 && all.training.count == 4)
    let none = ExampleSampler(evidence(piecesOnPrompts: [4, 4, 4])).split(
      heldOutShare: 0, using: RandomStream(seed: 1))
    #expect(none.heldOut.isEmpty)
  }
}
