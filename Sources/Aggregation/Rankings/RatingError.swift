/// Why items cannot be rated from their comparisons.
///
/// Its description says what is wrong, where, and how to put it right.
public enum RatingError: Error, Sendable, Hashable {
  /// No comparison counts, so there is nothing to rate.
  case noMatches
  /// These items (indices, ascending, neither none nor all) never got a point against any of the
  /// rest, so the difference in strength has no finite estimate. It needs a comparison that one of
  /// them wins or draws.
  case neverScoring(items: [Int])
  /// The largest change of a log-strength, or slope of the likelihood by one, was still this after
  /// so many iterations.
  case notConverged(change: Double, iterations: Int)
  /// In none of so many draws of the bootstrap did every item score: there are too few matches.
  case noUsableResample(of: Int)
  /// A row names an item outside 0..<itemCount.
  case unknownItem(Int, row: Int, itemCount: Int)
  /// A row compares an item with itself.
  case comparedWithItself(item: Int, row: Int)
  /// A row's weight is negative or not finite.
  case badWeight(Double, row: Int)
  /// A column has a length of its own.
  case columnLength(column: String, count: Int, expected: Int)
  /// A column holds something that it must not, at a row.
  case badValue(column: String, row: Int, remedy: String)
  /// A ranking names an item twice.
  case rankedTwice(item: Int, ranking: Int)
  /// Rankings have so many pairs of items that a method that sees pairs cannot hold them.
  case tooManyPairs(count: Int, limit: Int)
  /// A method needs a column that the comparisons do not have.
  case missing(column: String, method: String)
  /// Every comparison is a tie, so a model of ties has no finite estimate.
  case onlyTies(method: String)
  /// The estimate of a parameter other than a strength runs away to infinity.
  case unbounded(parameter: String)
  /// Step by step a rating system went further and further off, as where many comparisons of one period
  /// are not independent.
  case diverged(method: String)
  /// A parameter cannot be told from the others.
  case notIdentified(parameter: String)
  /// There is no method of this name; these there are.
  case unknownMethod(String, known: [String])
}

extension RatingError: CustomStringConvertible {
  /// What is wrong, where, and how to put it right.
  public var description: String {
    switch self {
    case .noMatches:
      "there is nothing to rate: no comparison has a positive weight; give at least one comparison "
        + "of two different items"
    case .neverScoring(let items):
      "\(Self.list(items)) never won or tied against any other item (or never met one), so no "
        + "finite strength fits; add comparisons, leave \(items.count == 1 ? "it" : "them") out, "
        + "or ask for a ridge (`.ridge(0.01)`)"
    case .notConverged(let change, let iterations):
      "the strengths still moved by \(change) after \(iterations) iterations; raise the iteration "
        + "limit or the tolerance"
    case .noUsableResample(let count):
      "in none of \(count) draws of the bootstrap did every item score; there are too few "
        + "comparisons for it: use intervals from the curvature, or a ridge"
    case .unknownItem(let item, let row, let count):
      "row \(row): there is no item \(item) among \(count); indices run from 0 to \(count - 1)"
    case .comparedWithItself(let item, let row):
      "row \(row): item \(item) is compared with itself; leave the row out"
    case .badWeight(let weight, let row):
      "row \(row): the weight is \(weight), but must be finite and at least 0"
    case .columnLength(let column, let count, let expected):
      "column \(column): has \(count) values where \(expected) are needed; give one for each row"
    case .badValue(let column, let row, let remedy):
      "column \(column), row \(row): \(remedy)"
    case .rankedTwice(let item, let ranking):
      "ranking \(ranking): item \(item) stands in it twice; keep one place"
    case .tooManyPairs(let count, let limit):
      "the rankings have \(count) pairs of items, but at most \(limit) are allowed; rank fewer items "
        + "together, or use plackett-luce on rankings without ties"
    case .missing(let column, let method):
      "\(method) needs the column \(column), which the comparisons do not have; add it, or choose "
        + "a method that does without"
    case .onlyTies(let method):
      "\(method): every comparison is a tie, so the readiness to tie has no finite estimate; add "
        + "decided comparisons, or use bradley-terry, which counts a tie as half a win"
    case .unbounded(let parameter):
      "\(parameter): grows without bound, because the comparisons never contradict it; add "
        + "comparisons that do, leave it out, or ask for a ridge (`.ridge(0.01)`)"
    case .diverged(let method):
      "\(method): ratings go off by more than 10,000 points, as where comparisons are not independent, "
        + "such as the pairs of rankings; choose bradley-terry or plackett-luce"
    case .notIdentified(let parameter):
      "\(parameter): cannot be told from the other parameters; leave it out, or vary it within "
        + "pairs of items"
    case .unknownMethod(let name, let known):
      "there is no ranking method \(name); choose one of \(known.joined(separator: ", "))"
    }
  }

  /// Up to ten indices in words.
  private static func list(_ items: [Int]) -> String {
    let shown = items.prefix(10).map(String.init).joined(separator: ", ")
    let more = items.count > 10 ? " and \(items.count - 10) more" : ""
    return (items.count == 1 ? "item " : "items ") + shown + more
  }
}
