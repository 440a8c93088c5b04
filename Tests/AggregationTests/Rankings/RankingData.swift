import Foundation
import Randomness
import SandboxTestSupport

@testable import Aggregation

/// Comparisons of named items, from the shared data sets.
struct NamedComparisons {
  /// Ascending; an item is its place here.
  var names: [String]
  var comparisons: Comparisons

  /// - Parameter rows: the names on the left and on the right, the outcome, a weight, and a rater.
  init(_ rows: [(String, String, ComparisonOutcome, Double, String?)]) {
    names = Set(rows.flatMap { [$0.0, $0.1] }).sorted()
    let raters = Set(rows.compactMap(\.4)).sorted()
    let place = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let raterPlace = Dictionary(uniqueKeysWithValues: raters.enumerated().map { ($1, $0) })
    comparisons = Comparisons(itemCount: names.count)
    for (left, right, outcome, weight, rater) in rows {
      comparisons.append(
        left: place[left] ?? -1, right: place[right] ?? -1, outcome: outcome, weight: weight,
        rater: rater.flatMap { raterPlace[$0] })
    }
  }

  /// A reference by name in the order of the items.
  func ordered(_ values: [String: Double]) -> [Double] { names.map { values[$0] ?? .nan } }
}

extension SharedData {
  /// The numbers of a JSON object, reached through the keys on the way to it.
  ///
  /// - Parameter inner: the key of each number where the object holds objects.
  static func numbers(
    _ folder: String, _ file: String = "reference.json", _ keys: String..., inner: String? = nil
  ) throws -> [String: Double] {
    let url = (root ?? URL(filePath: "/")).appending(path: "\(folder)/\(file)")
    var value = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
    for key in keys { value = (value as? [String: Any])?[key] ?? NSNull() }
    let object = value as? [String: Any] ?? [:]
    return object.compactMapValues { element in
      let number = inner.map { (element as? [String: Any])?[$0] as Any } ?? element
      return (number as? NSNumber)?.doubleValue
    }
  }

  /// p01: games between the seven teams of 1987, home team on the left.
  static func baseball() throws -> NamedComparisons {
    NamedComparisons(
      try rows("p01_baseball", "baseball.csv").dropFirst().flatMap { row in
        [
          (row[0], row[1], ComparisonOutcome.left, Double(row[2]) ?? .nan, nil as String?),
          (row[0], row[1], .right, Double(row[3]) ?? .nan, nil),
        ]
      })
  }

  /// p04: games of the season 2009-10 in the order of play, visitor on the left.
  static func hockey() throws -> NamedComparisons {
    NamedComparisons(
      try rows("p04_icehockey", "icehockey.csv").dropFirst().map { row in
        (row[1], row[3], row[6] == "1" ? .left : row[6] == "0" ? .right : .tie, 1, nil)
      })
  }

  /// p08: the choices of students between schools; what was not answered is left out.
  static func schools() throws -> NamedComparisons {
    NamedComparisons(
      try rows("p08_cems", "preferences.csv").dropFirst().compactMap { row in
        guard row[3] != "NA", row[3] != "" else { return nil }
        return (row[1], row[2], row[3] == "1" ? .left : row[4] == "1" ? .right : .tie, 1, nil)
      })
  }

  /// p10 and p11: pairs with who judged them in the column of that number.
  static func judged(_ folder: String, raterColumn: Int) throws -> NamedComparisons {
    NamedComparisons(
      try rows(folder, "pairs.csv").dropFirst().map { row in
        (row[1], row[2], row[3] == "1" ? .left : .right, 1, row[raterColumn])
      })
  }

  /// s02: games by week, home team on the left; weeks are counted as they follow each other.
  static func football() throws -> NamedComparisons {
    let table = try rows("s02_aflodds", "aflodds.csv").dropFirst()
    var games = NamedComparisons(
      table.map { row in
        (row[2], row[3], row[6] == "1" ? .left : row[6] == "0" ? .right : .tie, 1, nil)
      })
    let weeks = Array(Set(table.compactMap { Int32($0[1]) })).sorted()
    games.comparisons = try Comparisons(
      itemCount: games.names.count, left: games.comparisons.left, right: games.comparisons.right,
      outcomes: games.comparisons.outcomes,
      periods: table.map { row in Int32(weeks.firstIndex { $0 == Int32(row[1]) } ?? -1) })
    return games
  }
}

/// The largest distance between two lists.
func distance(_ a: [Double], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1).isNaN ? .infinity : abs($1.0 - $1.1)) }
}

/// The values less their mean.
func centred(_ values: [Double]) -> [Double] {
  let mean = values.reduce(0, +) / Double(values.count)
  return values.map { $0 - mean }
}

/// Wins of the row's team over the column's, American League East 1987: Baltimore, Boston,
/// Cleveland, Detroit, Milwaukee, New York, Toronto (Agresti 2002).
let baseballWins: [[Double]] = [
  [0, 1, 7, 4, 2, 3, 1], [12, 0, 7, 2, 6, 7, 6], [6, 6, 0, 4, 4, 6, 5], [9, 11, 9, 0, 6, 5, 7],
  [11, 7, 9, 7, 0, 7, 9], [10, 6, 7, 8, 6, 0, 6], [12, 7, 8, 6, 4, 7, 0],
]

/// Comparisons of a table of wins, row over column, by weight.
func comparisons(ofWins wins: [[Double]]) -> Comparisons {
  var table = Comparisons(itemCount: wins.count)
  for i in wins.indices {
    for j in wins.indices where wins[i][j] > 0 {
      table.append(left: i, right: j, outcome: .left, weight: wins[i][j])
    }
  }
  return table
}

/// Comparisons drawn from the Bradley-Terry model with normal strengths, one tie in ten.
func planted(
  items: Int, count: Int, raters: Int? = nil, ties: Double = 0.1, seed: UInt64
) -> (strengths: [Double], comparisons: Comparisons) {
  var luck = RandomStream(seed: seed)
  let strengths = (0..<items).map { _ in luck.normal() }
  var table = Comparisons(itemCount: items)
  for _ in 0..<count {
    let left = luck.uniform(below: items)
    let right = (left + 1 + luck.uniform(below: items - 1)) % items
    let wins = luck.bernoulli(1 / (1 + exp(strengths[right] - strengths[left])))
    let outcome: ComparisonOutcome = luck.bernoulli(ties) ? .tie : wins ? .left : .right
    table.append(
      left: left, right: right, outcome: outcome, rater: raters.map { luck.uniform(below: $0) })
  }
  return (strengths, table)
}
