import Foundation
import PlainText

/// A page at a place that somebody named: written whole or not at all, and never over what is not ours.
///
/// Links are followed, so that the page takes the place of what a link leads to, not of the link.
struct PageFile {
  /// The place as it was named.
  let path: String
  /// The file that is read, as it was named; `nil` for standard input.
  let input: String?
  /// Whether a file may be replaced that is no page of ours.
  let replacesOthers: Bool

  /// A page to be written; refused at once where it could not be, or must not.
  ///
  /// - Throws: ``BadInput``.
  init(path: String, input: String?, replacesOthers: Bool) throws {
    self.path = path
    self.input = input
    self.replacesOthers = replacesOthers
    _ = try place()
  }

  /// Writes the page.
  ///
  /// - Throws: ``BadInput`` if the place has become unfit, ``RunFailure`` when writing fails.
  func write(_ html: String) throws {
    let (target, old) = try place()
    let partial = Self.folder(of: target) + "/.rlhf-\(getpid()).partial"
    let file = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw failure(errno) }
    do {
      defer { close(file) }
      try ByteSink(descriptor: file, name: path).write(Array(html.utf8))
      if let old, fchmod(file, old.permissions) != 0 { throw failure(errno) }
      if fsync(file) != 0 { throw failure(errno) }
      if rename(partial, target) != 0 { throw failure(errno) }
    } catch {
      unlink(partial)
      throw (error as? OutputFailure).map { failure($0.code) } ?? error
    }
  }

  /// Where the page goes, and what is there now.
  private func place() throws -> (target: String, old: FileIdentity?) {
    if path.hasSuffix("/") { throw refusal("this is a folder", "name a file in it") }
    let old = FileIdentity(path: path)
    if old == nil, errno != ENOENT { throw failure(errno) }
    let target = try Self.end(of: path) ?? { throw failure(ELOOP) }()
    if let old {
      try check(old)
      if access(target, W_OK) != 0 { throw failure(errno) }
      if !replacesOthers, !Self.isOurs(target) {
        throw refusal(
          "this file is no page of rlhf", "name another file, or add --force to replace it")
      }
    }
    if access(Self.folder(of: target), W_OK | X_OK) != 0 { throw failure(errno) }
    return (target, old)
  }

  /// Refuses what must not be replaced whatever is asked for.
  private func check(_ old: FileIdentity) throws {
    if old.kind == .folder { throw refusal("this is a folder", "name a file in it") }
    guard old.kind == .file else {
      throw refusal("this is a pipe or a device, no file", "name a file for the page")
    }
    let read = input.map { FileIdentity(path: $0) } ?? FileIdentity(descriptor: STDIN_FILENO)
    if old.isSame(as: read) {
      throw refusal("this is the table that is read", "name another file for the page")
    }
    let streams = [(STDOUT_FILENO, "standard output"), (STDERR_FILENO, "standard error")]
    for (descriptor, name) in streams
    where old.isSame(as: FileIdentity(descriptor: descriptor)) {
      throw refusal("\(name) goes to this file", "name another file for the page")
    }
  }

  private func refusal(_ what: String, _ remedy: String) -> BadInput {
    BadInput("\(Excerpt.of(path)): error: \(what)\n  fix: \(remedy)")
  }

  /// What a failed call of the system means: a place that was badly chosen, or a failure of the run.
  private func failure(_ code: Int32) -> any Error {
    let message = "the page cannot be written: \(String(cString: strerror(code)))"
    let isBadPlace = [
      ENOENT, ENOTDIR, EISDIR, EACCES, EPERM, EROFS, ENAMETOOLONG, ELOOP, EINVAL,
    ].contains(code)
    return isBadPlace
      ? refusal(message, "name a file in a folder that exists and that you may write to")
      : RunFailure("\(Excerpt.of(path)): error: \(message)\n  fix: make room, or write elsewhere")
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Where a chain of links ends, whether or not anything is there; `nil` if it cannot be followed.
  private static func end(of path: String) -> String? {
    var path = path
    for _ in 0...40 {
      var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(path, &bytes, Int(PATH_MAX))
      guard count >= 0 else { return path }
      let word = bytes[..<count].map(UInt8.init(bitPattern:))
      guard let link = String(validating: word, as: UTF8.self) else { return nil }
      path = link.hasPrefix("/") ? link : folder(of: path) + "/" + link
    }
    return nil
  }

  /// Whether a file begins as our pages do.
  private static func isOurs(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    let start = String(decoding: (try? file.read(upToCount: 1000)) ?? Data(), as: UTF8.self)
    return start.hasPrefix("<!DOCTYPE html>")
      && start.contains("<meta name=\"generator\" content=\"RLHF Sandbox ")
  }
}
