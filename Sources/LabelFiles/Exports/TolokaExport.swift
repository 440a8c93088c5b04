/// Toloka's assignments: a page of tasks with their solutions, by one person.
///
/// Assignments that were rejected, skipped or have expired are left out. (The tab-separated file that Toloka's
/// page offers is read as a table: `ASSIGNMENT:worker_id` names the worker.)
struct TolokaExport: LabelExport {
  let name = "Toloka"
  static let counted: Set<String> = ["ACCEPTED", "SUBMITTED", "APPROVED"]

  func matches(_ record: JSONNode) -> Bool {
    record["tasks"]?.elements.isEmpty == false && record["solutions"] != nil
      && record["user_id"] != nil
  }

  func addRows(of record: JSONNode, number: Int, to table: inout ExportedTable) {
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
      let inputs = task["input_values"]?.fields ?? [:]
      var cells: [(column: String, value: String?)] = [
        ("task", task["id"]?.cell ?? inputs.sorted { $0.key < $1.key }.first?.value.cell),
        ("worker", record["user_id"]?.cell),
      ]
      let outputs = (solutions[index]["output_values"]?.fields ?? [:]).sorted { $0.key < $1.key }
      cells += outputs.map {
        (
          outputs.count == 1 ? LabelExports.labelColumn(forQuestion: $0.key) : $0.key, $0.value.cell
        )
      }
      let known = task["known_solutions"]?.elements.first?["output_values"]?.fields ?? [:]
      if known.count == 1, let truth = known.values.first { cells.append(("truth", truth.cell)) }
      table.add(cells + inputs.sorted { $0.key < $1.key }.map { ($0.key, $0.value.cell) })
    }
  }
}
