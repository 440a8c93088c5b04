import Foundation
import Randomness
import SandboxCore

/// One answer in the making: from views to words.
///
/// The order in which parts act is that of B-Pref's teachers, Lee et al. 2021, arXiv:2111.03026:
/// declining comes first, then the choice, then the slip, and a tie overrides all. Every part looks up its
/// own place in the luck, so a part at its neutral value changes no other.
struct Answering {
  let form: Form
  let views: [PerceivedQuality]
  let traits: Traits
  let scale: UtilityScale
  let state: WorkState
  let luck: RandomKey
  /// How many flaws a rubric asks about.
  let flawCount: Int
  let isContrary: Bool

  /// What a question looks like, whatever it is about.
  struct Form {
    var channel = Channel.comparison
    var itemCount = 2
    var draftCount = 0
  }

  /// What a person says before flaws have names.
  enum Draft {
    case plain(Answer)
    case rubric(rating: Int, flaws: [Bool])
  }

  /// The answer.
  ///
  /// - Parameter flaws: which flaws the response truly has, in order; asked for in a rubric only.
  func answer(
    flaws: () -> [Bool], notes: inout Explanation?
  ) -> Draft {
    if let threshold = traits.skipThreshold, form.itemCount > 0 {
      var best = -Double.infinity
      for view in views.prefix(form.itemCount) { best = max(best, view.worth) }
      if best <= threshold.level(on: scale) {
        notes?.interventions.append("nothing shown is worth an answer")
        return .plain(.declined)
      }
    }
    let draft = isLapse(notes: &notes) ? blindAnswer() : considered(flaws, notes: &notes)
    var answer = draft
    if isTurned(notes: &notes) { answer = answer.opposite }
    if let threshold = traits.tieThreshold,
      form.channel == .comparison || form.channel == .gradedComparison,
      abs(views[0].worth - views[1].worth) < threshold.gap(on: scale)
    {
      notes?.interventions.append("too alike to tell")
      return .plain(.tie)
    }
    return answer
  }

  /// What is left of the person's rationality at this stage of practice.
  var practice: Double { traits.practice(after: state.answersInAll) }

  private func isLapse(notes: inout Explanation?) -> Bool {
    let probability = traits.lapseProbability(after: state.answersInSession)
    guard probability > 0 else { return false }
    let draw = luck.uniform(at: DrawIndex.lapse)
    let isLapse = draw < probability
    if notes != nil {
      notes?.draws.append(.init("lapse", draw))
      if isLapse { notes?.interventions.append("lapse") }
    }
    return isLapse
  }

  /// Whether the answer comes out as its opposite: by a slip, or on purpose, but not by both.
  private func isTurned(notes: inout Explanation?) -> Bool {
    guard traits.mistakes > 0 else {
      if isContrary { notes?.interventions.append("said the opposite") }
      return isContrary
    }
    let draw = luck.uniform(at: DrawIndex.mistake)
    let isMistake = draw < traits.mistakes
    if notes != nil {
      notes?.draws.append(.init("mistake", draw))
      if isMistake { notes?.interventions.append("mistake") }
      if isContrary { notes?.interventions.append("said the opposite") }
    }
    return isMistake != isContrary
  }

  private func considered(
    _ flaws: () -> [Bool], notes: inout Explanation?
  ) -> Draft {
    switch form.channel {
    case .comparison: .plain(comparison(notes: &notes))
    case .gradedComparison: .plain(gradedComparison(notes: &notes))
    case .ranking: .plain(ranking(notes: &notes))
    case .rating: .plain(.rating(rating(notes: &notes)))
    case .thumbs: .plain(thumb(notes: &notes))
    case .rubric:
      .rubric(
        rating: rating(notes: &notes),
        flaws: ticked(flaws(), notes: &notes))
    case .correction, .demonstration: .plain(writing(notes: &notes))
    }
  }
}
