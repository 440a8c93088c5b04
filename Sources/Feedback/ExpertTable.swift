import HeapModule
import SandboxCore

/// The accounts that are free, the best expert of each topic first.
///
/// Each free account stands in one heap for each topic. Whoever leaves is not looked for in all of them:
/// entries carry the number of their account's stay, and those of an earlier stay are thrown away when
/// they come up.
struct ExpertTable: Sendable {
  private struct Entry: Sendable, Comparable {
    var level: Double
    var since: Double
    var tie: Double
    var place: Int
    var stay: Int

    /// The greatest is asked first: who knows most, then who has waited longest.
    static func < (left: Entry, right: Entry) -> Bool {
      (left.level, right.since, right.tie, right.place)
        < (right.level, left.since, left.tie, left.place)
    }
  }

  private let topicIndex: [String: Int]
  /// How well each account knows each topic, in 0...1.
  private let levels: [[Double]]
  private var heaps: [Heap<Entry>]
  private var stays: [Int]
  private var isFree: [Bool]
  /// How many are free.
  private(set) var freeCount = 0

  /// Nobody is free yet.
  ///
  /// - Parameter topics: each once; what is asked about other topics goes to whoever has waited longest.
  init(_ members: [AnnotatorPool.Member], topics: [String]) {
    topicIndex = Dictionary(uniqueKeysWithValues: topics.enumerated().map { ($1, $0) })
    levels = topics.map { topic in members.map { $0.expertise[topic] ?? 0 } }
    heaps = Array(repeating: Heap(), count: topics.count)
    stays = Array(repeating: 0, count: members.count)
    isFree = Array(repeating: false, count: members.count)
  }

  /// Someone is free.
  mutating func join(_ turn: WorkQueue.Turn) {
    isFree[turn.place] = true
    stays[turn.place] += 1
    freeCount += 1
    for topic in heaps.indices {
      if heaps[topic].count > 4 * isFree.count + 64 { throwAwayOld(topic) }
      heaps[topic].insert(
        Entry(
          level: levels[topic][turn.place], since: turn.hour, tie: turn.tie, place: turn.place,
          stay: stays[turn.place]))
    }
  }

  /// Takes out the one who knows a topic best; `nil` if nobody is free.
  mutating func leave(for topic: String) -> WorkQueue.Turn? {
    guard let topic = topicIndex[topic] else { return nil }
    while let entry = heaps[topic].popMax() {
      guard isCurrent(entry) else { continue }
      isFree[entry.place] = false
      freeCount -= 1
      return WorkQueue.Turn(hour: entry.since, tie: entry.tie, place: entry.place)
    }
    return nil
  }

  private func isCurrent(_ entry: Entry) -> Bool {
    isFree[entry.place] && stays[entry.place] == entry.stay
  }

  private mutating func throwAwayOld(_ topic: Int) {
    heaps[topic] = Heap(heaps[topic].unordered.filter { isCurrent($0) })
  }
}
