import Foundation
import Testing

/// The program as it was built, run as a user would run it.
enum BuiltProgram {
  /// How a run of it ended.
  struct Ending: Equatable {
    var code: Int32
    var output: String
    var errors: String
  }

  /// Where it is, or `nil` where it has not been built: beside the tests' own bundle, or in the
  /// package's build folder.
  static let path: String? = {
    var folders = [Bundle.main.bundleURL, URL(filePath: CommandLine.arguments[0])]
    folders += ["release", "debug"].map {
      URL(filePath: #filePath).appending(path: "../../../.build/\($0)/x").standardizedFileURL
    }
    return folders.flatMap { [$0, $0.deletingLastPathComponent()] }
      .map { $0.appending(path: "rlhf").path }
      .first(where: FileManager.default.isExecutableFile(atPath:))
  }()

  /// Runs it with arguments and, if given, a text at standard input.
  static func run(_ arguments: [String], input: String? = nil) throws -> Ending {
    try start(try #require(path), arguments, input: input, in: nil)
  }

  /// Runs a line of a shell that calls it `$RLHF`.
  ///
  /// - Parameter folder: where the line is run; a folder for temporary files unless given.
  static func shell(_ line: String, in folder: URL? = nil) throws -> Ending {
    try start("/bin/sh", ["-c", line], input: nil, in: folder)
  }

  /// Does something in a new folder, which is then removed.
  static func inNewFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private static func start(
    _ program: String, _ arguments: [String], input: String?, in folder: URL?
  ) throws -> Ending {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["RLHF": try #require(path), "RLHF_CACHE": "off"]) { $1 }
    process.currentDirectoryURL = folder ?? FileManager.default.temporaryDirectory
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
    return Ending(code: process.terminationStatus, output: texts[0], errors: texts[1])
  }
}
