/// A way in which quotation marks of a table can go wrong, with the byte where it shows.
package enum CSVFlaw: Sendable, Hashable {
  /// A mark opens a field here and none closes it before the end of the text.
  case unclosedQuote(at: Int)
  /// Something stands here between the mark that closes a field and the end of the field.
  case textAfterQuote(at: Int)
}
