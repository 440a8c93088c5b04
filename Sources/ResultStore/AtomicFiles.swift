import Foundation
import PlainText

/// Files and folders that are either there as a whole or not at all, whenever a process is killed.
///
/// Each is made under a temporary name beside its place and then renamed. A killed process leaves at
/// most temporary names, which ``sweep(_:)`` removes. Links are replaced or removed, never followed, and
/// no folder is made but those of ``makePart(_:)``.
enum AtomicFiles {
  /// The ending of temporary names.
  static let suffix = ".partial"

  /// Writes a text.
  static func write(_ text: String, to file: URL) throws(RunDirectoryProblem) {
    do {
      try write(to: file) { write in try write(text) }
    } catch let problem as RunDirectoryProblem {
      throw problem
    } catch {
      throw problem(error, at: file)
    }
  }

  /// Writes a text piece by piece; if no piece comes, there is no file.
  ///
  /// - Throws: what `body` throws, and a ``RunDirectoryProblem`` when writing fails.
  static func write(
    to file: URL, body: (_ write: (String) throws -> Void) throws -> Void
  ) throws {
    let partial = temporary(file)
    let handle = try attempt(file) { try create(partial) }
    defer { try? FileManager.default.removeItem(at: partial) }
    defer { try? handle.close() }
    var isEmpty = true
    try body { piece in
      isEmpty = isEmpty && piece.isEmpty
      try attempt(file) { try handle.write(contentsOf: Data(piece.utf8)) }
    }
    try attempt(file) {
      if isEmpty {
        if exists(file) { try FileManager.default.removeItem(at: file) }
      } else {
        try handle.synchronize()
        try rename(partial, to: file)
      }
    }
  }

  /// Opens a new file, in the place of what a killed process left of it.
  private static func create(_ file: URL) throws -> FileHandle {
    unlink(file.shortPath)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = open(file.shortPath, flags, 0o644)
    guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// Makes a folder within one that exists, unless it is there.
  static func makePart(_ folder: URL) throws(RunDirectoryProblem) {
    guard mkdir(folder.shortPath, 0o755) != 0 else { return }
    let reason = POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    guard reason.code == .EEXIST else { throw problem(reason, at: folder) }
    try requireFolder(folder)
  }

  /// Refuses what stands in the place of a folder: through a link, files of others would be changed.
  static func requireFolder(_ folder: URL) throws(RunDirectoryProblem) {
    let kind = FileKind(folder.shortPath, followingLinks: false)
    guard kind == .folder || kind == .missing else {
      throw RunDirectoryProblem(
        what: "this is \(kind.name), and a run writes into its own folders only",
        location: folder.shortPath,
        remedy: "put a folder in its place, or write elsewhere with --out")
    }
  }

  /// Fills a folder; what stood in its place is replaced.
  ///
  /// - Throws: what `body` throws, and a ``RunDirectoryProblem`` when the folder cannot be made.
  static func makeFolder(_ folder: URL, body: (URL) throws -> Void) throws {
    let partial = temporary(folder)
    let old = folder.deletingLastPathComponent()
      .appending(path: ".\(folder.lastPathComponent).old\(suffix)")
    try attempt(folder) {
      for url in [partial, old] where exists(url) { try FileManager.default.removeItem(at: url) }
      try FileManager.default.createDirectory(at: partial, withIntermediateDirectories: false)
    }
    defer { try? FileManager.default.removeItem(at: partial) }
    try body(partial)
    try attempt(folder) {
      if exists(folder) { try rename(folder, to: old) }
      try rename(partial, to: folder)
      if exists(old) { try FileManager.default.removeItem(at: old) }
    }
  }

  /// Removes what a killed process left half-done in a folder.
  static func sweep(_ folder: URL) throws(RunDirectoryProblem) {
    guard FileKind(folder.shortPath, followingLinks: true) == .folder else { return }
    do {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.shortPath)
      where isTemporary(name) {
        try FileManager.default.removeItem(at: folder.appending(path: name))
      }
    } catch {
      throw problem(error, at: folder)
    }
  }

  /// The temporary name of a file or folder.
  static func temporary(_ url: URL) -> URL {
    url.deletingLastPathComponent().appending(path: ".\(url.lastPathComponent)\(suffix)")
  }

  /// Whether a file has a temporary name; SQLite appends words of its own to them.
  static func isTemporary(_ name: String) -> Bool {
    name.hasPrefix(".") && (name.hasSuffix(suffix) || name.contains("\(suffix)-"))
  }

  /// Whether anything stands there, be it a link to nowhere.
  static func exists(_ url: URL) -> Bool {
    FileKind(url.shortPath, followingLinks: false) != .missing
  }

  /// Gives a file its final name, in one step, whether or not there was one of that name.
  static func rename(_ from: URL, to: URL) throws {
    guard Foundation.rename(from.shortPath, to.shortPath) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
  }

  /// Does something with files and says what went wrong in three parts.
  static func attempt<Value>(
    _ url: URL, _ body: () throws -> Value
  ) throws(RunDirectoryProblem) -> Value {
    do {
      return try body()
    } catch {
      throw problem(error, at: url)
    }
  }

  /// What is wrong where a file cannot be written.
  static func problem(_ error: any Error, at url: URL) -> RunDirectoryProblem {
    RunDirectoryProblem(
      what: "writing failed: \(SystemError.reason(error))", location: url.shortPath,
      remedy: "make room and allow writing there, then give the command again; a run goes on with "
        + "--resume",
      isFailure: SystemError.code(of: error).map(RunDirectoryProblem.isFailure) ?? false)
  }
}
