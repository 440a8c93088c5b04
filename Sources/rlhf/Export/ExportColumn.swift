/// A column of a table that is written out: its name, what its values are, and what they mean.
struct ExportColumn: Hashable {
  /// What values are, by the names that Hugging Face's datasets gives them.
  enum Values: String {
    case text = "string"
    case whole = "int64"
    case number = "float64"
    case flag = "bool"
  }

  /// Its name.
  var name: String
  /// What its values are.
  var values: Values
  /// Whether it holds lists of them.
  var isList: Bool
  /// What they mean, for readers.
  var meaning: String

  init(_ name: String, _ values: Values, isList: Bool = false, _ meaning: String) {
    (self.name, self.values, self.isList, self.meaning) = (name, values, isList, meaning)
  }
}
