import LabelFiles
import PlainText
import Reports

extension LabelGroups {
  /// More groups than this are no groups of people that anybody compares.
  static let limit = 50

  /// The groups, refused where they cannot be compared.
  var compared: LabelGroups {
    get throws(InvalidLabelFile) {
      guard (2...Self.limit).contains(names.count) else {
        throw .option(
          "--group",
          "the column \(Excerpt.of(column)) has \(NumberText.counted(names.count, "different value")), but needs 2 "
            + "to \(Self.limit)",
          fix: "name a column with a few values, such as the gender of the worker")
      }
      return self
    }
  }

  /// What a reader should know about the groups, in sentences.
  var notes: [String] {
    guard missingCount > 0 else { return [] }
    return [
      "\(NumberText.counted(missingCount, "row")) without a value in \(Excerpt.of(column)) "
        + "\(missingCount == 1 ? "counts" : "count") in no group"
    ]
  }

  /// The rows of a group, in order.
  func rows(of group: Int) -> [Int] { ofRow.indices.filter { ofRow[$0] == Int32(group) } }

  /// The same groups of some of the rows.
  func keeping(_ rows: [Int]) -> LabelGroups {
    LabelGroups(column: column, names: names, ofRow: rows.map { ofRow[$0] })
  }
}

/// Indices of the names that occur, and these names, in the order of their first appearance.
func renumbered(_ indices: [Int32], _ names: [String]) -> (indices: [Int32], names: [String]) {
  var place = [Int32](repeating: -1, count: names.count)
  var kept: [String] = []
  let renumbered = indices.map { index in
    if place[Int(index)] < 0 {
      place[Int(index)] = Int32(kept.count)
      kept.append(names[Int(index)])
    }
    return place[Int(index)]
  }
  return (renumbered, kept)
}
