import PlainText
import Reports

/// A number of things: `1 task`, `1,200 tasks`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(NumberText.short(Double(count))) \(noun)\(count == 1 ? "" : "s")"
}

/// Names in a sentence: at most so many, then how many more.
func listed(_ names: [String], limit: Int = 5) -> String {
  let shown = names.prefix(limit).map { Excerpt.of($0) }.joined(separator: ", ")
  return names.count > limit ? "\(shown) and \(names.count - limit) more" : shown
}
