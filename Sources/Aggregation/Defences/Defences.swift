import SandboxCore

/// The defences that need nothing but answers, by name.
///
/// A new one is one file, its tests, and a line here.
public enum Defences {
  /// Every defence.
  public static let all = PartList<any Defence>(
    "defence", [MajorityAgreement(), ReliabilityCheck(), CollusionTest()], name: { $0.name },
    summary: { $0.summary })

  /// What scenarios say where nobody looks.
  public static let none = "none"

  /// What `feedback.defence.method` can be.
  public static let names = [none] + all.names

  /// The defence of a name; `nil` for ``none``.
  public static func named(_ name: String) -> (any Defence)? {
    name == none ? nil : all.named(name)
  }
}
