import PlainText

/// Toloka's assignments: a page of tasks with their solutions, by one person.
///
/// Assignments that were rejected, skipped or have expired are left out. (The tab-separated file that Toloka's
/// page offers is read as a table: `ASSIGNMENT:worker_id` names the worker.)
struct TolokaExport: LabelExport {
  let name = "Toloka"
  static let counted: Set<String> = ["ACCEPTED", "SUBMITTED", "APPROVED"]

  func matches(_ record: JSON) -> Bool {
    record["tasks"]?.elements.isEmpty == false && record["solutions"] != nil
      && record["user_id"] != nil
  }

  func addRows(of record: JSON, number: Int, to table: inout ExportedTable) {
    let tasks = record["tasks"]?.elements ?? []
    let solutions = record["solutions"]?.elements ?? []
    for (index, task) in tasks.enumerated() {
      if let status = record["status"]?.cell, !Self.counted.contains(status) {
        table.leaveOut("of status \(status)")
        continue
      }
      guard index < solutions.count else {
        table.leaveOut("a task without a solution")
        continue
      }
      let inputs = task["input_values"]?.sortedMembers ?? []
      var cells: [(column: String, value: String?)] = [
        ("task", task["id"]?.cell ?? inputs.first?.value.cell),
        ("worker", record["user_id"]?.cell),
      ]
      let outputs = (solutions[index]["output_values"]?.sortedMembers ?? [])
      cells += outputs.map {
        (
          outputs.count == 1 ? LabelExports.labelColumn(forQuestion: $0.key) : $0.key, $0.value.cell
        )
      }
      let known = task["known_solutions"]?.elements.first?["output_values"]?.members ?? []
      if known.count == 1 { cells.append(("truth", known[0].value.cell)) }
      table.add(cells + inputs.map { ($0.key, $0.value.cell) })
    }
  }
}
