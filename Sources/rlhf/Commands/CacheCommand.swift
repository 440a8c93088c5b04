import ArgumentParser
import Experiments
import PlainText

/// `rlhf cache`
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Show or empty the cache of pre-trained and fine-tuned models.",
    discussion: """
      Runs keep the models of the first two phases, and read them where world, architecture, phases and \
      their seeds (pretraining.seed, fine_tuning.seed) are the same: no number of a run changes, it only \
      begins sooner. \
      What is damaged is made again. What was used longest ago goes when there is no room.

      RLHF_CACHE names another folder, or is `off`. RLHF_CACHE_MB is the most that models may take, in \
      megabytes (2000).

      Examples:

        rlhf cache
        rlhf cache --empty
        RLHF_CACHE=off rlhf run 01
      """)

  @Flag(help: "Remove everything that is kept.")
  var empty = false

  func run() throws {
    try exiting {
      guard let store = try ModelCache.store() else {
        try Terminal.print("nothing is kept, because RLHF_CACHE is off")
        return
      }
      let contents = store.contents
      if empty {
        do {
          try store.removeAll()
        } catch {
          throw RunFailure(
            "error: \(store.folder.path) could not be emptied: \(SystemError.reason(error))\n"
              + "  fix: see who may write there")
        }
      }
      try Terminal.print(Self.text(on: contents, of: store, removed: empty))
    }
  }

  /// What is said about a store.
  static func text(
    on contents: ArtifactStore.Contents, of store: ArtifactStore, removed: Bool
  ) -> String {
    func megabytes(_ bytes: Int) -> String {
      bytes < 1_000_000 ? "\((bytes + 999) / 1000) kB" : "\((bytes + 999_999) / 1_000_000) MB"
    }
    let size =
      "\(contents.count) model\(contents.count == 1 ? "" : "s"), \(megabytes(contents.bytes))"
    return removed
      ? "removed \(size) from \(store.folder.path)"
      : "\(store.folder.path): \(size) of at most \(megabytes(store.limit))"
  }
}
