import Randomness
import Testing

@Suite struct LuckColumnsTests {
  private let stream = RandomStream(seed: 32).child("columns")

  @Test(arguments: [0, 1, 7, 8, 300], [0, -5, (1 << 32) - 3])
  func pairsAreThoseOfEachEvent(_ count: Int, _ first: Int) {
    var even = [Double](repeating: -1, count: 301)
    var odd = even
    even.withUnsafeMutableBufferPointer { even in
      odd.withUnsafeMutableBufferPointer { odd in
        RandomKey.pairs(
          of: stream, events: first..<(first + count), block: 3, even: even, odd: odd)
      }
    }
    for i in 0..<count {
      #expect((even[i], odd[i]) == RandomKey(stream, first + i).pair(3))
    }
    #expect(even[count] == -1 && odd[count] == -1, "nothing past the end")
  }

  @Test func normalsAreThoseOfEachEvent() {
    let events = (0..<100).map { $0 * 0x1234_5678_9abc &- 77 }
    var numbers = [Double](repeating: 0, count: 100)
    numbers.withUnsafeMutableBufferPointer {
      RandomKey.normals(of: stream, events: events[...], at: 4, into: $0)
    }
    #expect(numbers == events.map { RandomKey(stream, $0).normal(at: 4) })
  }
}
