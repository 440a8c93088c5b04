import SandboxCore

extension AIJudgeRouting {
  /// `hard-to-people`: those of which AI judges are surest.
  ///
  /// An AI judge is as sure as |P(first) − ½|, or |P(up) − ½|; where its channel has no probability, as the
  /// grade or the rating lies from the middle, on the same scale of 0...½; of rankings, corrections and
  /// demonstrations it is never sure, and when it declines it is not. Several AI judges count by their
  /// mean.
  public static let hardToPeople = AIJudgeRouting(
    "hard-to-people",
    summary: "Those that an AI judge is most confident about; the hard ones go to people.",
    answersFirst: true
  ) { candidates, share, _ in
    let unsure = candidates.indices.sorted {
      (candidates[$0].confidence, $0) < (candidates[$1].confidence, $1)
    }
    var keeps = candidates.map { _ in true }
    let count = Int(((1 - share) * Double(candidates.count)).rounded())
    for place in unsure.prefix(count) { keeps[place] = false }
    return keeps
  }
}

extension Explanation {
  /// How sure an annotator was, in 0...½; see ``AIJudgeRouting/hardToPeople``.
  func confidence(in answer: Answer) -> Double {
    if answer == .declined { return 0 }
    if let probability { return abs(probability - 0.5) }
    return switch answer {
    case .rating(let rating), .rubric(let rating, _): abs(Double(rating) - 5.5) / 9
    case .graded(let grade): abs(Double(grade)) / 6
    default: 0
    }
  }
}
