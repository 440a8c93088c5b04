import SandboxCore

/// An annotator who has a person inside, whatever it makes of them.
protocol PersonBacked {
  /// The person.
  var person: Person { get }
}

extension Person: PersonBacked {
  var person: Person { self }
}
extension Troll: PersonBacked {}
extension AIJudge: PersonBacked {}
extension ModelJudge: PersonBacked {}

extension AnnotatorPool.Member {
  /// The person behind the account, if it is one of this module's.
  var person: Person? { (annotator as? any PersonBacked)?.person }
}
