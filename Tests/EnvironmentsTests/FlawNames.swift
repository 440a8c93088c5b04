import SandboxCore

extension Environment {
  /// The flaws that an episode of this world has, in the world's order.
  func flawNames(of episode: Episode) -> [String] {
    flaws.filter { flaw in
      attributeIndex(flaw.attribute).map { flaw.isPresent(at: episode.attributes.values[$0]) }
        ?? false
    }.map(\.name)
  }
}
