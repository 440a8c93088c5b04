/// A parameter that every worker, or every task, has one of.
public struct ModelParameter: Sendable, Hashable, Codable {
  /// What it is, such as `ability`.
  public var name: String
  /// Its value for each worker or task; `nil` where nothing is known.
  public var values: [Double?]

  /// Describes a parameter; the parameters are the properties of the same names.
  public init(name: String, values: [Double?]) {
    self.name = name
    self.values = values
  }
}
