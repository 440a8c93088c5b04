/// A text in lines of at most so many letters, broken between words, each after an indent.
func wrapped(_ text: String, width: Int = 80, indent: String = "") -> String {
  var lines: [String] = []
  for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
    var line = ""
    for word in paragraph.split(separator: " ") {
      if !line.isEmpty && indent.count + line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    lines.append(line)
  }
  return lines.map { $0.isEmpty ? "" : indent + $0 }.joined(separator: "\n")
}
