import Foundation
import PlainText
import Synchronization

/// Results of stages on disk, for all runs of a user: what was computed once is not computed again.
///
/// Content-addressed: a result lies under the SHA-256 of its key, which says everything that it depends
/// on. A file holds its own checksum and key, and comes to its name whole, by a rename: several processes
/// may read and write at once. What is damaged or of another key counts as missing, and is replaced.
///
/// The store never decides what a run finds, only how long it takes. So no failure of it ends a run:
/// what cannot be read is computed, what cannot be written is not kept.
public struct ArtifactStore: Sendable {
  /// Where the results lie; made when the first is kept.
  public let folder: URL
  /// The most bytes that they may take; those used longest ago go first.
  public let limit: Int

  /// A store in a folder of its own.
  public init(folder: URL, limit: Int = 2_000_000_000) {
    self.folder = folder
    self.limit = limit
  }

  /// What a store holds.
  public struct Contents: Sendable, Hashable {
    /// How many results.
    public var count: Int
    /// How many bytes they take.
    public var bytes: Int
  }

  private static let suffix = "artifact"
  /// How many files this process has begun to write: each has a name of its own.
  private static let writes = Mutex(0)
  /// Files that a writer left who was killed are removed after so many seconds.
  private static let patience = 3600.0

  /// The result under a key; `nil` where there is none, or none that is whole.
  public func data(for key: String) -> Data? {
    let file = file(of: key)
    guard let stored = try? Data(contentsOf: file) else { return nil }
    guard let content = Self.content(of: stored, key: key) else {
      try? FileManager.default.removeItem(at: file)
      return nil
    }
    // Its time is when it was used last, by which it stays or goes.
    try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: file.path)
    return content
  }

  /// Keeps a result.
  ///
  /// - Throws: where it cannot be written; the store is as it was then.
  public func keep(_ content: Data, for key: String) throws {
    let stored = Self.stored(content, key: key)
    guard stored.count <= limit else { return }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let number = Self.writes.withLock { count in
      count += 1
      return count
    }
    let unfinished = folder.appending(
      path: "\(ProcessInfo.processInfo.processIdentifier)-\(number).part")
    do {
      try stored.write(to: unfinished)
      guard rename(unfinished.path, file(of: key).path) == 0 else {
        throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
      }
    } catch {
      try? FileManager.default.removeItem(at: unfinished)
      throw error
    }
    makeRoom()
  }

  /// How much there is.
  public var contents: Contents {
    let files = files(Self.suffix)
    return Contents(count: files.count, bytes: files.reduce(0) { $0 + $1.bytes })
  }

  /// Removes everything that the store keeps, and nothing else that lies in its folder.
  ///
  /// - Throws: where a file cannot be removed.
  public func removeAll() throws {
    for file in files(Self.suffix) + files("part") {
      do {
        try FileManager.default.removeItem(at: file.url)
      } catch CocoaError.fileNoSuchFile {
        continue
      }
    }
  }

  private func file(of key: String) -> URL {
    folder.appending(path: "\(SHA256.of(Array(key.utf8))).\(Self.suffix)")
  }

  /// The checksum of all that follows, the key, and the content: a line, a line, the rest.
  private static func stored(_ content: Data, key: String) -> Data {
    let body = Data(key.replacing("\n", with: " ").utf8) + [UInt8(ascii: "\n")] + content
    return Data((SHA256.of(Array(body)) + "\n").utf8) + body
  }

  private static func content(of stored: Data, key: String) -> Data? {
    let newline = UInt8(ascii: "\n")
    guard let first = stored.firstIndex(of: newline) else { return nil }
    let body = stored[(first + 1)...]
    guard let second = body.firstIndex(of: newline),
      stored[..<first].elementsEqual(SHA256.of(Array(body)).utf8),
      body[..<second].elementsEqual(key.replacing("\n", with: " ").utf8)
    else { return nil }
    return Data(body[(second + 1)...])
  }

  private struct File {
    var url: URL
    var bytes: Int
    var used: Date
  }

  private func files(_ suffix: String) -> [File] {
    let keys: Set<URLResourceKey> = [
      .fileSizeKey, .contentModificationDateKey, .isRegularFileKey,
    ]
    let found =
      (try? FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: Array(keys))) ?? []
    return found.filter { $0.pathExtension == suffix && Self.isOwn($0) }.compactMap { url in
      guard let values = try? url.resourceValues(forKeys: keys),
        values.isRegularFile == true, let bytes = values.fileSize,
        let used = values.contentModificationDate
      else { return nil }
      return File(url: url, bytes: bytes, used: used)
    }
  }

  /// Whether a file has a name that the store gives: a checksum, or the numbers of a writer. Whatever else
  /// lies in the folder is somebody else's.
  private static func isOwn(_ url: URL) -> Bool {
    let name = url.deletingPathExtension().lastPathComponent
    return url.pathExtension == suffix
      ? name.count == 64 && name.allSatisfy(\.isHexDigit)
      : name.wholeMatch(of: /[0-9]+-[0-9]+/) != nil
  }

  /// Removes what was used longest ago until a tenth of the room is free, if there is too little, and
  /// what killed writers left.
  private func makeRoom() {
    for file in files("part") where -file.used.timeIntervalSinceNow > Self.patience {
      try? FileManager.default.removeItem(at: file.url)
    }
    let files = files(Self.suffix).sorted { $0.used < $1.used }
    var bytes = files.reduce(0) { $0 + $1.bytes }
    guard bytes > limit else { return }
    for file in files.dropLast() where bytes > limit / 10 * 9 {
      try? FileManager.default.removeItem(at: file.url)
      bytes -= file.bytes
    }
  }
}
