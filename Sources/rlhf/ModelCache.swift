import Experiments
import Foundation
import PlainText

/// Where models of the first two phases are kept between runs, as the environment says.
enum ModelCache {
  /// The store; `nil` where RLHF_CACHE is `off`.
  ///
  /// - Throws: ``BadInput`` where RLHF_CACHE_MB is no size.
  static func store(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> ArtifactStore? {
    let named = environment["RLHF_CACHE"] ?? ""
    guard named.lowercased() != "off" else { return nil }
    guard named.isEmpty || !named.allSatisfy(\.isWhitespace) else {
      throw BadInput("error: RLHF_CACHE is blank\n  fix: write a folder, or off")
    }
    let folder =
      named.isEmpty
      ? usual.appending(path: "rlhf-sandbox", directoryHint: .isDirectory)
      : URL(filePath: named, directoryHint: .isDirectory)
    guard let text = environment["RLHF_CACHE_MB"], !text.isEmpty else {
      return ArtifactStore(folder: folder)
    }
    guard let megabytes = Int(text), (1...1_000_000_000).contains(megabytes) else {
      throw BadInput(
        "error: RLHF_CACHE_MB is \(Excerpt.of(text)), but must be a whole number from 1 to 1000000000\n"
          + "  fix: write the megabytes that models may take, or leave it away for 2000")
    }
    return ArtifactStore(folder: folder, limit: 1_000_000 * megabytes)
  }

  /// The user's folder for what can be made again: `~/.cache`, or what XDG_CACHE_HOME names.
  private static var usual: URL {
    FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask).first
      ?? FileManager.default.temporaryDirectory
  }
}
