import Randomness
import SandboxCore

/// `colluding`: as a flawless person to whom a response is worth a standard normal number, drawn for its
/// words from a stream that all colluders share.
public struct ColludingBehavior: AdversarialBehavior {
  /// What they have agreed on.
  public var target: RandomStream

  /// `colluding`
  public var name: String { "colluding" }
  /// What it does.
  public var summary: String { "Answers by a target that all of its kind share." }
  /// The target.
  public var needs: BehaviorNeeds { .sharedTarget }

  /// Colludes; the parameter is the property of the same name.
  public init(target: RandomStream = RandomStream(seed: 0)) { self.target = target }

  /// Takes the stream that all share.
  public func fitted(
    to settings: TrollSettings, in world: PopulationWorld, using stream: RandomStream
  ) -> Self { Self(target: stream) }

  /// By the common value. Where the same response is shown twice, even the toss of the coin is common to
  /// all.
  public func answer(
    _ question: Question, as person: inout SimulatedAnnotator, using luck: RandomKey,
    notes: inout Explanation?
  ) -> Answer {
    let values = (question.items + question.drafts).map {
      RandomKey(target, $0.response.fingerprint).normal(at: 0)
    }
    notes?.qualities = values.map { [.init("common target", $0)] }
    notes?.interventions.append("kept to the common target")
    let coin = RandomKey(target.child("ties"), question.items.first?.response.fingerprint ?? 0)
    return person.insist(values.map { PerceivedQuality($0) }, question, using: coin, notes: &notes)
  }
}

extension SimulatedAnnotator {
  /// Answers by given views, without noise or doubts of their own.
  mutating func insist(
    _ views: [PerceivedQuality], _ question: Question, using luck: RandomKey,
    notes: inout Explanation?
  ) -> Answer {
    answer(question, seeing: views, as: .singleMinded, using: luck, notes: &notes)
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
