/// A setting that is read, but can change nothing beside the others as they stand.
public struct IdleSetting: Sendable, Hashable {
  /// The setting's key.
  public var key: String
  /// Why it can change nothing: `policy_optimization.kl is off`.
  public var because: String

  /// Describes one; the parameters are the properties of the same names.
  public init(_ key: String, because: String) {
    self.key = key
    self.because = because
  }
}
