/// The defences that need nothing but answers, by name.
///
/// A new one is one file, its tests, and a line here.
public enum Defences {
  /// Every defence.
  public static let all: [any Defence] = [MajorityAgreement(), ReliabilityCheck(), CollusionTest()]

  /// What scenarios say where nobody looks.
  public static let none = "none"

  /// What `consensus.defence.method` can be.
  public static let names = [none] + all.map(\.name)

  /// The defence of a name; `nil` for ``none``.
  public static func named(_ name: String) -> (any Defence)? {
    if name == none { return nil }
    guard let defence = all.first(where: { $0.name == name }) else {
      preconditionFailure("there is no defence \(name)")
    }
    return defence
  }
}
