import Foundation

/// Whole commands, by the command line that stands beside this program.
enum Commands {
  /// The first scenario, into a fresh folder.
  static func demo() -> Workload {
    Workload(name: "demo", unit: "runs", count: 1, repeats: 1) {
      let folder = FileManager.default.temporaryDirectory.appending(
        path: "rlhf-demo-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      run(["run", "01-four-phases", "--quiet", "--out", folder.path])
    }
  }

  /// A million labels from a file to a consensus in JSON.
  static func aggregate() -> Workload {
    let file = FileManager.default.temporaryDirectory.appending(path: "rlhf-million-labels.csv")
    return Workload(name: "aggregate_file", unit: "files", count: 1) {
      if !FileManager.default.fileExists(atPath: file.path) { writeMillionLabels(to: file) }
      run(["aggregate", file.path, "--method", "dawid-skene", "--json"])
    }
  }

  private static func writeMillionLabels(to file: URL) {
    let columns = CrowdLabels.labels(taskCount: 200_000)
    var text = "task,worker,label\n"
    for row in columns.tasks.indices {
      text += "t\(columns.tasks[row]),w\(columns.workers[row]),\(columns.labels[row])\n"
    }
    do {
      try text.write(to: file, atomically: true, encoding: .utf8)
    } catch {
      preconditionFailure("\(file.path) could not be written: \(error)")
    }
  }

  private static func run(_ arguments: [String]) {
    let command = Process()
    command.executableURL = URL(filePath: CommandLine.arguments[0])
      .deletingLastPathComponent().appending(path: "rlhf")
    command.arguments = arguments
    command.standardOutput = FileHandle.nullDevice
    command.standardError = FileHandle.nullDevice
    do {
      try command.run()
    } catch {
      preconditionFailure("rlhf could not be started: \(error)")
    }
    command.waitUntilExit()
    precondition(command.terminationStatus == 0, "rlhf \(arguments.joined(separator: " ")) failed")
  }
}
