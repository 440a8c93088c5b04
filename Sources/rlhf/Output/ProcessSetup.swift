import ArgumentParser
import Foundation
import PlainText

/// What has to be in order before a command begins.
enum ProcessSetup {
  /// Sees to it that what cannot be written is an error, never the end of the program, and that no
  /// file we open gets the number of a closed standard stream: results would hold printed text.
  static func makeStreamsSafe() {
    for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
    // Opened the wrong way round, so that using what was closed still fails.
    let stand = [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    for (descriptor, mode) in stand where fcntl(descriptor, F_GETFD) == -1 {
      // The lowest free number is taken, which is this one, since those below are open by now.
      _ = open("/dev/null", mode)
    }
  }

  /// Refuses names that Swift could only read mended, and that would then be those of other files.
  ///
  /// - Throws: a `ValidationError` for an argument, for RLHF_SCENARIOS or RLHF_CACHE, or for the folder we are in.
  static func requireReadableNames() throws {
    for place in 1..<max(1, Int(CommandLine.argc)) {
      try require(CommandLine.unsafeArgv[place], "Argument \(place)", "rename what it names")
    }
    for name in ["RLHF_SCENARIOS", "RLHF_CACHE"] {
      try require(getenv(name), name, "rename the folder that it names")
    }
    let folder = getcwd(nil, 0)
    defer { free(folder) }
    try require(folder, "The name of this folder", "rename it, or work in another")
  }

  private static func require(
    _ bytes: UnsafePointer<CChar>?, _ what: String, _ remedy: String
  ) throws {
    guard let bytes, String(validatingCString: bytes) == nil else { return }
    throw ValidationError(
      "\(what) is no valid UTF-8: \(Excerpt.of(String(cString: bytes))); \(remedy).")
  }
}
