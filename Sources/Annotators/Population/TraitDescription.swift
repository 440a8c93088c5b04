import SandboxCore

/// What a trait is, and how people differ in it.
public struct TraitDescription: Sendable {
  /// The name that scenarios use, in snake case.
  public let key: String
  /// What it means, in one sentence.
  public let meaning: String
  /// What it is measured in.
  public let unit: String
  /// The least and the greatest value.
  public let range: ClosedRange<Double>
  /// The value at which it does nothing.
  public let neutral: Double
  /// Where it comes from.
  public let source: String
  /// The distribution by which people differ.
  public let family: TraitFamily
  /// Where it stands in a person's traits.
  let path: WritableKeyPath<Traits, Double> & Sendable
  /// The forms of answer in which it shows; `nil` for all.
  public var forms: Set<Answer.Form>?
}
