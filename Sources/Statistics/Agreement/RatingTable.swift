/// Who gave which unit which value: what every coefficient of agreement is computed from.
///
/// Any reading may be missing, and a rater may have read a unit several times. Readings are kept by
/// unit, in the order in which they were given; values are kept as indices into the ``levels``.
public struct RatingTable: Sendable, Hashable {
  /// How many units there are, rated or not.
  public let unitCount: Int
  /// How many raters there are, heard or not.
  public let raterCount: Int
  /// The distinct values that occur, ascending.
  public let levels: [Double]
  /// Where the readings of a unit begin, and behind the last unit, where they end: unitCount + 1.
  package let starts: [Int]
  /// The rater of each reading, unit by unit.
  package let raters: [Int32]
  /// The level of each reading, unit by unit.
  package let codes: [Int32]

  /// Files readings by unit.
  ///
  /// - Parameters:
  ///   - ratings: in any order; of several readings of a unit by one rater all are kept.
  ///   - unitCount: `nil` takes the least that holds all units.
  ///   - raterCount: `nil` takes the least that holds all raters.
  public init(
    _ ratings: [Rating], unitCount: Int? = nil, raterCount: Int? = nil
  ) throws(RatingTableProblem) {
    let units = unitCount ?? ((ratings.lazy.map(\.unit).max() ?? -1) + 1)
    let raters = raterCount ?? ((ratings.lazy.map(\.rater).max() ?? -1) + 1)
    try Self.check(ratings, unitCount: units, raterCount: raters)
    let levels = Levels(ratings)
    var starts = [Int](repeating: 0, count: units + 1)
    for rating in ratings { starts[rating.unit + 1] += 1 }
    for unit in 0..<units { starts[unit + 1] += starts[unit] }
    var places = starts
    var names = [Int32](repeating: 0, count: ratings.count)
    var codes = names
    for rating in ratings {
      let place = places[rating.unit]
      places[rating.unit] = place + 1
      names[place] = Int32(rating.rater)
      codes[place] = levels.code(of: rating.value)
    }
    self.unitCount = units
    self.raterCount = raters
    self.levels = levels.values
    self.starts = starts
    self.raters = names
    self.codes = codes
  }

  /// Files readings that are given as columns, one entry for each reading in all three.
  public init(
    units: [Int32], raters: [Int32], values: [Double], unitCount: Int? = nil,
    raterCount: Int? = nil
  ) throws(RatingTableProblem) {
    let count = min(units.count, raters.count, values.count)
    guard units.count == count, raters.count == count, values.count == count else {
      throw RatingTableProblem(
        what: "there are \(units.count) units, \(raters.count) raters and \(values.count) values",
        reading: count, remedy: "give each column one entry for every reading")
    }
    try self.init(
      units.indices.map {
        Rating(unit: Int(units[$0]), rater: Int(raters[$0]), value: values[$0])
      }, unitCount: unitCount, raterCount: raterCount)
  }

  /// How many readings there are.
  public var ratingCount: Int { codes.count }

  /// The readings, unit by unit.
  public var ratings: [Rating] {
    (0..<unitCount).flatMap { unit in
      (starts[unit]..<starts[unit + 1]).map {
        Rating(unit: unit, rater: Int(raters[$0]), value: levels[Int(codes[$0])])
      }
    }
  }

  private static func check(
    _ ratings: [Rating], unitCount: Int, raterCount: Int
  ) throws(RatingTableProblem) {
    for (index, rating) in ratings.enumerated() {
      if !(0..<unitCount).contains(rating.unit) {
        throw RatingTableProblem(
          what: "unit is \(rating.unit), but must be from 0 to \(unitCount - 1)", reading: index,
          remedy: "number the units from 0, or give a larger unit count")
      }
      if !(0..<raterCount).contains(rating.rater) {
        throw RatingTableProblem(
          what: "rater is \(rating.rater), but must be from 0 to \(raterCount - 1)", reading: index,
          remedy: "number the raters from 0, or give a larger rater count")
      }
      if !rating.value.isFinite {
        throw RatingTableProblem(
          what: "value is \(rating.value), but must be a finite number", reading: index,
          remedy: "leave out what was not rated: missing readings are allowed")
      }
    }
  }
}

/// The distinct values of a table, and the way from a value to its place among them.
private struct Levels {
  private(set) var values: [Double]
  /// The codes of small whole numbers, so that the common case needs no search.
  private var codes: [Int32] = []

  init(_ ratings: [Rating]) {
    let small = 1_024.0
    if ratings.allSatisfy({ $0.value >= 0 && $0.value < small && $0.value == $0.value.rounded() }) {
      codes = Array(repeating: -1, count: Int(small))
      for rating in ratings { codes[Int(rating.value)] = 0 }
      values = []
      for value in codes.indices where codes[value] == 0 {
        codes[value] = Int32(values.count)
        values.append(Double(value))
      }
      return
    }
    values = []
    for value in ratings.map(\.value).sorted() where value != values.last { values.append(value) }
  }

  func code(of value: Double) -> Int32 {
    if !codes.isEmpty { return codes[Int(value)] }
    var low = 0
    var high = values.count - 1
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return Int32(low)
  }
}
