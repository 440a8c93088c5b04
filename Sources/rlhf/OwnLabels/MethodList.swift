import OwnLabels
import PlainText

/// Methods as `--list` shows them.
enum MethodList {
  /// Every method with what it assumes and needs, in lines of at most so many columns.
  static func text(_ methods: [MethodEntry], columns: Int) -> String {
    methods.map { method in
      [
        method.name, wrapped("assumes: \(method.assumptions)", width: columns, indent: "  "),
        wrapped("needs:   \(method.needs)", width: columns, indent: "  "),
      ].joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// The end of a message about a method that there is not.
  static func hint(for name: String, among methods: [MethodEntry]) -> String {
    let hint = Spelling.hint(for: name, in: methods.map(\.name))
    return (hint.first?.uppercased() ?? "") + hint.dropFirst() + "."
  }
}
