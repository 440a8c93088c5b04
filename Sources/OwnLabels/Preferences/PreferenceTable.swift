import Aggregation
import LabelFiles

/// Comparisons or rankings out of a file, as ranking methods read them.
struct PreferenceTable {
  /// The names of the items.
  let itemNames: [String]
  /// The names of the raters; `nil` where the file does not say.
  let workerNames: [String]?
  /// Every comparison, or every pair of every ranking.
  let comparisons: Comparisons
  /// Whole rankings; `nil` where the file holds comparisons, or rankings with ties.
  private(set) var rankings: Rankings?
  /// Whether the file holds rankings, with ties or without.
  let areRankings: Bool
  /// How many comparisons or rankings there are.
  let rowCount: Int
  /// How the file was understood, in sentences.
  private(set) var notes: [String]

  /// Reads a file; rows with a time are put in its order.
  init(_ file: PreferenceFile) throws(RatingError) {
    switch file {
    case .comparisons(let file): try self.init(file)
    case .rankings(let file): try self.init(file)
    }
  }

  private init(_ file: ComparisonFile) throws(RatingError) {
    itemNames = file.itemNames
    workerNames = file.workerNames
    rowCount = file.count
    areRankings = false
    notes = file.notes
    let order = file.order
    let isSorted = zip(order, order.dropFirst()).allSatisfy { $0 < $1 }
    func arranged<Value>(_ column: [Value]) -> [Value] {
      isSorted ? column : order.map { column[$0] }
    }
    comparisons = try Comparisons(
      itemCount: file.itemNames.count, left: arranged(file.left), right: arranged(file.right),
      outcomes: arranged(file.outcomes).map(Self.outcome), weights: file.weights.map(arranged),
      raters: file.workers.map(arranged), periods: file.periods.map(arranged))
    if !isSorted { notes.append("the rows were put in the order of their time") }
  }

  private static func outcome(
    _ outcome: LabelFiles.ComparisonOutcome
  ) -> Aggregation.ComparisonOutcome {
    switch outcome {
    case .left: .left
    case .right: .right
    case .tie: .tie
    }
  }

  private init(_ file: RankingFile) throws(RatingError) {
    itemNames = file.itemNames
    workerNames = file.workerNames
    rowCount = file.count
    areRankings = true
    notes = file.notes
    var pairs = Comparisons(itemCount: file.itemNames.count)
    var whole = Rankings(itemCount: file.itemNames.count)
    var tiedCount = 0
    for ranking in 0..<file.count {
      let range = file.range(of: ranking)
      let weight = file.weights?[ranking] ?? 1
      var hasTies = false
      for better in range {
        for worse in (better + 1)..<max(range.upperBound, better + 1) {
          let isTie = file.ranks[better] == file.ranks[worse]
          hasTies = hasTies || isTie
          pairs.append(
            left: Int(file.items[better]), right: Int(file.items[worse]),
            outcome: isTie ? .tie : .left, weight: weight,
            rater: file.workers.map { Int($0[ranking]) })
        }
      }
      if hasTies { tiedCount += 1 }
      try whole.append(range.map { Int(file.items[$0]) }, weight: weight)
    }
    comparisons = pairs
    rankings = tiedCount == 0 ? whole : nil
    if tiedCount > 0 {
      notes.append(
        "\(counted(tiedCount, "ranking")) \(tiedCount == 1 ? "has" : "have") ties: all rankings were "
          + "broken into pairs, which are not independent, so that intervals are too short")
    }
  }

  /// How many comparisons have no winner.
  var tieCount: Int { comparisons.outcomes.count { $0 == .tie } }
}
