import Foundation

/// One hostile input: files, and the command line that reads them.
struct FuzzInput: Sendable {
  /// What the command's two output streams are connected to.
  enum Sink: String, Sendable {
    /// Files that are looked at afterwards.
    case files
    /// `/dev/full`, on which every write fails.
    case full
    /// Nothing: the descriptors are closed.
    case closed
  }

  /// What the input is about, such as `labels`.
  var kind: String
  /// Files by their path in the folder that the command runs in.
  var files: [(path: String, content: [UInt8])]
  /// The words after the program's name.
  var arguments: [String]
  /// Where output goes.
  var sink = Sink.files
  /// Whether output of a command that succeeds must be JSON.
  var expectsJSON = false

  /// Writes the files into a folder.
  func write(to folder: URL) throws {
    for file in files {
      let place = folder.appending(path: file.path)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.content).write(to: place)
    }
  }
}
