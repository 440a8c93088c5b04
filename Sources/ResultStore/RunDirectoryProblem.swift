import Foundation

/// What is wrong with the folder of a run: what, where, and how to put it right.
public struct RunDirectoryProblem: Error, Hashable, Sendable {
  /// What is wrong.
  public var what: String
  /// The folder, or the file in it.
  public var location: String
  /// How to put it right.
  public var remedy: String
  /// Whether the system failed, as a full disk does, rather than what was given.
  public var isFailure = false

  /// Describes a problem; the parameters are the properties of the same names.
  public init(what: String, location: String, remedy: String, isFailure: Bool = false) {
    self.what = what
    self.location = location
    self.remedy = remedy
    self.isFailure = isFailure
  }

  /// Whether a code of the system speaks of the disk, and not of the place that was chosen on it.
  static func isFailure(_ code: Int32) -> Bool { [ENOSPC, EDQUOT, EFBIG, EIO].contains(code) }
}

extension RunDirectoryProblem: CustomStringConvertible {
  /// The problem as a compiler would print it, with its fix on a line of its own.
  public var description: String { "\(location): error: \(what)\n  fix: \(remedy)" }
}
