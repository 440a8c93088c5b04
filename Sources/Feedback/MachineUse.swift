/// Which questions machines answer, where a crowd has both people and machines.
///
/// A crowd of people alone, or of machines alone, answers everything itself.
public struct MachineUse: Sendable, Hashable, Codable {
  /// How it is settled which.
  public var routing: MachineRouting
  /// How many of the questions machines keep, in 0...1.
  public var share: Double

  /// Uses machines; the parameters are the properties of the same names.
  public init(_ routing: MachineRouting, share: Double) {
    self.routing = routing
    self.share = share
  }
}
