import Aggregation
import LabelFiles
import PlainText
import Randomness

/// What a method makes of people's comparisons or rankings, with names instead of indices.
public struct ItemRanking: Sendable {
  /// One item.
  public struct Item: Sendable, Hashable {
    /// Its index in the file.
    public var index: Int
    /// Its name.
    public var item: String
    /// Its score, in the unit of the ratings.
    public var score: Double
    /// Where the score lies with 95 % confidence; `nil` where the method does not say.
    public var interval: ClosedRange<Double>?
    /// How many comparisons it took part in.
    public var comparisonCount: Int
    /// The share of points it got in them, a tie being half a point.
    public var winShare: Double
    /// The number of its island, from 1; `nil` where all items are connected.
    public var island: Int?
  }

  let table: PreferenceTable
  /// The name of the method.
  public let method: String
  /// What it found.
  public let ratings: ItemRatings
  /// The items, the best first, island by island.
  public let items: [Item]
  /// How many items each island has, the largest first: no comparison leads from one to another, so
  /// that nothing can be said about the order of items of two. One where all are connected.
  public let islands: [Int]
  /// How the items rank in each group, where a column divides the rows into groups; otherwise empty.
  public let groups: [GroupRanking]
  /// How all methods that fit differ; `nil` unless it was asked for.
  public let comparison: MethodComparison?
  /// What a reader should know, in sentences.
  public let notes: [String]
  /// The seed of all chance.
  public let seed: UInt64

  /// Rates items.
  ///
  /// - Parameters:
  ///   - file: at least one comparison or ranking.
  ///   - method: the name of a method; `nil` takes one that suits, and a note says which.
  ///   - options: settings of the method.
  ///   - compares: whether all methods that fit are compared.
  ///   - seed: decides what methods draw.
  ///   - progress: told which method runs.
  public init(
    of file: PreferenceFile, by method: String?, options: RatingOptions = RatingOptions(),
    compares: Bool = false, seed: UInt64 = 1, progress: @Sendable (String) -> Void = { _ in }
  ) throws {
    let table = try PreferenceTable(file)
    let contextual = ContextualBradleyTerry().name
    let name =
      method
      ?? (!table.covariateNames.isEmpty
        ? contextual : table.rankings == nil ? "bradley-terry" : "plackett-luce")
    guard (name == contextual) == !table.covariateNames.isEmpty else {
      throw InvalidLabelFile.option(
        "--covariate",
        name == contextual ? "is missing, which \(name) needs" : "says nothing to \(name)",
        fix: name == contextual
          ? "name two columns, such as --covariate words_a:words_b"
          : "leave it out, or choose --method \(contextual)")
    }
    let chosen = try options.applied(
      to: RankingMethods.named(name), covariateNames: table.covariateNames)
    let ratings: ItemRatings
    do {
      ratings = try Self.ratings(by: chosen, of: table, using: RandomStream(seed: seed))
    } catch {
      throw MethodProblem(error, method: name, of: table)
    }
    self.table = table
    self.method = name
    self.ratings = ratings
    self.seed = seed
    // Rankings that were not broken into pairs are of items that meet in one of them.
    let islands = table.islands
    self.islands = islands.map(\.count)
    items = Self.items(table, ratings, islands)
    let byGroup = try GroupRanking.all(of: file, by: name, options: options, seed: seed)
    groups = byGroup.groups
    comparison =
      compares ? MethodComparison(of: table, options: options, seed: seed, progress: progress) : nil
    let reason =
      method == nil
      ? [
        "method \(name), because the file holds "
          + (!table.covariateNames.isEmpty
            ? "comparisons and covariates"
            : !table.areRankings
              ? "comparisons" : table.rankings == nil ? "rankings with ties" : "rankings")
          + "; --method names another"
      ] : []
    notes = table.notes + reason + Self.notes(islands, items) + ratings.notes + byGroup.notes
  }

  private static func notes(_ groups: [[Int]], _ items: [Item]) -> [String] {
    guard groups.count > 1 else { return [] }
    let members = Dictionary(grouping: items) { $0.island ?? 1 }.mapValues { $0.map(\.item) }
    let named = (1...groups.count).prefix(5).map { island in
      "island \(island): \(Excerpt.list(members[island] ?? [], limit: 5))"
    }
    let more = groups.count > 5 ? "; and \(groups.count - 5) more" : ""
    return [
      "the items are \(groups.count) islands that no comparison connects, each ranked by itself; "
        + "scores of two islands cannot be compared, nor can their order be known ("
        + named.joined(separator: "; ") + more + ")"
    ]
  }

  /// Runs a method on whole rankings where there are any, unless it needs to know the raters.
  static func ratings(
    by method: any RankingMethod, of table: PreferenceTable, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    var ratings: ItemRatings
    if table.omittedPairCount > 0,
      table.rankings == nil || !method.needs.contains(.rankings)
    {
      throw .tooManyPairs(count: table.omittedPairCount, limit: PreferenceTable.pairLimit)
    } else if let rankings = table.rankings, !method.needs.contains(.raters) {
      ratings = try method.rate(rankings, using: stream)
    } else {
      ratings = try method.rate(table.comparisons, using: stream)
    }
    // Nothing that is no number is ever shown.
    let numbers = ratings.scores + (ratings.reliabilities ?? []) + ratings.coefficients.map(\.value)
    guard numbers.allSatisfy(\.isFinite) else {
      throw .notConverged(change: .infinity, iterations: ratings.iterations ?? 0)
    }
    ratings.logLikelihood = ratings.logLikelihood.flatMap { $0.isFinite ? $0 : nil }
    return ratings
  }

  private static func items(
    _ table: PreferenceTable, _ ratings: ItemRatings, _ groups: [[Int]]
  ) -> [Item] {
    var islands = [Int](repeating: 0, count: table.itemNames.count)
    for (island, items) in groups.enumerated() { for item in items { islands[item] = island } }
    var ranked = [[Int]](repeating: [], count: groups.count)
    for item in ratings.order { ranked[islands[item]].append(item) }
    return ranked.joined().map { item in
      Item(
        index: item, item: table.itemNames[item], score: ratings.scores[item],
        // Ends beyond all numbers say nothing.
        interval: ratings.intervals.map { $0[item] }.flatMap {
          $0.lowerBound.isFinite && $0.upperBound.isFinite ? $0 : nil
        }, comparisonCount: table.standings.counts[item],
        winShare: table.standings.winShare(of: item),
        island: groups.count > 1 ? islands[item] + 1 : nil)
    }
  }

  /// How many items, comparisons or rankings, raters and ties there are.
  public var counts: (items: Int, rows: Int, raters: Int?, ties: Int, areRankings: Bool) {
    (
      table.itemNames.count, table.rowCount, table.workerNames?.count, table.standings.tieCount,
      table.areRankings
    )
  }

  /// The raters with their reliability, the most reliable first; empty where the method has none.
  public var raters: [(name: String, reliability: Double)] {
    guard let reliabilities = ratings.reliabilities, let names = table.workerNames else {
      return []
    }
    return zip(names, reliabilities).map { (name: $0, reliability: $1) }
      .enumerated().sorted {
        ($0.element.reliability, $1.offset) > ($1.element.reliability, $0.offset)
      }
      .map(\.element)
  }
}
