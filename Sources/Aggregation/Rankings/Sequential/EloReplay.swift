import Foundation
import Randomness

/// Matches replayed in random orders, or no more than the end of such an order.
///
/// Elo forgets: an item's rating before a few thousand of its matches hardly shows after them.
/// Where two replays of the same order come to the same ratings, one of all matches and one of its
/// end from other ratings, the ends of other orders will do.
struct EloReplay {
  private let elo: EloRating
  private let matches: [Match]
  private let itemCount: Int
  /// The matches in the order given, but while an order is replayed.
  private var order: [Int32]

  /// So few matches are always replayed in full.
  private static let leastToForget = 50_000
  /// How near the ratings of the two replays must come, in points: little beside the spread of
  /// single orders, √(400 K / 2 ln 10), which is 19 points for K = 4.
  private static let nearness = 0.05

  init(_ elo: EloRating, _ matches: [Match], itemCount: Int) {
    self.elo = elo
    self.matches = matches
    self.itemCount = itemCount
    order = matches.indices.map(Int32.init)
  }

  /// By how many points ratings are put wrong, and must be put right again.
  private static let displacement = 10.0

  /// The ratings after the last so many matches of the order that a stream draws.
  ///
  /// - Parameter start: the ratings before them; `nil` starts all at the initial rating.
  mutating func ratings(
    afterLast length: Int, from start: [Double]? = nil, using stream: RandomStream
  ) -> [Double] {
    var luck = stream
    // The end of a shuffle is settled first: the last place, then the one before it, and so on.
    var partners: [Int] = []
    partners.reserveCapacity(length)
    for last in stride(from: order.count - 1, through: max(1, order.count - length), by: -1) {
      let partner = luck.uniform(below: last + 1)
      order.swapAt(last, partner)
      partners.append(partner)
    }
    var ratings = start ?? [Double](repeating: elo.initialRating, count: itemCount)
    let steepness = -log(elo.base) / elo.scale
    order.withUnsafeBufferPointer { order in
      matches.withUnsafeBufferPointer { matches in
        ratings.withUnsafeMutableBufferPointer { ratings in
          for place in (order.count - length)..<order.count {
            let match = matches[Int(order[place])]
            let gap = ratings[match.first] - ratings[match.second]
            let expected = 1 / (1 + exp(steepness * gap))
            let transfer = match.weight * elo.gain * (match.score - expected)
            ratings[match.first] += transfer
            ratings[match.second] -= transfer
          }
        }
      }
    }
    for (step, partner) in partners.enumerated().reversed() {
      order.swapAt(order.count - 1 - step, partner)
    }
    return ratings
  }

  /// How long an end of an order decides the ratings; all matches where they are few, or none of
  /// the ends that are tried comes to the ratings of the whole.
  ///
  /// - Parameters:
  ///   - whole: the ratings after all matches of the order of the stream.
  ///   - stream: the same.
  mutating func endThatDecides(_ whole: [Double], using stream: RandomStream) -> Int {
    guard matches.count >= Self.leastToForget else { return matches.count }
    // What an end does not forget is not decided by it, be it that an item has no match there.
    let center = itemCount % 2 == 0 ? 0 : Self.displacement / Double(itemCount)
    let displaced = whole.enumerated().map { item, rating in
      rating + (item % 2 == 0 ? Self.displacement : -Self.displacement) - center
    }
    for parts in [64, 32, 24, 16, 12, 8, 6, 4] {
      let length = matches.count / parts
      let ofEnd = ratings(afterLast: length, from: displaced, using: stream)
      if zip(whole, ofEnd).allSatisfy({ abs($0 - $1) < Self.nearness }) { return length }
    }
    return matches.count
  }
}
