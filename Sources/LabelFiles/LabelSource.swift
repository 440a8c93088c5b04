import Foundation
import PlainText

/// Where a table of labels comes from.
public enum LabelSource: Sendable, Hashable {
  /// A file, by its path.
  case file(String)
  /// What is piped into the command.
  case standardInput
  /// A text in memory, with what error messages call it.
  case text(String, name: String)

  /// What an argument of the command line means: a hyphen is standard input, all else a path.
  public init(argument: String) {
    self = argument == "-" ? .standardInput : .file(argument)
  }

  /// What error messages call it.
  public var name: String {
    switch self {
    case .file(let path): path
    case .standardInput: "standard input"
    case .text(_, let name): name
    }
  }

  /// The most bytes that are read from what the system cannot map: a pipe, or standard input.
  static let pipeLimit = 1 << 30

  /// All its bytes, unread where the system can map the file.
  ///
  /// - Parameter limit: the most bytes that a pipe may give, which would otherwise fill the memory.
  func bytes(limit: Int = pipeLimit) throws(InvalidLabelFile) -> Data {
    switch self {
    case .text(let text, _): return Data(text.utf8)
    case .standardInput: return try bytes(of: .standardInput, limit: limit)
    case .file(let path):
      var status = stat()
      guard stat(path, &status) == 0 else {
        throw failure("there is no such file", "check the path, or write - for standard input")
      }
      let kind = status.st_mode & S_IFMT
      guard kind != S_IFDIR else { throw failure("this is a folder", "name a CSV file in it") }
      guard [S_IFREG, S_IFIFO, S_IFCHR].contains(kind) else {
        throw failure("this is no file", "name a CSV file")
      }
      guard let file = FileHandle(forReadingAtPath: path) else {
        throw failure("the file cannot be opened", "allow yourself to read it")
      }
      // What cannot be sought in, such as a pipe with a name, cannot be mapped either.
      guard kind == S_IFREG, (try? file.seekToEnd()) != nil else {
        return try bytes(of: file, limit: limit)
      }
      if let data = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) {
        return data
      }
      throw failure("the file cannot be opened", "allow yourself to read it")
    }
  }

  private func bytes(of pipe: FileHandle, limit: Int) throws(InvalidLabelFile) -> Data {
    var data = Data()
    do {
      while let more = try pipe.read(upToCount: 1 << 20), !more.isEmpty {
        data.append(more)
        // What is no text is refused for that, and need not be read to its end.
        if data.count > limit || more.contains(0) { break }
      }
    } catch {
      throw failure("it cannot be read", "pipe a table into the command, or name a file")
    }
    guard data.count <= limit else {
      throw failure(
        "more than \(limit) bytes came and no end",
        "write them into a file, which is read without a copy, and name it")
    }
    return data
  }

  private func failure(_ what: String, _ remedy: String) -> InvalidLabelFile {
    InvalidLabelFile(
      path: name, problems: [LabelFileProblem(what: what, place: .file, remedy: remedy)])
  }
}
