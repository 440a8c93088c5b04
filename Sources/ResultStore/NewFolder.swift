import Foundation
import PlainText

/// A folder that is made whole or not at all, and only where nothing is.
public enum NewFolder {
  /// Fills a folder that does not exist yet, or is empty.
  ///
  ///     try NewFolder.fill(folder) { write in try write("base-1/preference.jsonl") { piece in … } }
  ///
  /// - Parameters:
  ///   - folder: made, with the folders above it.
  ///   - body: writes files by their paths within the folder, each piece by piece.
  /// - Throws: what `body` throws, and a ``RunDirectoryProblem`` when something stands there or writing fails;
  ///   nothing is left then.
  public static func fill(
    _ folder: URL,
    body: (
      _ write: (_ path: String, _ pieces: ((String) throws -> Void) throws -> Void) throws -> Void
    ) throws -> Void
  ) throws {
    try requireFree(folder)
    try AtomicFiles.attempt(folder) {
      try FileManager.default.createDirectory(
        at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
    }
    try AtomicFiles.makeFolder(folder) { partial in
      try body { path, pieces in
        let file = partial.appending(path: path)
        let parent = file.deletingLastPathComponent()
        try AtomicFiles.attempt(folder) {
          try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        }
        try AtomicFiles.write(to: file, body: pieces)
      }
    }
  }

  /// Refuses a place where anything stands but an empty folder.
  private static func requireFree(_ folder: URL) throws(RunDirectoryProblem) {
    let kind = FileKind(folder.shortPath, followingLinks: false)
    if kind == .missing { return }
    if kind == .folder {
      let names = try AtomicFiles.attempt(folder) {
        try FileManager.default.contentsOfDirectory(atPath: folder.shortPath).sorted()
      }
      guard let first = names.first else { return }
      throw RunDirectoryProblem(
        what: "the folder holds files already, such as \(Excerpt.of(first))",
        location: folder.shortPath, remedy: "write elsewhere with --out, or delete the folder")
    }
    throw RunDirectoryProblem(
      what: "this is \(kind.name), and a folder is to be made here", location: folder.shortPath,
      remedy: "write elsewhere with --out")
  }
}
