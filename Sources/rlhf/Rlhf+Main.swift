import ArgumentParser
import Foundation
import PlainText

extension Rlhf {
  /// Runs the command line that the program was given.
  static func main() async {
    ProcessSetup.makeStreamsSafe()
    Foundation.exit(await status().rawValue)
  }

  private static func status() async -> ExitCode {
    do {
      try ProcessSetup.requireReadableNames()
      try requireCommand(CommandLine.arguments.dropFirst().first)
      var command = try await asyncParseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return .success
    } catch {
      return end(with: error)
    }
  }

  /// Refuses a first word that is no command; the parser would only call it unexpected.
  static func requireCommand(_ word: String?) throws {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let word, !word.hasPrefix("-"), word != "help", !names.contains(word) else { return }
    let shown = configuration.subcommands.filter { $0.configuration.shouldDisplay }
      .compactMap { $0.configuration.commandName }
    throw ValidationError(
      "There is no command \(Excerpt.of(word)); " + Spelling.hint(for: word, in: shown))
  }

  /// Says what a command line ended with, and returns its code: help and the like are results, wrong
  /// use is none. The parser's own way of saying it passes over output that cannot be written.
  private static func end(with error: any Error) -> ExitCode {
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    guard !message.isEmpty else { return code }
    guard code == .success else {
      Terminal.note(shortened(message, quoting: CommandLine.arguments))
      return code
    }
    do {
      try exiting { try Terminal.print(bytes: Array((message + "\n").utf8)) }
      return code
    } catch {
      return exitCode(for: error)
    }
  }

  /// A message of the parser with the arguments that it quotes no longer than ours are.
  static func shortened(_ message: String, quoting arguments: [String]) -> String {
    let values = arguments.flatMap { argument in
      [argument] + argument.split(separator: "=", maxSplits: 1).dropFirst().map(String.init)
    }
    return values.filter { $0.count > Excerpt.limit }.sorted { $0.count > $1.count }
      .reduce(message) { $0.replacing($1, with: Excerpt.of($1)) }
  }
}
