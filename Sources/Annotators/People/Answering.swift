import Foundation
import Randomness
import SandboxCore

/// One answer in the making: from views to words.
///
/// The order in which parts act is that of B-Pref's teachers, Lee et al. 2021, arXiv:2111.03026:
/// declining comes first, then the choice, then the mistake, and a tie overrides all. Every part looks up its
/// own place in the luck, so a part at its neutral value changes no other.
struct Answering: Respondent {
  let channel: Channel
  let itemCount: Int
  let draftCount: Int
  let views: [PerceivedQuality]
  let traits: Traits
  let scale: UtilityScale
  let state: WorkState
  let luck: RandomKey
  let isContrary: Bool
  /// The flaws that may be asked about, the places of their attributes, and the attributes of what is shown
  /// first, where anything is.
  let known: [Flaw]
  let flawIndices: [Int]
  let shown: Attributes?
  /// Why, where somebody wants to know.
  var notes: Explanation?

  /// The answer.
  mutating func answer() -> Answer {
    if let threshold = traits.skipThreshold, itemCount > 0 {
      var best = -Double.infinity
      for view in views.prefix(itemCount) { best = max(best, view.worth) }
      if best <= threshold.level(on: scale) {
        notes?.interventions.append("nothing shown is worth an answer")
        return .declined
      }
    }
    let part = channel.part
    var answer: Answer
    if isLapse() {
      var blind = BlindAnswering(
        itemCount: itemCount, draftCount: draftCount, known: known, luck: luck)
      answer = part.answer(by: &blind)
    } else {
      answer = part.answer(by: &self)
    }
    if isTurned() { answer = answer.opposite(among: known) }
    if let threshold = traits.tieThreshold, part.form.isOfTwo,
      abs(views[0].worth - views[1].worth) < threshold.gap(on: scale)
    {
      notes?.interventions.append("too alike to tell")
      return .tie
    }
    return answer
  }

  /// What is left of the person's rationality at this stage of practice.
  var practice: Double { traits.practice(after: state.answersInAll) }

  private mutating func isLapse() -> Bool {
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

  /// Whether the answer comes out as its opposite: by mistake, or on purpose, but not by both.
  private mutating func isTurned() -> Bool {
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
}
