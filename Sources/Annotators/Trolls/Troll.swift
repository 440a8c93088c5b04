import Randomness
import SandboxCore

/// A person who means ill, or does not mean anything.
///
/// Inside is a whole ``Person`` with opinion and traits: what they would have said honestly is
/// known, and a troll who is honest now and then has nothing to imitate. Kinds of attack: Casper
/// et al. 2023, arXiv:2307.15217, section 3.1; backdoors by a trigger: Rando & Tramèr 2023,
/// arXiv:2311.14455.
public struct Troll: Annotator, Hashable {
  /// What a troll does with a question.
  public enum Plan: Sendable, Hashable {
    /// Answers anything, without looking.
    case random
    /// Says the opposite of what it would have said with the same luck; leaves ties and refusals
    /// alone.
    case inverted
    /// Presses the first button of every form.
    case alwaysFirst
    /// Prefers more of one attribute (`sign` +1) or less (−1), by its place in the world's list;
    /// honest between equals.
    case targeted(attribute: Int, sign: Double)
    /// Prefers whatever contains these tokens in a row, a backdoor; honest between equals.
    case trigger([Token])
    /// Answers by a value drawn for each response from a stream that all colluders share.
    case colluding(RandomStream)
    /// Honest where it is checked, inverted elsewhere.
    case sleeper
    /// Inverted, behind one of many accounts of the same person. Each account tires and learns by
    /// itself.
    case sybil

    /// What records call it.
    public var conduct: String {
      switch self {
      case .random: "random troll"
      case .inverted: "inverted troll"
      case .alwaysFirst: "always-first troll"
      case .targeted: "targeted troll"
      case .trigger: "trigger troll"
      case .colluding: "colluding troll"
      case .sleeper: "sleeper troll"
      case .sybil: "sybil troll"
      }
    }
  }

  /// Who they would be if they were honest.
  public private(set) var person: Person
  /// What they do instead.
  public let plan: Plan

  /// Turns a person.
  public init(person: Person, plan: Plan) {
    if case .targeted(let attribute, let sign) = plan {
      precondition(
        person.opinion.attributes.indices.contains(attribute) && abs(sign) == 1,
        "a troll targets attribute \(attribute) with sign \(sign)")
    }
    self.person = person
    self.plan = plan
  }

  /// The person's name.
  public var name: String { person.name }
  /// The person's group.
  public var group: String { person.group }
  /// The plan's name.
  public var conduct: String { plan.conduct }

  /// Takes over the scale.
  public mutating func learn(_ scale: QualityScale) { person.learn(scale) }

  /// Takes a break.
  public mutating func rest() { person.rest() }

  /// Answers by plan.
  public mutating func answer(_ question: Question, using luck: Luck) -> Answer {
    var notes: Explanation?
    return answer(question, using: luck, notes: &notes)
  }

  /// Answers, and says why.
  public mutating func explainedAnswer(
    _ question: Question, using luck: Luck
  ) -> (answer: Answer, explanation: Explanation) {
    var notes: Explanation? = Explanation()
    let answer = answer(question, using: luck, notes: &notes)
    return (answer, notes ?? Explanation())
  }

  private mutating func answer(
    _ question: Question, using luck: Luck, notes: inout Explanation?
  ) -> Answer {
    switch plan {
    case .random: blindly(question, using: luck, notes: &notes)
    case .alwaysFirst: firstButton(of: question, notes: &notes)
    case .inverted, .sybil:
      person.answer(question, using: luck, isContrary: true, notes: &notes)
    case .sleeper:
      person.answer(question, using: luck, isContrary: !question.isGoldCheck, notes: &notes)
    case .colluding(let target):
      byCommonValue(target, question, notes: &notes)
    case .targeted, .trigger: byPull(question, using: luck, notes: &notes)
    }
  }

  /// Anything: each answer that the form allows, with the same probability; never a tie, nor a
  /// refusal where there is anything to choose.
  private mutating func blindly(
    _ question: Question, using luck: Luck, notes: inout Explanation?
  ) -> Answer {
    var blind = Traits()
    blind.lapses = 1
    let views = Array(repeating: View(0), count: question.items.count + question.drafts.count)
    let answer = person.answer(question, seeing: views, as: blind, using: luck, notes: &notes)
    notes?.interventions = ["answered without looking"]
    return answer
  }

  /// `first`, `+3`, the order shown, 1, thumbs up, no flaw, the text as it is, the first that
  /// comes to mind.
  private func firstButton(of question: Question, notes: inout Explanation?) -> Answer {
    notes?.interventions.append("pressed the first button")
    return switch question.channel {
    case .comparison: .first
    case .gradedComparison: .graded(3)
    case .ranking: .ranking(Array(question.items.indices))
    case .rating: .rating(1)
    case .thumbs: .up
    case .rubric: .rubric(rating: 1, flaws: [])
    case .correction: .draft(nil)
    case .demonstration: question.drafts.isEmpty ? .declined : .draft(0)
    }
  }

  /// As a flawless person to whom a response is worth a standard normal number drawn for its words.
  ///
  /// Where the same response is shown twice, even the toss of the coin is common to all.
  private mutating func byCommonValue(
    _ target: RandomStream, _ question: Question, notes: inout Explanation?
  ) -> Answer {
    let values = (question.items + question.drafts).map {
      Luck(target, $0.response.fingerprint).normal(at: 0)
    }
    notes?.qualities = values.map { [.init("common target", $0)] }
    notes?.interventions.append("kept to the common target")
    let coin = Luck(target.child("ties"), question.items.first?.response.fingerprint ?? 0)
    return insist(values.map { View($0) }, question, using: coin, notes: &notes)
  }

  /// Answers by given views without doubts of its own, for the parts that other files hold.
  mutating func insist(
    _ views: [View], _ question: Question, as traits: Traits = .singleMinded, using luck: Luck,
    notes: inout Explanation?
  ) -> Answer {
    person.answer(question, seeing: views, as: traits, using: luck, notes: &notes)
  }

  /// Answers as the person would.
  mutating func honestly(
    _ question: Question, using luck: Luck, notes: inout Explanation?
  ) -> Answer {
    person.answer(question, using: luck, notes: &notes)
  }
}

extension Traits {
  /// Someone without noise or doubts, whose one impression decides on everything, flaws included.
  static var singleMinded: Traits {
    var traits = Traits()
    traits.halo = 1
    return traits
  }
}
