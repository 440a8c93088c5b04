import Foundation
import Testing

@testable import rlhf

@Suite struct ByteSinkTests {
  /// A pipe that does not wait takes 64 KB and then nothing until somebody reads.
  @Test func everyByteArrivesThroughAPipeThatDoesNotWait() async throws {
    let pipe = Pipe()
    let descriptor = pipe.fileHandleForWriting.fileDescriptor
    #expect(fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0)
    let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let reading = Task.detached {
      try await Task.sleep(for: .milliseconds(50))
      return try pipe.fileHandleForReading.readToEnd()
    }
    try ByteSink(descriptor: descriptor, name: "pipe").write(bytes)
    try pipe.fileHandleForWriting.close()
    #expect(try await reading.value == Data(bytes))
  }

  @Test func theReasonOfAFailureIsGiven() throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let failure = OutputFailure(name: "x", code: ENOSPC)
    #expect(throws: failure) {
      try ByteSink(descriptor: full.fileDescriptor, name: "x").write([1])
    }
    #expect(!failure.isReaderGone && OutputFailure(name: "x", code: EPIPE).isReaderGone)
    #expect(
      failure.description == "error: x cannot be written: No space left on device\n"
        + "  fix: make room where it goes, or send it elsewhere")
  }
}
