import Experiments
import Foundation
import Testing

/// Results on disk: found again as they were, or not at all.
@Suite struct ArtifactStoreTests {
  private func inNewStore(
    limit: Int = 1_000_000, _ body: (ArtifactStore) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(ArtifactStore(folder: folder, limit: limit))
  }

  private func files(_ store: ArtifactStore) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: store.folder, includingPropertiesForKeys: nil)
  }

  @Test func whatWasKeptIsFoundUnderItsKeyAlone() throws {
    try inNewStore { store in
      #expect(store.data(for: "a") == nil && store.contents.count == 0 && store.contents.bytes == 0)
      let data = Data([0, 10, 255, 10, 13])
      try store.keep(data, for: "a\nb")
      try store.keep(Data(), for: "c")
      #expect(store.data(for: "a\nb") == data && store.data(for: "c") == Data())
      #expect(store.data(for: "a") == nil)
      try store.keep(Data([1]), for: "c")
      #expect(store.data(for: "c") == Data([1]) && store.contents.count == 2)
    }
  }

  /// A folder that the store shares with others' files: none of them is counted or removed.
  @Test func whatIsNotOursStays() throws {
    try inNewStore(limit: 400) { store in
      try store.keep(Data(count: 100), for: "a")
      let name = String(repeating: "0", count: 64)
      let foreign = ["movie.part", "game.artifact", "1-1.txt"].map {
        store.folder.appending(path: $0)
      }
      let folders = ["dir.part", "2-2.part", "\(name).artifact"].map {
        store.folder.appending(path: $0, directoryHint: .isDirectory)
      }
      for file in foreign { try Data(count: 500).write(to: file) }
      for folder in folders {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(count: 9).write(to: folder.appending(path: "kept"))
      }
      let old = [FileAttributeKey.modificationDate: Date(timeIntervalSinceNow: -200_000)]
      for url in foreign + folders {
        try FileManager.default.setAttributes(old, ofItemAtPath: url.path)
      }
      try store.keep(Data(count: 100), for: "b")
      try store.keep(Data(count: 100), for: "c")
      #expect(store.contents.count < 3, "there is no room for three")
      try store.removeAll()
      #expect(store.contents.count == 0)
      for url in foreign + folders { #expect(FileManager.default.fileExists(atPath: url.path)) }
    }
  }

  /// Every byte that is flipped, and every place where the file is cut, is noticed.
  @Test func damageIsNoticedAndRemoved() throws {
    try inNewStore { store in
      let data = Data((0..<40).map { UInt8($0) })
      try store.keep(data, for: "key")
      let file = try #require(try files(store).first)
      let whole = try Data(contentsOf: file)
      for place in whole.indices {
        var damaged = whole
        damaged[place] ^= 4
        for bytes in [damaged, whole.prefix(place)] {
          try bytes.write(to: file)
          #expect(store.data(for: "key") == nil)
          #expect(!FileManager.default.fileExists(atPath: file.path))
        }
      }
      // Another key's file under this name is none of ours.
      try store.keep(data, for: "other")
      let other = try #require(try files(store).first)
      try FileManager.default.moveItem(at: other, to: file)
      #expect(store.data(for: "key") == nil)
      try store.keep(data, for: "key")
      #expect(store.data(for: "key") == data)
    }
  }

  @Test func whatWasUsedLongestAgoGoesFirst() throws {
    try inNewStore(limit: 5_000) { store in
      var known: Set<URL> = []
      for number in 0..<4 {
        try store.keep(Data(repeating: 1, count: 1_000), for: "\(number)")
        let file = try #require(Set(try files(store)).subtracting(known).first)
        known.insert(file)
        // Times of files that are written at once may be too coarse to tell them apart.
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSinceNow: Double(10 * number - 100))],
          ofItemAtPath: file.path)
      }
      #expect(store.data(for: "0") != nil)
      try store.keep(Data(repeating: 1, count: 1_000), for: "4")
      #expect((0...4).map { store.data(for: "\($0)") != nil } == [true, false, true, true, true])
      // What cannot fit is not kept, and drives nothing out.
      try store.keep(Data(repeating: 1, count: 6_000), for: "large")
      #expect(store.data(for: "large") == nil && store.contents.count == 4)
    }
  }

  @Test func emptyingLeavesForeignFilesAlone() throws {
    try inNewStore { store in
      try store.keep(Data([1]), for: "a")
      let foreign = store.folder.appending(path: "notes.txt")
      try Data("mine".utf8).write(to: foreign)
      try store.removeAll()
      #expect(store.contents.count == 0)
      #expect(try files(store).map(\.lastPathComponent) == ["notes.txt"])
    }
  }

  @Test func manyMayWriteAndReadAtOnce() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = ArtifactStore(folder: folder, limit: 40_000)
    let wrong = await withTaskGroup(of: Int.self) { group in
      for writer in 0..<8 {
        group.addTask {
          var wrong = 0
          for turn in 0..<50 {
            let number = (writer * 7 + turn) % 20
            let content = Data(repeating: UInt8(number), count: 3_000)
            if let found = store.data(for: "\(number)"), found != content { wrong += 1 }
            do { try store.keep(content, for: "\(number)") } catch { wrong += 1 }
          }
          return wrong
        }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
    #expect(store.contents.bytes <= 40_000 + 8 * 4_000)
  }

  /// A place that cannot be written is an error of the store, never of what is computed.
  @Test func aPlaceThatIsAFileThrows() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let store = ArtifactStore(folder: file)
    #expect(store.data(for: "a") == nil && store.contents.count == 0)
    #expect(throws: (any Error).self) { try store.keep(Data(), for: "a") }
  }
}
