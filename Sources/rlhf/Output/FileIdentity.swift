import Foundation
import PlainText

/// What a name or an open file leads to once all links are followed.
struct FileIdentity: Hashable {
  private let device: UInt
  private let inode: UInt
  /// What it is.
  let kind: FileKind
  /// Who may do what with it, as `chmod` counts.
  let permissions: UInt32

  /// What a path leads to; `nil` where nothing is, or nothing that can be seen, with `errno` set.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// What an open file is; `nil` if it is not open.
  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
    kind = FileKind(status)
    permissions = UInt32(status.st_mode & 0o7777)
  }

  /// Whether both are one file, by whatever names.
  func isSame(as other: FileIdentity?) -> Bool {
    other.map { $0.device == device && $0.inode == inode } ?? false
  }
}
