import ArgumentParser
import Foundation

/// Gives the command hostile input and sees that every one ends as it should: with 0, 1, 64 or 65, within
/// 10 seconds and 1 GB, and with a message where it fails.
@main struct FuzzCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox-fuzzer",
    abstract: "Give the command hostile input, and hold its endings to the rules.")

  @Argument(help: "The command to try.")
  var program: String

  @Option(help: "How long to go on.")
  var seconds = 60.0

  @Option(help: "Decides every input, together with its number.")
  var seed: UInt64 = 1

  @Option(help: "The number of the first input.")
  var first = 0

  @Option(help: "Try this input alone and keep its folder.")
  var only: Int?

  @Option(help: "The shipped scenarios.")
  var scenarios = "Scenarios"

  func run() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "rlhf-fuzz-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let fuzzer = try Fuzzer(
      program: URL(filePath: program).path, seed: seed,
      scenarios: URL(filePath: scenarios, directoryHint: .isDirectory), folder: folder)
    if let only {
      let (kind, outcome, fault) = try fuzzer.attempt(only)
      print(
        "\(kind): \(outcome)\n\(fault ?? "no fault"); inputs with a fault are in \(folder.path)")
      return
    }
    let start = ContinuousClock.now
    let tally = try fuzzer.run(from: first, seconds: seconds)
    let took = start.duration(to: .now) / .seconds(1)
    print(tally.text)
    print("seed \(seed): \(tally.count) inputs in \(Int(took)) s")
    print(
      "\(tally.count - tally.faults.count) passed, \(tally.faults.count + tally.broken.count) failed"
    )
    guard tally.faults.isEmpty, tally.broken.isEmpty, tally.count > 0 else {
      print("the inputs that failed are in \(folder.path)")
      throw ExitCode.failure
    }
    try FileManager.default.removeItem(at: folder)
  }
}
