import PlainText
import SandboxCore

/// One record of a table that is written out.
struct ExportRecord {
  /// The table.
  var table: ExportTable
  /// The values by column, in the order of the columns.
  var members: [JSON.Member]
  /// Of a preference, the tokens of the prompt and of both responses.
  var pair: (prompt: [Token], chosen: [Token], rejected: [Token])?

  /// A record of values in the order of the table's own columns and then of those that all have.
  init(_ table: ExportTable, own: [JSON], shared: [JSON]) {
    let columns = table.ownColumns + ExportTable.sharedColumns
    let values = own + shared
    precondition(
      columns.count == values.count,
      "\(values.count) values for the \(columns.count) columns of \(table.rawValue)")
    self.table = table
    members = zip(columns, values).map { JSON.Member($0.name, $1) }
  }

  /// The record as a line of JSON.
  var line: String { JSON.object(members).text(.line) + "\n" }
}
