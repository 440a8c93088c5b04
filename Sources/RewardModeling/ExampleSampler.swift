import Randomness
import SandboxCore

/// Evidence under one numbering: preferences first, then scores, then approvals.
///
/// One number for each piece, so that one shuffled order covers all kinds.
struct ExampleSampler {
  let evidence: TrainingExamples

  init(_ evidence: TrainingExamples) { self.evidence = evidence }

  /// Where a number stands: 0 among preferences, 1 scores, 2 approvals, and which of them it is.
  private func place(_ number: Int) -> (kind: Int, index: Int) {
    let (preferences, scores) = (evidence.preferences.count, evidence.scores.count)
    if number < preferences { return (0, number) }
    return number < preferences + scores
      ? (1, number - preferences) : (2, number - preferences - scores)
  }

  /// The pieces with these numbers, each as often as it is named, kind by kind.
  func pieces(_ numbers: some Sequence<Int>) -> TrainingExamples {
    var pieces = TrainingExamples()
    for number in numbers {
      let (kind, index) = place(number)
      switch kind {
      case 0: pieces.preferences.append(evidence.preferences[index])
      case 1: pieces.scores.append(evidence.scores[index])
      default: pieces.approvals.append(evidence.approvals[index])
      }
    }
    return pieces
  }

  /// Deals the pieces in an order into batches of one kind each.
  ///
  /// Every piece goes onto its kind's pile, and a pile that has reached the size becomes a batch;
  /// what is left on the piles at the end becomes smaller ones. So kinds take turns as their pieces
  /// come up.
  func batches(order: [Int], size: Int) -> [TrainingExamples] {
    var batches: [TrainingExamples] = []
    var piles: [[Int]] = [[], [], []]
    for number in order {
      let kind = place(number).kind
      piles[kind].append(number)
      guard piles[kind].count == size else { continue }
      batches.append(pieces(piles[kind]))
      piles[kind] = []
    }
    return batches + piles.filter { !$0.isEmpty }.map { pieces($0) }
  }

  /// How many batches there are, whatever the order.
  func batchCount(size: Int) -> Int {
    [evidence.preferences.count, evidence.scores.count, evidence.approvals.count]
      .reduce(0) { $0 + ($1 + size - 1) / size }
  }

  /// The prompt that each piece is about, in the order of the numbers.
  private var promptIDs: [Int] {
    evidence.preferences.map(\.chosen.prompt.id) + evidence.scores.map(\.response.prompt.id)
      + evidence.approvals.map(\.response.prompt.id)
  }

  /// Sets a share of the pieces aside by whole prompts: nothing is held out of a prompt that is learnt
  /// from, as several responses to one prompt, and the pairs of one ranking, know of each other.
  ///
  /// The share is met as nearly as whole prompts allow, and at least one prompt is left to learn from:
  /// of a single prompt nothing is held out.
  func split(
    heldOutShare: Double, using stream: RandomStream
  ) -> (training: TrainingExamples, heldOut: TrainingExamples) {
    var stream = stream
    let isHeldOut = stream.wholeGroups(of: promptIDs, share: heldOutShare)
    // Ascending, so that the split only selects: the order of learning is decided elsewhere.
    return (
      pieces(isHeldOut.indices.filter { !isHeldOut[$0] }),
      pieces(isHeldOut.indices.filter { isHeldOut[$0] })
    )
  }
}
