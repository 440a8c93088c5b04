import PlainText

/// A ranking a row, the items in the order of their places: `1st, 2nd, 3rd`, `rank1, rank2`, or `1, 2, 3`.
///
/// Empty fields at the end are places that nobody took: the ranking is partial. A column before the places
/// names the ranking, or else its row does; a column `worker` names who ranked.
struct PlacedItems: PreferenceShape {
  private let header: [String]
  private let places: [Int]

  let note = "each row is read as a ranking, the best item first"

  init?(header: [String], sample: () -> [[String]]) {
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
    guard places.count > 1, Set(places).count == places.count else { return nil }
    self.header = header
    self.places = places
  }

  func addRow(_ fields: [String], number: Int, to table: inout ExportedTable) -> ShapeProblem? {
    let others = header.indices.filter { !places.contains($0) }
    let named = others.first {
      ["ranking", "ballot", "id", "task"].contains(ColumnRole.plain(header[$0]))
    }
    let ranking = named.map { fields[$0] } ?? "row \(number)"
    var seen: Set<String> = []
    for (rank, column) in places.enumerated() where !fields[column].isEmpty {
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
