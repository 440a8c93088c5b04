import Foundation
import LabelFiles
import OwnLabels
import Statistics

/// Reads labels from a text and aggregates them.
func verdict(
  _ text: String, by method: String? = nil, compares: Bool = false, columns: String = ""
) throws -> LabelResult {
  let reader = LabelReader(columns: try ColumnMapping(parsing: columns))
  return try LabelResult(
    of: reader.labels(from: .text(text, name: "x.csv")), by: method, compares: compares)
}

/// Reads labels from a text and measures agreement.
func agreement(
  _ text: String, level: DistanceMetric? = nil
) throws -> AgreementSummary {
  try AgreementSummary(
    of: LabelReader().labels(from: .text(text, name: "x.csv")), level: level)
}

/// Reads comparisons or rankings from a text and rates their items.
func rating(
  _ text: String, by method: String? = nil, options: RatingOptions = RatingOptions(),
  compares: Bool = false
) throws -> ItemRanking {
  try ItemRanking(
    of: LabelReader().preferences(from: .text(text, name: "x.csv")), by: method, options: options,
    compares: compares)
}

/// What somebody is told when something throws; empty when nothing does.
func message(_ body: () throws -> Void) -> String {
  do {
    try body()
    return ""
  } catch {
    return "\(error)"
  }
}

/// The object that some JSON is.
func object(_ json: String) throws -> [String: Any] {
  try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] ?? [:]
}

/// The keys of an object in the order in which they stand in the text.
func keys(_ json: String) -> [String] {
  // Members of the outermost object are those at depth 1.
  var keys: [String] = []
  var depth = 0
  var text = ""
  var isInText = false
  var isEscaped = false
  for character in json {
    if isInText {
      if isEscaped {
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        isInText = false
      } else {
        text.append(character)
      }
      continue
    }
    switch character {
    case "\"":
      isInText = true
      text = ""
    case "{", "[": depth += 1
    case "}", "]": depth -= 1
    case ":": if depth == 1 { keys.append(text) }
    default: break
    }
  }
  return keys
}
