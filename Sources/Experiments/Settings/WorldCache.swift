import SandboxCore

/// Worlds by their settings: making one takes a while, and most arms share theirs.
public struct WorldCache {
  private var worlds: [String: any Environment] = [:]

  /// No world yet.
  public init() {}

  /// The world of some settings.
  ///
  /// - Throws: ``ModelFolderProblem`` when an opponent's model cannot be used.
  public mutating func world(_ settings: ArmSettings) throws -> any Environment {
    let key = settings.worldKey
    if let known = worlds[key] { return known }
    let world = try settings.makeWorld()
    worlds[key] = world
    return world
  }
}
