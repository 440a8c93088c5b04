import PlainText

/// Any other JSON: a record is a row and its fields are the columns, such as an arena's `model_a`, `model_b` and
/// `winner`. An object is kept as its JSON, since it may be a label; lists of objects, such as conversations,
/// are left out, since they are long and label nothing.
struct FlatExport: LabelExport {
  let name = "JSON"

  func matches(_ record: JSON) -> Bool { true }

  func addRows(of record: JSON, number: Int, to table: inout ExportedTable) {
    table.add(
      record.sortedMembers.map {
        ($0.key, $0.value.isObject ? $0.value.canonical.text(.dense) : $0.value.cell)
      })
  }
}
