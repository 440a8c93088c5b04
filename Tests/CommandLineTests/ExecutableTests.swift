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
  private func run(
    _ arguments: [String], environment: [String: String] = [:], input: String? = nil
  ) throws -> (code: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: try #require(BuiltProgram.path))
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = FileManager.default.temporaryDirectory
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    let pipe = Pipe()
    process.standardInput = input == nil ? FileHandle.nullDevice : pipe
    try process.run()
    if let input {
      // Small inputs: they fit into the pipe, so that writing never waits.
      try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try pipe.fileHandleForWriting.close()
    }
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

  @Test func ownLabelsAreReadFromStandardInput() throws {
    let labels = "item,rater,answer\na,v,yes\na,w,yes\nb,v,no\nb,w,no\n"
    for arguments in [["aggregate", "-", "--csv"], ["aggregate", "--csv"]] {
      let result = try run(arguments, input: labels)
      #expect(result.code == 0)
      #expect(result.output.hasPrefix("task,label,probability\na,yes,0.9"))
      #expect(result.errors.hasPrefix("note: method mace-shares, because"))
    }
    let agreement = try run(["agreement", "--json"], input: labels)
    #expect(agreement.output.hasPrefix("{\"krippendorff_alpha\": 1, \"fleiss_kappa\": 1, "))
    let rating = try run(["rate", "-", "--json"], input: "model_a,model_b,winner\nx,y,model_a\n")
    #expect(
      rating.output.hasPrefix("{\"method\": \"bradley-terry\", \"items\": [\n  {\"item\": \"x\""))
  }

  @Test func badLabelsAreCode65AndUnknownMethodsCode64() throws {
    let bad = try run(["rate", "-"], input: "left,right,winner\na,b,c\n")
    #expect(bad.code == 65 && bad.output.isEmpty)
    #expect(bad.errors.hasPrefix("standard input:2:5: error: the winner is c"))
    let unknown = try run(["aggregate", "-", "--method", "dawid"], input: "")
    #expect(unknown.code == 64 && unknown.output.isEmpty)
    #expect(unknown.errors.contains("There is no method dawid. There are: dawid-skene."))
  }

  @Test func pagesOfOwnLabelsAreWritten() throws {
    let page = FileManager.default.temporaryDirectory.appending(
      path: "own-labels-\(ProcessInfo.processInfo.processIdentifier).html")
    defer { try? FileManager.default.removeItem(at: page) }
    let result = try run(
      ["aggregate", "--plot", page.path, "--json"], input: "task,worker,label\na,v,x\na,w,y\n")
    #expect(result.code == 0)
    #expect(result.errors.contains("page: \(page.path)"))
    #expect(try String(contentsOf: page, encoding: .utf8).hasPrefix("<!DOCTYPE html>"))
    let nowhere = try run(
      ["aggregate", "--plot", "/no/such/folder/x.html"], input: "task,worker,label\na,v,x\n")
    #expect(nowhere.code == 65)
    #expect(nowhere.errors.contains("/no/such/folder/x.html: error: the page cannot be written"))
  }

  @Test func settingsAreShown() throws {
    let result = try run(["show", "setting", "annotators.mistakes"])
    #expect(result.code == 0)
    #expect(result.output.contains("Must be a number from 0 to 1, or two as in 0.2 ± 0.1."))
  }
}
