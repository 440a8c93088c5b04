import Foundation

/// Runs a program once and watches its time and memory.
struct WatchedProcess: Sendable {
  /// How a program ended.
  enum Ending: Equatable {
    /// By itself, with a code.
    case exited(Int32)
    /// By a signal, as a crash does.
    case killed(Int32)
    /// It was stopped, because it took too long.
    case tooSlow
    /// It was stopped, because it took too much memory.
    case tooLarge
  }

  /// How a program ended, and what it took.
  struct Outcome {
    var ending: Ending
    var seconds: Double
    /// The largest resident size, in bytes.
    var peakBytes: Int
  }

  /// The most seconds a program may take.
  var secondsLimit = 10.0
  /// The most bytes a program may hold.
  var bytesLimit = 1 << 30

  /// Runs a program in a folder, with nothing on standard input; its output goes to `stdout` and `stderr` there.
  func run(
    _ program: String, _ arguments: [String], in folder: URL, sink: FuzzInput.Sink
  ) throws -> Outcome {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for (stream, name) in [(Int32(1), "stdout"), (2, "stderr")] {
      switch sink {
      case .files:
        posix_spawn_file_actions_addopen(
          &actions, stream, folder.appending(path: name).path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
      case .full: posix_spawn_file_actions_addopen(&actions, stream, "/dev/full", O_WRONLY, 0)
      case .closed: posix_spawn_file_actions_addclose(&actions, stream)
      }
    }
    // `env -C` changes the folder and then becomes the program, so that no other process is between.
    // A crash is told by its signal; writing out where it was would take seconds.
    let words =
      (["env", "-C", folder.path, "SWIFT_BACKTRACE=enable=no", program] + arguments).map {
        strdup($0) as UnsafeMutablePointer<CChar>?
      } + [nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    let start = ContinuousClock.now
    let code = posix_spawn(&child, "/usr/bin/env", &actions, nil, words, environ)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
    return wait(for: child, since: start)
  }

  private func wait(for child: pid_t, since start: ContinuousClock.Instant) -> Outcome {
    var status: Int32 = 0
    var stopped: Ending?
    var pause: UInt32 = 500
    var peak = 0
    while waitpid(child, &status, stopped == nil ? WNOHANG : 0) == 0 {
      if start.duration(to: .now) / .seconds(1) > secondsLimit { stopped = .tooSlow }
      // What the kernel tells of an ended process counts the memory of whoever started it.
      peak = max(peak, Self.peakBytes(of: child))
      if peak > bytesLimit { stopped = .tooLarge }
      if stopped != nil { kill(child, SIGKILL) } else { usleep(pause) }
      pause = min(pause * 2, 20_000)
    }
    let signal = status & 0x7F
    let natural: Ending = signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal)
    return Outcome(
      ending: stopped ?? natural,
      seconds: start.duration(to: .now) / .seconds(1), peakBytes: peak)
  }

  /// The most bytes that a process has held so far, or 0 when it is gone, or is still this program: a child
  /// shares the memory of its parent until it becomes another program.
  private static func peakBytes(of process: pid_t) -> Int {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      !status.hasPrefix("Name:\tsandbox-fuzzer"),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return 0 }
    return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) << 10
  }
}
