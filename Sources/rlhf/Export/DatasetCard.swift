import Experiments
import PlainText
import Reports

/// The `README.md` of an exported folder, as Hugging Face's datasets reads it: which files make which table, what
/// their columns are, and where they come from.
struct DatasetCard {
  /// What was run.
  var experiment: Experiment
  /// The version of the sandbox that ran it.
  var version: String
  /// The arms and replications that were written, as in `base-1`.
  var sets: [String]
  /// What was written of them.
  var tally: ExportTally
  /// Columns that preferences have besides.
  var referenceColumns: [ExportColumn]

  /// The text.
  var text: String {
    """
    ---
    \(configurations.joined(separator: "\n"))
    ---

    # \(Excerpt.visible(experiment.title))

    Answers of simulated annotators, made by RLHF Sandbox \(version). No person was asked: annotators, prompts and
    responses are simulated, and what responses are truly worth is known.

    - **Question:** \(Excerpt.visible(experiment.question))
    - **Scenario:** `\(Excerpt.visible(experiment.name))`, seed \(experiment.seed). `scenario.yaml` beside this file has every
      setting; `rlhf run scenario.yaml` with the same version makes the same answers again.
    - **Arms and replications:** \(sets.map { "`\(Excerpt.visible($0))`" }.joined(separator: ", "))
    - **Text:** completions begin with a blank and hold the token that ends them, unless they were cut off; the
      tokenizers that the run left beside its models turn prompt and completion into the tokens that were said.
    - **Licence:** none is given. The licence of RLHF Sandbox is not that of what it puts out: whoever publishes
      this chooses one and names it above.

    \(tally.leftOut.map { Self.capitalized($0) + ".\n" } ?? "No answer was left out.\n")
    \(tables.joined(separator: "\n"))
    """
  }

  private var written: [ExportTable] { ExportTable.allCases.filter { tally.count(of: $0) > 0 } }

  private func columns(of table: ExportTable) -> [ExportColumn] {
    table.ownColumns + ExportTable.sharedColumns + (table == .preference ? referenceColumns : [])
  }

  /// The head, in YAML.
  private var configurations: [String] {
    var lines = ["pretty_name: " + JSON.text(experiment.title).text(.line), "license: unknown"]
    lines += ["tags: [rlhf, synthetic, trl]", "configs:"]
    for (place, table) in written.enumerated() {
      lines += ["- config_name: \(table.rawValue)"]
      lines += ["  data_files: \(table.rawValue)/*.jsonl"] + (place == 0 ? ["  default: true"] : [])
    }
    lines.append("dataset_info:")
    for table in written {
      lines += ["- config_name: \(table.rawValue)", "  features:"]
      for column in columns(of: table) {
        lines += ["  - name: \(column.name)"]
        lines += ["    \(column.isList ? "sequence" : "dtype"): \(column.values.rawValue)"]
      }
    }
    return lines
  }

  /// What the columns mean, first of each table, then of all.
  private var tables: [String] {
    let own = written.map { table in
      let more = table == .preference ? referenceColumns : []
      let count = NumberText.counted(tally.count(of: table), "record")
      return "## \(table.rawValue)\n\n\(table.meaning) \(Self.capitalized(count)).\n\n"
        + Self.rows(table.ownColumns + more)
    }
    return own + ["## All tables\n\n" + Self.rows(ExportTable.sharedColumns)]
  }

  private static func rows(_ columns: [ExportColumn]) -> String {
    let rows = columns.map { column in
      let list = column.isList ? "list of " : ""
      return "| `\(column.name)` | \(list)\(column.values.rawValue) | \(column.meaning) |\n"
    }
    return "| column | values | meaning |\n|---|---|---|\n" + rows.joined()
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
