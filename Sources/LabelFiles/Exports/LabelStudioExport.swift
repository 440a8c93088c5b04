import PlainText

/// Label Studio's JSON: a task with its annotations, each with a result for every control.
///
/// Choices, ratings, numbers, texts, taxonomies and pairwise choices become labels. A task with one
/// control has its answers in the column `label` (a pairwise one in `winner`, a rating in `rating`); with several, each
/// control has a column of its own name. An annotation that is marked as ground truth is the truth of
/// its task, and nobody's label. Fields of the task's data are columns, too.
struct LabelStudioExport: LabelExport {
  let name = "Label Studio"

  func matches(_ record: JSON) -> Bool {
    record["data"]?.isObject == true && (record["annotations"] ?? record["completions"]) != nil
  }

  func addRows(of record: JSON, number: Int, to table: inout ExportedTable) {
    let annotations = (record["annotations"] ?? record["completions"])?.elements ?? []
    let task = record["id"]?.cell ?? "\(number)"
    let truth = annotations.first { $0["ground_truth"] == .flag(true) }
      .map { Self.answers(of: $0, into: &table) }
    let data = (record["data"]?.sortedMembers ?? [])
      .map { (column: $0.key, value: $0.value.cell) }
    for annotation in annotations where annotation["ground_truth"] != .flag(true) {
      if annotation["was_cancelled"] == .flag(true) {
        table.leaveOut("skipped by the annotator")
        continue
      }
      var cells: [(column: String, value: String?)] = [
        ("task", task), ("worker", Self.person(annotation["completed_by"])),
      ]
      cells += Self.answers(of: annotation, into: &table)
      if let truth, truth.count == 1 { cells.append(("truth", truth[0].value)) }
      table.add(cells + data)
    }
  }

  /// An identifier, or an object with the address of the annotator.
  private static func person(_ node: JSON?) -> String? {
    node?.cell ?? node?["email"]?.cell ?? node?["id"]?.cell
  }

  private static func answers(
    of annotation: JSON, into table: inout ExportedTable
  ) -> [(column: String, value: String?)] {
    var answers: [(column: String, value: String?)] = []
    var column = "label"
    for result in annotation["result"]?.elements ?? [] {
      guard let type = result["type"]?.cell, let value = result["value"] else { continue }
      let answer: String?
      switch type {
      case "pairwise":
        answer = value["selected"]?.cell
        column = "winner"
      case "rating":
        answer = value[type]?.cell
        column = "rating"
      case "choices", "number", "text": answer = value[type]?.cell
      case "textarea": answer = value["text"]?.cell
      case "taxonomy":
        let paths = value["taxonomy"]?.elements ?? []
        answer =
          JSON.array(
            paths.map { .text($0.elements.compactMap(\.cell).joined(separator: "/")) }
          ).cell
      default:
        table.leaveOut("a mark of kind \(type), which is no label of the whole task")
        continue
      }
      if let answer { answers.append((result["from_name"]?.cell ?? type, answer)) }
    }
    guard answers.count == 1 else { return answers }
    return [(column, answers[0].value)]
  }
}
