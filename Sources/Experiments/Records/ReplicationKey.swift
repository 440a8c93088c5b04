/// Which replication of which arm: what tells records, files and rows apart.
public struct ReplicationKey: Sendable, Hashable {
  /// The arm's name.
  public var arm: String
  /// Which replication, from 0.
  public var number: Int

  /// Names a replication of an arm.
  public init(arm: String, number: Int) {
    self.arm = arm
    self.number = number
  }
}

extension ReplicationRecord {
  /// Which replication it is of.
  public var key: ReplicationKey { ReplicationKey(arm: arm, number: number) }
}
