import Foundation

/// The two streams a command speaks to.
enum Terminal {
  /// Prints a result to standard output.
  static func print(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  /// Prints a result that ends its own last line to standard output.
  static func print(bytes: [UInt8]) {
    FileHandle.standardOutput.write(Data(bytes))
  }

  /// Whether a person sits at standard input, so that nothing is piped in.
  static var hasKeyboardInput: Bool { isatty(STDIN_FILENO) == 1 }

  /// Writes to standard output, as is where a question waits for its answer on the same line.
  static func show(_ text: String) {
    FileHandle.standardOutput.write(Data((text.hasSuffix(" ") ? text : text + "\n").utf8))
  }

  /// Says something that is no result on standard error.
  static func note(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Writes to standard error as is, for what is redrawn in place.
  static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// Whether a person watches standard error.
  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

  /// The columns of a stream's terminal; 100 where it is none.
  static func width(of stream: Int32) -> Int {
    var size = winsize()
    guard ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
    return Int(size.ws_col)
  }
}
