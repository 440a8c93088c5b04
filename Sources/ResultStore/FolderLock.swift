import Foundation

/// Keeps a second process from writing into the folder of a run.
///
/// The lock is the kernel's (`flock`): it ends with the process that holds it, however that ends, so
/// that none is ever left behind. The file itself stays and means nothing.
final class FolderLock: Sendable {
  /// The file's name in the folder.
  static let name = ".lock"
  private let descriptor: Int32

  /// Takes the lock.
  init(in folder: URL) throws(RunDirectoryProblem) {
    let file = folder.appending(path: Self.name).path(percentEncoded: false)
    let location = folder.shortPath
    // Kept apart until the lock is held: whoever fails to take it must not close it twice.
    let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw RunDirectoryProblem(
        what: "nothing can be written here: \(String(cString: strerror(errno)))",
        location: location, remedy: "allow writing, or write elsewhere with --out")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
      close(descriptor)
      throw RunDirectoryProblem(
        what: "another process (\(holder.isEmpty ? "unknown" : holder)) is writing this run",
        location: location, remedy: "wait until it is done, or write elsewhere with --out")
    }
    // Who holds it, for the message above; that it cannot be written does no harm.
    let holder = Array("\(ProcessInfo.processInfo.processIdentifier)".utf8)
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, holder, holder.count, 0) }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}

extension URL {
  /// The path as a person would write it: without escapes and without a slash at the end.
  var shortPath: String {
    let path = path(percentEncoded: false)
    return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
