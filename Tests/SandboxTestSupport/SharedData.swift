import Foundation

/// Real data sets with reference results, which are read where they lie and never copied.
///
/// They stand in `shared/data` beside the repository, or in `data` below the folder that the
/// environment variable `RLHF_SANDBOX_SHARED` names. Tests of them are skipped where they are absent:
///
///     @Test(.enabled(if: SharedData.has("c06_dog")))
public enum SharedData {
  /// The folder of all data sets; `nil` where there is none.
  public static let root: URL? = {
    let package = URL(filePath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let beside = package.deletingLastPathComponent().appending(path: "shared")
    let named = ProcessInfo.processInfo.environment["RLHF_SANDBOX_SHARED"].map { URL(filePath: $0) }
    return [named, beside].compactMap { $0?.appending(path: "data") }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }()

  /// Whether a data set is there.
  public static func has(_ folder: String) -> Bool {
    guard let root else { return false }
    return FileManager.default.fileExists(atPath: root.appending(path: folder).path)
  }

  /// The rows of a table with its header first; quotes around a cell are taken off.
  public static func rows(_ folder: String, _ file: String) throws -> [[String]] {
    try text(folder, file).split(whereSeparator: \.isNewline).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
      }
    }
  }

  /// A number in a JSON file, reached through the keys on the way to it.
  public static func number(_ folder: String, _ file: String, _ keys: String...) throws -> Double {
    var value = try JSONSerialization.jsonObject(with: Data(text(folder, file).utf8))
    for key in keys { value = (value as? [String: Any])?[key] ?? NSNull() }
    guard let number = value as? NSNumber else {
      throw CocoaError(.fileReadCorruptFile, userInfo: ["keys": keys])
    }
    return number.doubleValue
  }

  private static func text(_ folder: String, _ file: String) throws -> String {
    guard let root else { throw CocoaError(.fileNoSuchFile) }
    return try String(contentsOf: root.appending(path: "\(folder)/\(file)"), encoding: .utf8)
  }
}
