import Aggregation
import LabelFiles
import Reports

/// Comparisons or rankings out of a file, as ranking methods read them.
struct PreferenceTable {
  /// The names of the items.
  let itemNames: [String]
  /// The names of the raters; `nil` where the file does not say.
  let workerNames: [String]?
  /// Every comparison, or every pair of every ranking; without a row where there are too many pairs.
  let comparisons: Comparisons
  /// How many pairs the rankings have where that is more than ``pairLimit``; otherwise 0.
  private(set) var omittedPairCount = 0
  /// What each item did in its comparisons, or in the pairs of its rankings.
  let standings: Standings
  /// Whole rankings; `nil` where the file holds comparisons, or rankings with ties.
  private(set) var rankings: Rankings?
  /// Whether the file holds rankings, with ties or without.
  let areRankings: Bool
  /// What the covariates of the comparisons are called.
  private(set) var covariateNames: [String] = []
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
    rowCount = file.comparisonCount
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
      raters: file.workers.map(arranged), periods: file.periods.map(arranged),
      covariates: Self.matrix(file.covariates, arranged: arranged),
      covariateCount: file.covariates.count)
    covariateNames = file.covariates.map(\.name)
    standings = Standings(comparisons, multiplicities: file.multiplicities.map(arranged))
    if !isSorted { notes.append("the rows were put in the order of their time") }
  }

  /// The covariates row by row, each as the length control of ``ContextualBradleyTerry`` has it.
  private static func matrix(
    _ covariates: [Covariate], arranged: ([Double]) -> [Double]
  ) -> [Double] {
    let columns = covariates.map {
      arranged(ContextualBradleyTerry.lengthCovariates(left: $0.left, right: $0.right))
    }
    guard let rows = columns.first?.indices else { return [] }
    return rows.flatMap { row in columns.map { $0[row] } }
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
    standings = Standings(file)
    let pairCount = file.pairCount
    var pairs = Comparisons(itemCount: file.itemNames.count)
    var whole = Rankings(itemCount: file.itemNames.count)
    var tiedCount = 0
    for ranking in 0..<file.count {
      let range = file.range(of: ranking)
      let weight = file.weights?[ranking] ?? 1
      let hasTies = zip(range, range.dropFirst()).contains { file.ranks[$0] == file.ranks[$1] }
      if hasTies { tiedCount += 1 }
      if pairCount <= Self.pairLimit { pairs.append(file, ranking: ranking, weight: weight) }
      try whole.append(range.map { Int(file.items[$0]) }, weight: weight)
    }
    comparisons = pairs
    rankings = tiedCount == 0 ? whole : nil
    if pairCount > Self.pairLimit { omittedPairCount = pairCount }
    if tiedCount > 0 {
      notes.append(
        "\(NumberText.counted(tiedCount, "ranking")) \(tiedCount == 1 ? "has" : "have") ties: all rankings were "
          + "broken into pairs, which are not independent, so that intervals are too short")
    }
  }

  /// Groups of items that comparisons connect; all items are one where there are too many pairs to look.
  var islands: [[Int]] {
    omittedPairCount > 0 ? [Array(itemNames.indices)] : comparisons.islands
  }

  /// How many pairs rankings may be broken into: of more, 40 MB a million, only whole rankings are kept.
  static let pairLimit = 4_000_000
}

extension RankingFile {
  /// How many pairs of items all rankings have together.
  fileprivate var pairCount: Int {
    (0..<count).reduce(0) { $0 + range(of: $1).count * (range(of: $1).count - 1) / 2 }
  }
}

extension Comparisons {
  /// Adds every pair of a ranking; equal ranks are ties.
  fileprivate mutating func append(_ file: RankingFile, ranking: Int, weight: Double) {
    let range = file.range(of: ranking)
    for better in range {
      for worse in range.suffix(from: better).dropFirst() {
        append(
          left: Int(file.items[better]), right: Int(file.items[worse]),
          outcome: file.ranks[better] == file.ranks[worse] ? .tie : .left, weight: weight,
          rater: file.workers.map { Int($0[ranking]) })
      }
    }
  }
}
