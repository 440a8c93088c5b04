/// Any other JSON: a record is a row and its fields are the columns, such as an arena's `model_a`, `model_b` and
/// `winner`. Fields with a structure of their own, such as conversations, are kept as their JSON.
struct FlatExport: LabelExport {
  let name = "JSON"

  func matches(_ record: JSONNode) -> Bool { true }

  func addRows(of record: JSONNode, number: Int, to table: inout ExportedTable) {
    table.add(
      record.fields.sorted { $0.key < $1.key }.map {
        ($0.key, $0.value == .null ? nil : $0.value.cell ?? $0.value.json)
      })
  }
}
