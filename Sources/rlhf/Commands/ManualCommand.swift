import ArgumentParser

/// `rlhf manual`: the manual page that `make install` puts into place, made of what `--help` says.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page, for man.",
    discussion: "`make install` puts it where man looks: rlhf manual > rlhf.1", shouldDisplay: false
  )

  func run() throws { try exiting { try Terminal.print(Self.page) } }

  /// The page in troff's macros.
  static var page: String {
    let commands = Rlhf.configuration.subcommands.filter { $0.configuration.shouldDisplay }
    let sections = commands.map { command in
      """
      .SH rlhf \(escaped(command.configuration.commandName ?? ""))
      .nf
      \(escaped(Rlhf.helpMessage(for: command, columns: 76)))
      .fi
      """
    }
    return """
      .TH RLHF 1 "" "rlhf \(sandboxVersion)"
      .SH NAME
      rlhf \\- \(escaped(Rlhf.configuration.abstract))
      .SH DESCRIPTION
      .nf
      \(escaped(Rlhf.helpMessage(columns: 76)))
      .fi
      \(sections.joined(separator: "\n"))
      .SH FILES
      .TP
      share/rlhf\\-sandbox/Scenarios
      The scenarios that ship, beside the folder of the program.
      .SH ENVIRONMENT
      .TP
      RLHF_SCENARIOS
      A folder of scenarios that is looked into first.
      .TP
      RLHF_CACHE
      Where models of finished phases are kept; off keeps none.
      """
  }

  /// Text as troff takes it: backslashes, hyphens, and lines that would begin like a macro.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" + $0 : String($0) }
      .joined(separator: "\n")
  }
}
