import Foundation

/// A folder of a replication's models, filled by whoever knows their format.
public struct FiledModel {
  /// `pretrained`, `fine-tuned`, `reward` or `policy`.
  public var name: String
  /// Writes the model's files into the folder that it is given, which exists and is empty.
  public var fill: (URL) throws -> Void

  /// Names a folder and says how it is filled.
  public init(name: String, fill: @escaping (URL) throws -> Void) {
    self.name = name
    self.fill = fill
  }
}
