import SandboxCore

/// An annotator who has a person inside, whatever it makes of them.
protocol PersonBacked {
  /// The person.
  var person: SimulatedAnnotator { get }
}

extension SimulatedAnnotator: PersonBacked {
  var person: SimulatedAnnotator { self }
}
extension AdversarialAnnotator: PersonBacked {}
extension AIJudge: PersonBacked {}
extension ModelJudge: PersonBacked {}

extension AnnotatorPool.Member {
  /// The person behind the account, if it is one of this module's.
  var person: SimulatedAnnotator? { (annotator as? any PersonBacked)?.person }
}
