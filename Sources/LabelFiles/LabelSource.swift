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

  /// All its bytes, unread where the system can map the file.
  func bytes() throws(InvalidLabelFile) -> Data {
    switch self {
    case .text(let text, _): return Data(text.utf8)
    case .standardInput:
      do {
        return try FileHandle.standardInput.readToEnd() ?? Data()
      } catch {
        throw failure("it cannot be read", "pipe a table into the command, or name a file")
      }
    case .file(let path):
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw failure("there is no such file", "check the path, or write - for standard input")
      }
      guard !isFolder.boolValue else {
        throw failure("this is a folder", "name a CSV file in it")
      }
      // What cannot be sought in, such as a pipe with a name, cannot be mapped either.
      if let file = FileHandle(forReadingAtPath: path) {
        let isPlain = (try? file.seekToEnd()) != nil
        let data =
          isPlain
          ? try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
          : try? file.readToEnd() ?? Data()
        if let data { return data }
      }
      throw failure("the file cannot be opened", "allow yourself to read it")
    }
  }

  private func failure(_ what: String, _ remedy: String) -> InvalidLabelFile {
    InvalidLabelFile(
      path: name, problems: [LabelFileProblem(what: what, place: .file, remedy: remedy)])
  }
}
