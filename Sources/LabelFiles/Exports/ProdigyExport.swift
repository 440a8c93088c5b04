import PlainText

/// Prodigy's JSON lines: one annotation a line.
///
/// Where options are chosen from, the choice is the label; otherwise the label is the answer to the
/// question, `accept` or `reject`. What was ignored is left out. A choice between two options with
/// a `mapping` to models becomes a comparison.
struct ProdigyExport: LabelExport {
  let name = "Prodigy"

  func matches(_ record: JSON) -> Bool {
    record["answer"] != nil && (record["_task_hash"] != nil || record["_input_hash"] != nil)
  }

  func addRows(of record: JSON, number: Int, to table: inout ExportedTable) {
    let answer = record["answer"]?.cell
    guard answer == "accept" || answer == "reject" else {
      table.leaveOut("ignored by the annotator")
      return
    }
    let chosen = record["accept"]
    if chosen != nil, answer == "reject" {
      table.leaveOut("a rejected choice")
      return
    }
    // A question about one input with one label is another question than about the same with another.
    let task = (chosen == nil ? record["_task_hash"] : nil) ?? record["_input_hash"]
    var cells: [(column: String, value: String?)] = [
      ("task", task?.cell ?? record["_task_hash"]?.cell ?? "\(number)"),
      ("worker", (record["_annotator_id"] ?? record["_session_id"])?.cell),
    ]
    let options = (record["options"]?.elements ?? []).compactMap { $0["id"]?.cell }
    if options.count == 2, let mapping = record["mapping"], mapping.isObject {
      let names = options.map { mapping[$0]?.cell ?? $0 }
      cells += [
        ("left", names[0]), ("right", names[1]),
        ("winner", chosen?.cell.map { mapping[$0]?.cell ?? $0 }),
      ]
    } else {
      cells.append(("label", chosen == nil ? answer : chosen?.cell))
    }
    table.add(cells)
  }
}
