/// Command lines that a person can paste into a shell.
enum ShellText {
  /// The command that goes on with an interrupted run.
  static func resumption(_ arguments: [String]) -> String {
    line(arguments.contains("--resume") ? arguments : arguments + ["--resume"])
  }

  /// The command that runs the same again, from the beginning.
  static func rerun(_ arguments: [String]) -> String {
    let program = arguments.first?.split(separator: "/").last.map(String.init) ?? "rlhf"
    return line([program] + arguments.dropFirst().filter { $0 != "--resume" })
  }

  /// Words as a command line; those with letters that a shell would read are quoted.
  static func line(_ words: [String]) -> String {
    words.map { word in
      let isPlain =
        !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber || "-_./=:,+@%".contains($0) }
      return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }.joined(separator: " ")
  }
}
