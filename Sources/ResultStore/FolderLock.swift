import Foundation

/// Keeps a second process from writing into the folder of a run, and knows whether the folder is there.
///
/// The lock is the kernel's (`flock`): it ends with the process that holds it, however that ends, so
/// that none is ever left behind. The file itself stays and means nothing.
final class FolderLock: Sendable {
  /// The file's name in the folder.
  static let name = ".lock"
  private let path: String
  /// The folder itself, whatever becomes of its name.
  private let folder: Int32
  private let descriptor: Int32

  /// Takes the lock.
  init(in url: URL) throws(RunDirectoryProblem) {
    let path = url.shortPath
    // Kept apart until the lock is held: whoever fails to take it must not close it twice.
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw Self.unwritable(path) }
    let descriptor: Int32
    do {
      descriptor = try Self.lock(in: folder, at: path)
    } catch {
      close(folder)
      throw error
    }
    (self.path, self.folder, self.descriptor) = (path, folder, descriptor)
  }

  /// Whether the folder still stands where it was opened.
  var isInPlace: Bool {
    var (own, there) = (stat(), stat())
    return fstat(folder, &own) == 0 && stat(path, &there) == 0 && own.st_dev == there.st_dev
      && own.st_ino == there.st_ino
  }

  /// Stops a run whose folder was deleted or moved: nothing is made again in its place.
  func requirePlace() throws(RunDirectoryProblem) {
    guard isInPlace else { throw Self.gone(path) }
  }

  /// What is said of a folder that is no longer there.
  static func gone(_ path: String) -> RunDirectoryProblem {
    RunDirectoryProblem(
      what: "the folder is gone: it was deleted or moved during the run", location: path,
      remedy: "move it back and go on with --resume, or run again")
  }

  /// The descriptor of the lock's file, with the lock held.
  private static func lock(in folder: Int32, at path: String) throws(RunDirectoryProblem) -> Int32 {
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let descriptor = openat(folder, name, flags, 0o644)
    guard descriptor >= 0 else { throw errno == ELOOP ? noLock(path) : unwritable(path) }
    var status = stat()
    // A second name of the file would be the name of another's.
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink <= 1
    else {
      close(descriptor)
      throw noLock(path)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      var text = [UInt8](repeating: 0, count: 20)
      let count = max(0, pread(descriptor, &text, text.count, 0))
      close(descriptor)
      let holder = Int(String(decoding: text[..<count], as: UTF8.self)).map { "\($0)" } ?? "unknown"
      throw RunDirectoryProblem(
        what: "another process (\(holder)) is writing this run", location: path,
        remedy: "wait until it is done, or write elsewhere with --out")
    }
    // Who holds it, for the message above; that it cannot be written does no harm.
    let holder = Array("\(ProcessInfo.processInfo.processIdentifier)".utf8)
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, holder, holder.count, 0) }
    return descriptor
  }

  private static func noLock(_ path: String) -> RunDirectoryProblem {
    RunDirectoryProblem(
      what: "this is no lock of a run, but a link or another kind of file",
      location: "\(path)/\(name)", remedy: "remove it, or write elsewhere with --out")
  }

  private static func unwritable(_ path: String) -> RunDirectoryProblem {
    let code = errno
    return RunDirectoryProblem(
      what: "nothing can be written here: \(String(cString: strerror(code)))", location: path,
      remedy: "make room and allow writing, or write elsewhere with --out",
      isFailure: RunDirectoryProblem.isFailure(code))
  }

  deinit {
    close(descriptor)
    close(folder)
  }
}

extension URL {
  /// The path as a person would write it: without escapes and without a slash at the end.
  var shortPath: String {
    let path = path(percentEncoded: false)
    return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
