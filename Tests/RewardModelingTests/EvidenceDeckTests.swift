import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import RewardModeling

@Suite struct EvidenceDeckTests {
  /// Five preferences, four scores, three approvals, each of a string of its own.
  private let evidence: RewardEvidence = {
    let world = TokenStrings(symbolCount: 17, length: 1)
    let items = world.strings.map(world.response)
    return RewardEvidence(
      preferences: (0..<5).map { Preference(chosen: items[2 * $0], rejected: items[2 * $0 + 1]) },
      scores: (10..<14).map { ScoredResponse(response: items[$0], score: 0) },
      approvals: (14..<17).map { ApprovedResponse(response: items[$0], probability: 1) })
  }()

  @Test func batchesAreOfOneKindAndHoldEveryPieceOnce() {
    let deck = EvidenceDeck(evidence)
    var stream = RandomStream(seed: 1)
    for size in 1...13 {
      let batches = deck.batches(order: stream.permutation(12), size: size)
      #expect(batches.count == deck.batchCount(size: size))
      for batch in batches {
        #expect(batch.count <= size)
        let kinds = [batch.preferences.count, batch.scores.count, batch.approvals.count]
        #expect(kinds.count { $0 > 0 } == 1)
      }
      let all = batches.reduce(RewardEvidence(), +)
      #expect(Set(all.preferences) == Set(evidence.preferences))
      #expect(Set(all.scores) == Set(evidence.scores))
      #expect(Set(all.approvals) == Set(evidence.approvals))
      #expect(all.count == 12)
    }
  }

  @Test func pilesTakeTurns() {
    let batches = EvidenceDeck(evidence).batches(
      order: [5, 0, 6, 1, 9, 2, 3, 7, 8, 10, 4, 11], size: 2)
    let kinds = batches.map { $0.preferences.isEmpty ? $0.scores.isEmpty ? "a" : "s" : "p" }
    #expect(kinds == ["s", "p", "p", "s", "a", "p", "a"])
    #expect(batches[1].preferences == Array(evidence.preferences[0..<2]))
    #expect(batches[5].preferences == [evidence.preferences[4]])
  }

  @Test func aSplitSharesNothing() {
    let (training, heldOut) = EvidenceDeck(evidence).split(
      heldOutShare: 0.5, using: RandomStream(seed: 3))
    #expect(training.count == 6 && heldOut.count == 6)
    #expect(Set(training.preferences).isDisjoint(with: heldOut.preferences))
    #expect(Set(training.scores).isDisjoint(with: heldOut.scores))
    #expect(Set(training.approvals).isDisjoint(with: heldOut.approvals))
    let all = EvidenceDeck(evidence).split(heldOutShare: 0.99, using: RandomStream(seed: 3))
    #expect(all.training.count == 1)
  }
}
