import Foundation

/// The first scenario by the command line that stands beside this program, into a fresh folder.
enum Demo {
  static func workload() -> Workload {
    Workload(name: "demo", unit: "runs", count: 1, repeats: 1) {
      let folder = FileManager.default.temporaryDirectory.appending(
        path: "rlhf-demo-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      let command = Process()
      command.executableURL = URL(filePath: CommandLine.arguments[0])
        .deletingLastPathComponent().appending(path: "rlhf")
      command.arguments = ["run", "01-four-phases", "--quiet", "--out", folder.path]
      command.standardOutput = FileHandle.nullDevice
      do {
        try command.run()
      } catch {
        preconditionFailure("rlhf could not be started: \(error)")
      }
      command.waitUntilExit()
      precondition(command.terminationStatus == 0, "the demo failed")
    }
  }
}
