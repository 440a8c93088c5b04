import Foundation
import PlainText
import ScenarioFiles

/// The scenarios that ship, and where they are.
struct ScenarioLibrary {
  /// A shipped scenario.
  struct Entry: Hashable {
    /// The file's name without `.yaml`, such as `01-four-phases`.
    var name: String
    /// The file.
    var path: String

    /// The name without its number.
    var plainName: String {
      String(name.drop { $0.isNumber }.drop { $0 == "-" })
    }
  }

  /// By name; of files with the same name the one in the earlier folder.
  var entries: [Entry]

  /// The scenarios in these folders; folders that do not exist are passed over.
  init(folders: [String]) {
    entries = []
    for folder in folders {
      let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for file in files.sorted() where file.hasSuffix(".yaml") {
        let name = String(file.dropLast(".yaml".count))
        if !entries.contains(where: { $0.name == name }) {
          entries.append(Entry(name: name, path: folder + "/" + file))
        }
      }
    }
    entries.sort { $0.name < $1.name }
  }

  /// The scenarios that this program can see: in the folder that `RLHF_SCENARIOS` names, in
  /// `Scenarios` here, where `make install` puts them, and in the `Scenarios` of the package that the program was
  /// built in.
  static var shipped: ScenarioLibrary {
    var folders = ["Scenarios"]
    if let named = ProcessInfo.processInfo.environment["RLHF_SCENARIOS"], !named.isEmpty {
      folders.insert(named, at: 0)
    }
    if let installed { folders.append(installed.path) }
    if let root = packageRoot { folders.append(root.appending(path: "Scenarios").path) }
    return ScenarioLibrary(folders: folders)
  }

  /// `share/rlhf-sandbox/Scenarios` beside the folder of the program.
  private static var installed: URL? {
    guard let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return nil }
    return executable.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "share/rlhf-sandbox/Scenarios")
  }

  /// What to do where no scenarios are found, as with a program that was copied by itself.
  static let noneFound =
    "`make install PREFIX=FOLDER` puts them beside the program; or copy the folder Scenarios of the sandbox and name "
    + "it in the environment variable RLHF_SCENARIOS; or give the path of a file"

  /// The nearest folder above the program that is a package with scenarios.
  private static var packageRoot: URL? {
    guard let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return nil }
    var folder = executable.deletingLastPathComponent()
    while folder.path != "/" {
      let marks = ["Package.swift", "Scenarios"].map { folder.appending(path: $0).path }
      if marks.allSatisfy(FileManager.default.fileExists(atPath:)) { return folder }
      folder.deleteLastPathComponent()
    }
    return nil
  }

  /// The file that somebody means by a path, a name, a name without its number, or the beginning
  /// of one of these.
  ///
  /// - Throws: ``BadInput`` when nothing or more than one scenario fits.
  func path(for text: String) throws -> String {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: text, isDirectory: &isFolder), !isFolder.boolValue {
      return text
    }
    if text.contains("/") || text.hasSuffix(".yaml") {
      throw BadInput(
        "error: there is no file \(Excerpt.of(text))\n  fix: check the path; `rlhf list` names the "
          + "scenarios that ship")
    }
    let fitting = matches(text)
    if fitting.count == 1 { return fitting[0].path }
    throw BadInput(fitting.isEmpty ? unknown(text) : ambiguous(text, fitting))
  }

  private func matches(_ text: String) -> [Entry] {
    let tests: [(Entry) -> Bool] = [
      { $0.name == text }, { $0.plainName == text }, { $0.name.hasPrefix(text) },
      { $0.plainName.hasPrefix(text) },
    ]
    // The first kind of likeness that anything has decides, so an exact name is never ambiguous.
    for test in tests {
      let fitting = entries.filter(test)
      if !fitting.isEmpty { return fitting }
    }
    return []
  }

  private func unknown(_ text: String) -> String {
    let message = "error: there is no scenario \"\(Excerpt.of(text))\""
    guard !entries.isEmpty else {
      return message
        + ", and none that ship were found\n  fix: \(Self.noneFound)"
    }
    let names = entries.map(\.name)
    let nearest =
      Spelling.nearest(to: text, in: names)
      ?? Spelling.nearest(to: text, in: entries.map(\.plainName))
    let fix = nearest.map { "did you mean \(Excerpt.of($0))? " } ?? ""
    return message + "\n  fix: \(fix)these ship:\n" + Self.list(entries)
  }

  private func ambiguous(_ text: String, _ fitting: [Entry]) -> String {
    "error: \"\(Excerpt.of(text))\" may mean \(fitting.count) scenarios\n  fix: write more of the name:\n"
      + Self.list(fitting)
  }

  private static func list(_ entries: [Entry]) -> String {
    entries.map { "    \(Excerpt.of($0.name))" }.joined(separator: "\n")
  }
}
