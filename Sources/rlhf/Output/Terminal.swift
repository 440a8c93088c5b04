import Foundation
import PlainText

/// The two streams a command speaks to.
///
/// Text comes from files and from people: whatever is in it that would steer a terminal is written
/// out here, as in `\u{1B}`. A reader who leaves early, as `head` does, is no failure.
enum Terminal {
  /// Prints a result to standard output.
  static func print(_ text: String) throws(OutputFailure) {
    try put(Array((Excerpt.visible(text, keeping: ["\n"]) + "\n").utf8))
  }

  /// Prints a result that ends its own last line to standard output, byte for byte unless a person
  /// watches.
  static func print(bytes: [UInt8]) throws(OutputFailure) {
    try put(shown(bytes, isTerminal: isatty(STDOUT_FILENO) == 1))
  }

  /// Data as a terminal may show them, or as they are.
  static func shown(_ bytes: [UInt8], isTerminal: Bool) -> [UInt8] {
    isTerminal
      ? Array(Excerpt.visible(String(decoding: bytes, as: UTF8.self), keeping: ["\n", "\t"]).utf8)
      : bytes
  }

  private static func put(_ bytes: [UInt8]) throws(OutputFailure) {
    do {
      try ByteSink.output.write(bytes)
    } catch {
      if !error.isReaderGone { throw error }
    }
  }

  /// Whether a person sits at standard input, so that nothing is piped in.
  static var hasKeyboardInput: Bool { isatty(STDIN_FILENO) == 1 }

  /// Writes to standard output, as is where a question waits for its answer on the same line.
  ///
  /// - Throws: also when the reader left, since nobody is there to answer.
  static func show(_ text: String) throws(OutputFailure) {
    let shown = Excerpt.visible(text, keeping: ["\n"])
    try ByteSink.output.write(Array((shown.hasSuffix(" ") ? shown : shown + "\n").utf8))
  }

  /// Says something that is no result on standard error; where that cannot be written, nobody hears.
  static func note(_ text: String) {
    write(Excerpt.visible(text, keeping: ["\n"]) + "\n")
  }

  /// Writes to standard error as is, for what is redrawn in place. It never fails: no line about the
  /// work is worth more than the work.
  static func write(_ text: String) {
    try? ByteSink.errors.write(Array(text.utf8))
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
