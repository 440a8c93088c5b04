import CGSL
import CKernels

// The luck of many events at once, bit for bit that of each by itself.
extension RandomKey {
  /// The pairs of one block of many events in a row, in the places from 0 on.
  ///
  /// - Parameters:
  ///   - stream: that of all these events.
  ///   - events: their indices.
  ///   - block: which pair, as in ``pair(_:)``.
  ///   - even, odd: receive the two numbers of each event; at least as long as there are events.
  package static func pairs(
    of stream: RandomStream, events: Range<Int>, block: Int,
    even: UnsafeMutableBufferPointer<Double>, odd: UnsafeMutableBufferPointer<Double>
  ) {
    precondition(
      even.count >= events.count && odd.count >= events.count,
      "\(events.count) events, \(even.count) and \(odd.count) places")
    guard let evens = even.baseAddress, let odds = odd.baseAddress else { return }
    rlhf_luck_pairs(
      stream.key, Int64(events.lowerBound), UInt32(truncatingIfNeeded: block),
      Int64(events.count), evens, odds)
  }

  /// The standard normal number at an even place of each of many events, as ``normal(at:)`` has it.
  ///
  /// - Parameters:
  ///   - stream: that of all these events.
  ///   - events: their indices.
  ///   - place: ≥ 0, even.
  ///   - numbers: receives one for each event, in the places from 0 on.
  package static func normals(
    of stream: RandomStream, events: ArraySlice<Int>, at place: Int,
    into numbers: UnsafeMutableBufferPointer<Double>
  ) {
    precondition(place.isMultiple(of: 2), "place \(place) is odd")
    precondition(events.count <= numbers.count, "\(events.count) events, \(numbers.count) places")
    events.withUnsafeBufferPointer { events in
      guard let first = numbers.baseAddress, let indices = events.baseAddress else { return }
      indices.withMemoryRebound(to: Int64.self, capacity: events.count) {
        rlhf_luck_evens(
          stream.key, $0, UInt32(truncatingIfNeeded: place / 2), Int64(events.count), first)
      }
    }
    for i in 0..<events.count { numbers[i] = gsl_cdf_ugaussian_Pinv(numbers[i] + 0x1p-54) }
  }
}
