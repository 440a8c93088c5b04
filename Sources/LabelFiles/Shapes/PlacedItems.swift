import PlainText

/// A ranking a row, the items in the order of their places: `1st, 2nd, 3rd`, `rank1, rank2`, or `1, 2, 3`.
///
/// Empty fields at the end are places that nobody took: the ranking is partial. A column before the places
/// names the ranking, or else its row does; a column `worker` names who ranked.
struct PlacedItems: PreferenceShape {
  private let header: [String]
  private let places: [Int]
  private let named: Int?
  private let isMissing: @Sendable (String) -> Bool

  let note = "each row is read as a ranking, the best item first"

  init?(_ table: ShapeTable) {
    guard !table.holdsComparisons else { return nil }
    let header = table.header
    let plain = header.map(ColumnRole.plain)
    let endings = ["1st", "2nd", "3rd"]
    func column(_ place: Int) -> Int? {
      let names = ["\(place)", "rank\(place)", "place\(place)", "choice\(place)", "\(place)th"]
      return plain.firstIndex {
        names.contains($0) || (place < 4 && $0 == endings[place - 1])
      }
    }
    var places: [Int] = []
    while let next = column(places.count + 1) { places.append(next) }
    // A place that is left out would end the rankings before it.
    guard !(places.count + 2...places.count + 10).contains(where: { column($0) != nil }),
      places.count > 1, Set(places).count == places.count
    else { return nil }
    self.header = header
    self.places = places
    named = table.ranking
    isMissing = table.isMissing
  }

  func addRow(_ fields: [String], number: Int, to table: inout ExportedTable) -> ShapeProblem? {
    let others = header.indices.filter { !places.contains($0) }
    let ranking = named.map { fields[$0] } ?? "row \(number)"
    var seen: Set<String> = []
    for (rank, column) in places.enumerated() where !isMissing(fields[column]) {
      guard seen.insert(fields[column]).inserted else {
        return ShapeProblem(
          field: column, what: "\(Excerpt.of(fields[column])) has two places in one ranking",
          remedy: "write each item once in a row")
      }
      table.add(
        [("ranking", ranking), ("rank", "\(rank + 1)"), ("item", fields[column])]
          + others.filter { $0 != named }.map { (header[$0], fields[$0]) })
    }
    return nil
  }
}
