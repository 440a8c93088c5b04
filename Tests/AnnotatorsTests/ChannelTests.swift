import Foundation
import SandboxCore
import SandboxTestSupport
import Testing

@Suite struct ChannelTests {
  @Test(arguments: Channels.all) func everyChannelKeepsTheLaws(_ channel: any FeedbackChannel.Type)
  {
    checkChannel(channel)
  }

  /// A question carries its channel by value; files have its name.
  @Test func channelsAreCodedByName() throws {
    #expect(Set(Channels.all.names).count == Channels.all.count)
    let written = try JSONEncoder().encode([Channel.gradedComparison, .thumbs])
    #expect(String(decoding: written, as: UTF8.self) == "[\"graded-comparison\",\"thumbs\"]")
    #expect(
      try JSONDecoder().decode([Channel].self, from: written) == [.gradedComparison, .thumbs])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Channel].self, from: Data("[\"telepathy\"]".utf8))
    }
    #expect(Channel.rating != .rubric && Channel(RatingChannel.self) == .rating)
  }
}
