import ArgumentParser
import Experiments
import ResultStore

/// What went wrong with something that a person gave: a file, a folder, a name. Exit code 65.
struct BadInput: Error, Hashable, CustomStringConvertible {
  /// What is wrong and how to put it right.
  var description: String

  init(_ description: String) { self.description = description }

  /// What an episode cannot be looked into for.
  init(_ problem: InspectionProblem) {
    self.init("error: \(problem.what)\n  fix: \(problem.remedy)")
  }
}

/// The run itself failed. Exit code 1.
struct RunFailure: Error, Hashable, CustomStringConvertible {
  /// What failed, and how to put it right where that is known.
  var description: String

  init(_ description: String) { self.description = description }
}

extension ExitCode {
  /// Something that was given cannot be used (EX_DATAERR).
  static let badInput = ExitCode(65)
  /// Stopped by a signal; can be resumed.
  static let interrupted = ExitCode(130)
}

/// Does the work of a command, says on standard error what went wrong, and ends with the right
/// code.
func exiting(_ work: () async throws -> Void) async throws {
  do {
    try await work()
  } catch {
    throw exitCode(for: error)
  }
}

/// Does the work of a command that never waits; see the asynchronous one.
func exiting(_ work: () throws -> Void) throws {
  do {
    try work()
  } catch {
    throw exitCode(for: error)
  }
}

private func exitCode(for error: any Error) -> any Error {
  switch error {
  case let code as ExitCode: return code
  case let usage as ValidationError: return usage
  case is CancellationError: return ExitCode.interrupted
  case let problem as BadInput:
    Terminal.note(problem.description)
    return ExitCode.badInput
  case let failure as OutputFailure:
    if failure.isReaderGone { return ExitCode.success }
    Terminal.note(failure.description)
    return ExitCode.failure
  case let failure as RunFailure:
    Terminal.note(failure.description)
    return ExitCode.failure
  case let problem as RunDirectoryProblem:
    Terminal.note(problem.description)
    return ExitCode.failure
  default:
    Terminal.note("error: \(error)")
    return ExitCode.failure
  }
}
