import Foundation

/// What stands at a path.
package enum FileKind: Sendable, Hashable {
  /// Nothing that can be seen.
  case missing
  /// A regular file.
  case file
  /// A folder.
  case folder
  /// A symbolic link; only where links are not followed.
  case link
  /// A pipe with a name, a socket or a device: reading it may wait for ever.
  case special

  /// Looks at a path.
  ///
  /// - Parameter followingLinks: whether a link stands for what it points to.
  package init(_ path: String, followingLinks: Bool) {
    var status = stat()
    let answer = followingLinks ? stat(path, &status) : lstat(path, &status)
    self = answer == 0 ? Self(status) : .missing
  }

  /// What the system says of a path or an open file.
  package init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    default: self = .special
    }
  }

  /// What it is in a sentence that begins with "this is", or "there is" where it is missing.
  package var name: String {
    switch self {
    case .missing: "nothing"
    case .file: "a file"
    case .folder: "a folder"
    case .link: "a symbolic link"
    case .special: "a pipe or a device"
    }
  }
}
