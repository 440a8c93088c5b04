import Foundation

/// A regular file, open for reading; nothing else is ever read, so that no pipe keeps a program waiting.
package struct RegularFile: ~Copyable {
  /// Why a file cannot be read.
  package enum Trouble: Error, Hashable {
    /// Something else stands there, or nothing.
    case kind(FileKind)
    /// It holds more bytes than are to be read.
    case tooLarge(limit: Int)
    /// What the system says.
    case system(String)

    /// The trouble in a sentence.
    package var description: String {
      switch self {
      case .kind(.missing): "there is no such file"
      case .kind(let kind): "this is \(kind.name), not a file"
      case .tooLarge(let limit): "the file is larger than \(limit >> 20) MiB"
      case .system(let reason): "the file cannot be read: \(reason)"
      }
    }
  }

  private let descriptor: Int32
  /// Its size in bytes when it was opened.
  package let size: Int

  /// Opens a file.
  ///
  /// - Parameter followingLinks: whether the path may be a symbolic link to a file.
  package init(_ path: String, followingLinks: Bool) throws(Trouble) {
    // Without O_NONBLOCK, opening a pipe waits for a writer.
    let links = followingLinks ? 0 : O_NOFOLLOW
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | links)
    guard descriptor >= 0 else {
      let reason = errno
      let kind = FileKind(path, followingLinks: followingLinks)
      throw kind == .file ? .system(String(cString: strerror(reason))) : .kind(kind)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, FileKind(status) == .file else {
      close(descriptor)
      throw .kind(FileKind(status))
    }
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// All its bytes.
  ///
  /// - Parameter limit: the most that are read.
  package func bytes(limit: Int) throws(Trouble) -> [UInt8] {
    guard size <= limit else { throw .tooLarge(limit: limit) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    try forEachPiece { piece throws(Trouble) in
      guard bytes.count + piece.count <= limit else { throw .tooLarge(limit: limit) }
      bytes += piece
    }
    return bytes
  }

  /// Its checksum, for which it is read piece by piece.
  package func checksum() throws(Trouble) -> String {
    var checksum = SHA256()
    try forEachPiece { piece throws(Trouble) in checksum.add(piece) }
    return checksum.finished()
  }

  private func forEachPiece(
    _ body: (UnsafeRawBufferPointer) throws(Trouble) -> Void
  ) throws(Trouble) {
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    var place = 0
    while true {
      let count = pread(descriptor, &buffer, buffer.count, off_t(place))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .system(String(cString: strerror(errno))) }
      guard count > 0 else { return }
      place += count
      let trouble: Trouble? = buffer.withUnsafeBytes { all in
        do throws(Trouble) {
          try body(UnsafeRawBufferPointer(rebasing: all[..<count]))
          return nil
        } catch {
          return error
        }
      }
      if let trouble { throw trouble }
    }
  }
}
