import Foundation
import PlainText
import Testing

@Suite struct RegularFileTests {
  private func trouble(_ path: String, followingLinks: Bool = true, limit: Int = 4 << 20) -> String
  {
    do throws(RegularFile.Trouble) {
      _ = try RegularFile(path, followingLinks: followingLinks).bytes(limit: limit)
      return ""
    } catch {
      return error.description
    }
  }

  @Test func filesAreReadAndNothingElseIs() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let bytes = (0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 / 3) }
    try Data(bytes).write(to: URL(filePath: folder + "/file"))
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/link", withDestinationPath: "file")
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/dangling", withDestinationPath: "nowhere")
    // Opened like a file, a pipe without a writer would never return.
    try #require(mkfifo(folder + "/pipe", 0o600) == 0)

    for name in ["/file", "/link"] {
      let file = try RegularFile(folder + name, followingLinks: true)
      #expect(file.size == bytes.count)
      #expect(try file.bytes(limit: bytes.count) == bytes)
      #expect(try file.checksum() == SHA256.of(bytes))
    }
    #expect(
      trouble(folder + "/link", followingLinks: false) == "this is a symbolic link, not a file")
    #expect(trouble(folder + "/dangling") == "there is no such file")
    #expect(trouble(folder + "/pipe") == "this is a pipe or a device, not a file")
    #expect(trouble("/dev/zero") == "this is a pipe or a device, not a file")
    #expect(trouble(folder) == "this is a folder, not a file")
    #expect(trouble(folder + "/file") == "")
    #expect(trouble(folder + "/file", limit: 2 << 20) == "the file is larger than 2 MiB")
  }
}
