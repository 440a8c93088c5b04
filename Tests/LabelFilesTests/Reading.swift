import LabelFiles
import Testing

/// Which of the three kinds of file is read.
enum Kind { case labels, comparisons, rankings }

func labels(
  _ text: String, columns: String = "", layout: LabelLayout = .automatic
) throws -> LabelFile {
  let reader = LabelReader(columns: try ColumnMapping(parsing: columns))
  return try reader.labels(from: .text(text, name: "x.csv"), layout: layout)
}

func comparisons(_ text: String, columns: String = "") throws -> ComparisonFile {
  let reader = LabelReader(columns: try ColumnMapping(parsing: columns))
  return try reader.comparisons(from: .text(text, name: "x.csv"))
}

func rankings(_ text: String, columns: String = "") throws -> RankingFile {
  let reader = LabelReader(columns: try ColumnMapping(parsing: columns))
  return try reader.rankings(from: .text(text, name: "x.csv"))
}

/// What reading a text complains about; empty when it does not.
func complaint(_ kind: Kind, _ text: String, columns: String = "") -> String {
  do {
    switch kind {
    case .labels: _ = try labels(text, columns: columns)
    case .comparisons: _ = try comparisons(text, columns: columns)
    case .rankings: _ = try rankings(text, columns: columns)
    }
    return ""
  } catch {
    return "\(error)"
  }
}
