import Foundation
import Testing

/// Where the built program is, or `nil` where it has not been built.
private enum BuiltProgram {
  /// Beside the tests' own bundle, or in the package's build folder.
  static let path: String? = {
    var folders = [Bundle.main.bundleURL, URL(filePath: CommandLine.arguments[0])]
    folders += ["release", "debug"].map {
      URL(filePath: #filePath).appending(path: "../../../.build/\($0)/x").standardizedFileURL
    }
    return folders.flatMap { [$0, $0.deletingLastPathComponent()] }
      .map { $0.appending(path: "rlhf").path }
      .first(where: FileManager.default.isExecutableFile(atPath:))
  }()
}

/// The program run as a user would run it.
@Suite(.enabled(if: BuiltProgram.path != nil, "build the product rlhf first"))
struct ExecutableTests {
  private func run(_ arguments: [String], environment: [String: String] = [:]) throws -> (
    code: Int32, output: String, errors: String
  ) {
    let process = Process()
    process.executableURL = URL(filePath: try #require(BuiltProgram.path))
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = FileManager.default.temporaryDirectory
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // Small outputs: neither pipe can fill up while the other is read.
    let texts = [output, errors].map {
      String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
    process.waitUntilExit()
    return (process.terminationStatus, texts[0], texts[1])
  }

  @Test func helpGoesToStandardOutput() throws {
    let result = try run(["--help"])
    #expect(result.code == 0)
    #expect(result.output.contains("SUBCOMMANDS"))
    #expect(result.errors.isEmpty)
  }

  @Test func wrongUseIsCode64OnStandardError() throws {
    let result = try run(["run", "x", "--jobs", "0"])
    #expect(result.code == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("--jobs is 0, but must be at least 1."))
  }

  @Test func badInputIsCode65OnStandardError() throws {
    let unknown = try run(["run", "no-such-scenario"])
    #expect(unknown.code == 65)
    #expect(unknown.output.isEmpty)
    #expect(unknown.errors.hasPrefix("error: there is no scenario \"no-such-scenario\""))
    let setting = try run(["show", "setting", "annotators.trols.share"])
    #expect(setting.code == 65)
    #expect(setting.errors.contains("did you mean annotators.trolls.share?"))
  }

  @Test func settingsAreShown() throws {
    let result = try run(["show", "setting", "annotators.mistakes"])
    #expect(result.code == 0)
    #expect(result.output.contains("Must be a number from 0 to 1, or two as in 0.2 ± 0.1."))
  }
}
