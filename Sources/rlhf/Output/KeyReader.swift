import Foundation

/// Single keys of a terminal, without Return.
enum KeyReader {
  /// Whether a person sits at both ends: keys come in, and what is shown is seen.
  static var isPossible: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// Waits for a key; whether it means to go on. `q`, Ctrl-C, Ctrl-D and the end of input do not.
  ///
  /// Ctrl-C comes as a key here: a signal would leave the terminal as it is while a key is awaited, without
  /// echo.
  static func waitForNext() -> Bool {
    var usual = termios()
    guard tcgetattr(STDIN_FILENO, &usual) == 0 else { return false }
    var single = usual
    single.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    tcsetattr(STDIN_FILENO, TCSANOW, &single)
    defer { tcsetattr(STDIN_FILENO, TCSANOW, &usual) }
    var key: UInt8 = 0
    guard read(STDIN_FILENO, &key, 1) == 1 else { return false }
    return ![3, 4, UInt8(ascii: "q"), UInt8(ascii: "Q")].contains(key)
  }
}
