import Randomness
import SandboxCore

/// Evidence under one numbering: preferences first, then scores, approvals and rankings.
///
/// One number for each piece, so that one shuffled order covers all kinds.
struct ExampleSampler {
  let evidence: TrainingExamples
  /// The lengths of rankings, ascending; each has batches of its own.
  private let lengths: [Int]

  init(_ evidence: TrainingExamples) {
    self.evidence = evidence
    lengths = Set(evidence.rankings.map(\.responses.count)).sorted()
  }

  /// How many there are of each kind, in the order of the numbers.
  private var counts: [Int] {
    [
      evidence.preferences.count, evidence.scores.count, evidence.approvals.count,
      evidence.rankings.count,
    ]
  }

  /// Where a number stands: 0 among preferences, 1 scores, 2 approvals, 3 rankings, and which of them it is.
  private func place(_ number: Int) -> (kind: Int, index: Int) {
    var index = number
    for (kind, count) in counts.dropLast().enumerated() {
      if index < count { return (kind, index) }
      index -= count
    }
    return (3, index)
  }

  /// The pieces with these numbers, each as often as it is named, kind by kind.
  func pieces(_ numbers: some Sequence<Int>) -> TrainingExamples {
    var pieces = TrainingExamples(groups: evidence.groups)
    for number in numbers {
      let (kind, index) = place(number)
      switch kind {
      case 0: pieces.preferences.append(evidence.preferences[index])
      case 1: pieces.scores.append(evidence.scores[index])
      case 2: pieces.approvals.append(evidence.approvals[index])
      default: pieces.rankings.append(evidence.rankings[index])
      }
    }
    return pieces
  }

  /// How many responses a ranking is of, 0 of all that is no ranking: a batch has equals only.
  private func length(_ number: Int) -> Int {
    let (kind, index) = place(number)
    return kind == 3 ? evidence.rankings[index].responses.count : 0
  }

  /// Deals the pieces in an order into batches of one kind each.
  ///
  /// Every piece goes onto its kind's pile, and a pile that has reached the size becomes a batch;
  /// what is left on the piles at the end becomes smaller ones. So kinds take turns as their pieces
  /// come up.
  func batches(order: [Int], size: Int) -> [TrainingExamples] {
    var batches: [TrainingExamples] = []
    var piles = Array(repeating: [Int](), count: pileSizes.count)
    for number in order {
      let pile = pile(of: number)
      piles[pile].append(number)
      guard piles[pile].count == size else { continue }
      batches.append(pieces(piles[pile]))
      piles[pile] = []
    }
    return batches + piles.filter { !$0.isEmpty }.map { pieces($0) }
  }

  /// How many batches there are, whatever the order.
  func batchCount(size: Int) -> Int {
    pileSizes.reduce(0) { $0 + ($1 + size - 1) / size }
  }

  private var pileSizes: [Int] {
    counts.dropLast()
      + lengths.map { length in evidence.rankings.count { $0.responses.count == length } }
  }

  private func pile(of number: Int) -> Int {
    let kind = place(number).kind
    guard kind == 3 else { return kind }
    return 3 + (lengths.firstIndex(of: length(number)) ?? 0)
  }

  /// The prompt that each piece is about, in the order of the numbers.
  private var promptIDs: [Int] {
    evidence.preferences.map(\.chosen.prompt.id) + evidence.scores.map(\.response.prompt.id)
      + evidence.approvals.map(\.response.prompt.id)
      + evidence.rankings.map(\.responses[0].prompt.id)
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
