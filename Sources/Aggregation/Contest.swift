import SandboxCore

/// Head-to-head comparisons of named items, in the order in which they were made.
///
/// Gives each item a number, in the order of first appearance; rating methods speak numbers.
public struct Contest<Item: Hashable & Sendable>: Sendable {
  /// The items; a match speaks of them by index.
  public private(set) var items: [Item] = []
  /// The comparisons.
  public private(set) var matches: [Match] = []
  private var places: [Item: Int] = [:]

  /// A contest without matches.
  public init() {}

  /// Adds a comparison.
  ///
  /// - Parameters:
  ///   - first: one item.
  ///   - second: another one.
  ///   - score: what the first got: 1 won, ½ drawn, 0 lost.
  ///   - weight: how much it counts, ≥ 0.
  public mutating func record(
    _ first: Item, against second: Item, score: Double, weight: Double = 1
  ) {
    let firstPlace = place(of: first)
    matches.append(
      Match(first: firstPlace, second: place(of: second), score: score, weight: weight))
  }

  private mutating func place(of item: Item) -> Int {
    if let place = places[item] { return place }
    places[item] = items.count
    items.append(item)
    return items.count - 1
  }
}

extension Contest where Item == Response {
  /// The contest between responses that people's answers amount to; refusals are left out.
  ///
  /// Responses to different prompts never meet, so their ratings do not compare: rate the answers to
  /// one prompt at a time.
  public init(_ judgements: [Judgement]) {
    self.init()
    for judgement in judgements {
      guard let score = judgement.answer.scoreOfFirst else { continue }
      record(
        judgement.question.first.response, against: judgement.question.second.response,
        score: score)
    }
  }
}
