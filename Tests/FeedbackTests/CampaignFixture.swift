import Randomness
import SandboxCore
import SandboxTestSupport

@testable import Feedback

/// Questions and shorthands that tests of campaigns share.
enum CampaignFixture {
  static let stream = RandomStream(seed: 61)

  /// Comparisons of which the first response is better by 1 (even ids) or the second (odd ids).
  static func comparisons(_ ids: Range<Int>) -> [Question] {
    ids.map { Question.ofGap($0.isMultiple(of: 2) ? 1 : -1, id: $0) }
  }

  /// A question of any channel about these gold rewards, drafts included.
  static func question(
    _ channel: Channel, gold: [Double], drafts: [Double] = [], id: Int = 0, topic: String = "any"
  ) -> Question {
    let prompt = Prompt(id: 0, tokens: [0], family: "gap", topic: topic)
    func episode(_ place: Int, _ gold: Double) -> Episode {
      Episode(
        response: Response(prompt: prompt, written: [Token(place + 1)], ending: .terminated),
        attributes: Attributes([]), gold: GoldReward(gold))
    }
    return Question(
      id: id, channel: channel, prompt: prompt, items: gold.enumerated().map(episode),
      drafts: drafts.enumerated().map { episode(gold.count + $0, $1) })
  }

  /// Who answered which question, how and when.
  static func lines(_ judgements: some Sequence<Judgement>, withHour: Bool = false) -> [String] {
    judgements.map {
      "\($0.question.id) \($0.annotator) \($0.answer.text)" + (withHour ? " \($0.hour)" : "")
    }
  }

  /// The panels' members, by question in the order of asking.
  static func panels(_ judgements: some Sequence<Judgement>) -> [(id: Int, people: [String])] {
    var panels: [(id: Int, people: [String])] = []
    for judgement in judgements {
      if panels.last?.id == judgement.question.id {
        panels[panels.count - 1].people.append(judgement.annotator)
      } else {
        panels.append((judgement.question.id, [judgement.annotator]))
      }
    }
    return panels
  }
}
