import Experiments
import Foundation
import GRDB
import PlainText

/// A file of a replication as it was when it was filed.
struct FiledFile: Sendable, Hashable {
  /// From the run's folder on: `answers/base-1.csv`.
  var path: String
  /// Its size.
  var byteCount: Int
  /// What `sha256sum` prints for it.
  var checksum: String

  /// Describes a file; the parameters are the properties of the same names.
  init(path: String, byteCount: Int, checksum: String) {
    (self.path, self.byteCount, self.checksum) = (path, byteCount, checksum)
  }

  /// All files at a path in a run's folder: the file that stands there, or those of the folder.
  static func all(
    at path: String, in folder: URL
  ) throws(RunDirectoryProblem) -> [FiledFile] {
    let place = folder.appending(path: path).shortPath
    switch FileKind(place, followingLinks: false) {
    case .missing: return []
    case .folder:
      var files: [FiledFile] = []
      let names = try AtomicFiles.attempt(folder.appending(path: path)) {
        try FileManager.default.contentsOfDirectory(atPath: place).sorted()
      }
      for name in names { files += try all(at: "\(path)/\(name)", in: folder) }
      return files
    case .file, .link, .special:
      do throws(RegularFile.Trouble) {
        let file = try RegularFile(place, followingLinks: false)
        return [FiledFile(path: path, byteCount: file.size, checksum: try file.checksum())]
      } catch {
        throw RunDirectoryProblem(
          what: error.description, location: place, remedy: "report this as a bug")
      }
    }
  }

  /// What became of the file since; `nil` when it is as it was.
  func damage(in folder: URL) -> String? {
    do throws(RegularFile.Trouble) {
      let file = try RegularFile(
        folder.appending(path: path).shortPath, followingLinks: false)
      let isSame = file.size == byteCount ? try file.checksum() == checksum : false
      return isSame ? nil : "\(path) is not what the run wrote"
    } catch {
      return error == .kind(.missing)
        ? "\(path) is missing" : "\(path) cannot be read: \(error.description)"
    }
  }
}

extension ResultsDatabase {
  /// The replications on file.
  func keys() throws(RunDirectoryProblem) -> [ReplicationKey] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT arm, replication FROM replications JOIN arms ON arms.name = arm
          ORDER BY position, replication
          """
      ).map {
        ReplicationKey(arm: try $0.decode(atIndex: 0), number: try $0.decode(atIndex: 1) - 1)
      }
    }
  }

  /// The files of all replications, in the order of their paths; none where no checksums were kept.
  func files() throws(RunDirectoryProblem) -> [ReplicationKey: [FiledFile]] {
    guard hasChecksums else { return [:] }
    return try read { db in
      var files: [ReplicationKey: [FiledFile]] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT * FROM files ORDER BY path") {
        let key = ReplicationKey(
          arm: try row.decode(forColumn: "arm"),
          number: try row.decode(Int.self, forColumn: "replication") - 1)
        files[key, default: []].append(
          FiledFile(
            path: try row.decode(forColumn: "path"), byteCount: try row.decode(forColumn: "bytes"),
            checksum: try row.decode(forColumn: "sha256")))
      }
      return files
    }
  }
}
