import PlainText

/// Records as rows of comma-separated values, under the names by which `rlhf rate`, `rlhf aggregate` and
/// `rlhf agreement` know their columns.
extension ExportRecord {
  /// What columns are called in tables that are flat. A winner is an item, which is told by its name.
  private static let flatNames = [
    "chosen_id": "winner", "rejected_id": "loser", "completions": "completion",
    "gold_rewards": "gold_reward", "completion_ids": "item",
  ]

  /// The names of the columns.
  static func header(of table: ExportTable, with more: [ExportColumn] = []) -> String {
    let names = (table.ownColumns + ExportTable.sharedColumns + more).map(\.name)
    return CSVWriter.row(
      (table == .rankings ? ["ranking", "rank"] : []) + names.map { flatNames[$0] ?? $0 }) + "\n"
  }

  /// One row; of a ranking, one for each of its responses.
  var rows: [String] {
    guard table == .rankings else {
      return [CSVWriter.row(members.map { Self.field($0.value) }) + "\n"]
    }
    let count = members.map { $0.value.elements.count }.max() ?? 0
    func value(_ key: String) -> String {
      members.first { $0.key == key }.map { Self.field($0.value) } ?? ""
    }
    let name = value("question") + "-" + value("annotator")
    return (0..<count).map { place in
      let fields = members.map { member in
        Self.field(member.value.elements.isEmpty ? member.value : member.value.elements[place])
      }
      return CSVWriter.row([name, "\(place + 1)"] + fields) + "\n"
    }
  }

  private static func field(_ value: JSON) -> String {
    switch value {
    case .null: ""
    case .text(let text): text
    case .array(let elements): elements.map(field).joined(separator: " ")
    case .flag, .number, .object: value.text(.dense)
    }
  }
}
