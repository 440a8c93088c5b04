import Foundation

/// Where bytes go: a standard stream, or a file that is open for writing.
///
///     try ByteSink.output.write(Array("done\n".utf8))
struct ByteSink: Sendable {
  /// Where results go.
  static let output = ByteSink(descriptor: STDOUT_FILENO, name: "standard output")
  /// Where all else goes.
  static let errors = ByteSink(descriptor: STDERR_FILENO, name: "standard error")

  /// The number by which the system knows it.
  var descriptor: Int32
  /// What error messages call it.
  var name: String

  /// Writes all the bytes, however few of them the other side takes at a time.
  func write(_ bytes: [UInt8]) throws(OutputFailure) {
    var written = 0
    while written < bytes.count {
      let (count, code) = bytes.withUnsafeBytes { buffer in
        let count = Foundation.write(
          descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        return (count, errno)
      }
      if count > 0 {
        written += count
      } else if count == 0 {
        throw OutputFailure(name: name, code: EIO)
      } else if code == EAGAIN {
        waitForRoom()
      } else if code != EINTR {
        throw OutputFailure(name: name, code: code)
      }
    }
  }

  /// Waits until a stream that does not wait by itself takes something again, or breaks.
  private func waitForRoom() {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&request, 1, -1)
  }
}

/// Bytes that could not be written.
struct OutputFailure: Error, Hashable, CustomStringConvertible {
  /// What error messages call the place where they were to go.
  var name: String
  /// The system's number of the reason (`errno`).
  var code: Int32

  /// Whether it was a pipe whose reader left, as `head` does: it has seen enough, and nothing is wrong.
  var isReaderGone: Bool { code == EPIPE }

  var description: String {
    code == EBADF
      ? "error: \(name) is closed\n  fix: open it, or send it to a file"
      : "error: \(name) cannot be written: \(String(cString: strerror(code)))\n"
        + "  fix: make room where it goes, or send it elsewhere"
  }
}
