import Foundation
import Randomness

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
    onFile("aggregate_file", ["aggregate", "--method", "dawid-skene", "--json"]) {
      labels(taskCount: 200_000, workerCount: CrowdLabels.workerCount, $0)
    }
  }

  /// A million labels of 100,000 workers, by the method that is taken by default.
  static func aggregateSparse() -> Workload {
    onFile("aggregate_sparse_file", ["aggregate", "--json"]) {
      labels(taskCount: 200_000, workerCount: 100_000, $0)
    }
  }

  /// 20,000 tasks in 35,000 classes by a majority.
  static func aggregateManyClasses() -> Workload {
    onFile("many_classes_file", ["aggregate", "--method", "majority", "--json"]) {
      manyClasses(tasks: 20_000, classes: 35_000, $0)
    }
  }

  /// A million comparisons of 40 items.
  static func rate() -> Workload { onFile("rate_file", ["rate", "--json"], battles) }

  /// All methods on them.
  static func rateCompare() -> Workload {
    onFile("rate_compare_file", ["rate", "--compare", "--json"], battles)
  }

  /// Times a command on a file, which is written before the clock starts.
  ///
  /// - Parameter lines: hands over one line after the other. A whole text would count as memory of the
  ///   command, which begins as a copy of this process.
  private static func onFile(
    _ name: String, _ arguments: [String], _ lines: @escaping ((String) -> Void) -> Void
  ) -> Workload {
    let file = FileManager.default.temporaryDirectory.appending(path: "rlhf-\(name).csv")
    return Workload(name: name, unit: "files", count: 1, measuresMemory: true) {
      if !FileManager.default.fileExists(atPath: file.path) {
        do {
          try write(lines, to: file)
        } catch {
          preconditionFailure("\(file.path) could not be written: \(error)")
        }
      }
      run([arguments[0], file.path] + arguments.dropFirst())
    }
  }

  private static func write(_ lines: ((String) -> Void) -> Void, to file: URL) throws {
    let unfinished = file.appendingPathExtension("part")
    try Data().write(to: unfinished)
    let handle = try FileHandle(forWritingTo: unfinished)
    var buffer = ""
    lines { line in
      buffer += line
      if buffer.utf8.count > 1 << 20 {
        handle.write(Data(buffer.utf8))
        buffer.removeAll(keepingCapacity: true)
      }
    }
    handle.write(Data(buffer.utf8))
    try handle.close()
    try FileManager.default.moveItem(at: unfinished, to: file)
  }

  private static func labels(
    taskCount: Int, workerCount: Int, _ line: (String) -> Void
  ) {
    let columns = CrowdLabels.labels(taskCount: taskCount, workerCount: workerCount)
    line("task,worker,label\n")
    for row in columns.tasks.indices {
      line("t\(columns.tasks[row]),w\(columns.workers[row]),\(columns.labels[row])\n")
    }
  }

  /// Five labels a task of 200 workers; four of five are right.
  private static func manyClasses(tasks: Int, classes: Int, _ line: (String) -> Void) {
    var stream = RandomStream(seed: 8)
    line("task,worker,label\n")
    for task in 0..<tasks {
      let first = stream.uniform(below: CrowdLabels.workerCount)
      for place in 0..<5 {
        let label = stream.bernoulli(0.8) ? task % classes : stream.uniform(below: classes)
        line("t\(task),w\((first + 37 * place) % CrowdLabels.workerCount),c\(label)\n")
      }
    }
  }

  /// A million comparisons of 40 items by 2,000 judges, every tenth a tie.
  private static func battles(_ line: (String) -> Void) {
    var stream = RandomStream(seed: 9)
    let strengths = (0..<40).map { _ in stream.normal() }
    line("model_a,model_b,judge,winner\n")
    for _ in 0..<1_000_000 {
      let left = stream.uniform(below: 40)
      let right = (left + 1 + stream.uniform(below: 39)) % 40
      let isTie = stream.bernoulli(0.1)
      let wins = stream.bernoulli(1 / (1 + exp(strengths[right] - strengths[left])))
      let winner = isTie ? "tie" : wins ? "model_a" : "model_b"
      line("m\(left),m\(right),j\(stream.uniform(below: 2_000)),\(winner)\n")
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
